import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Navigate, redirect } from '@tanstack/react-router'
import { readBoardSearch } from '../boards/board-search.ts'
import { readMyWorkSearch } from '../boards/my-work-search.ts'
import type { Caret } from '../pages/use-page-tree-naming.ts'
import { readSearchAddress } from '../search/search-address.ts'
import { readPageSearch } from './page-search.ts'
import { Broken } from './Broken.tsx'
import { Door } from './Door.tsx'
import { NotFound } from './NotFound.tsx'

const root = createRootRoute({ component: Door, notFoundComponent: NotFound, errorComponent: Broken })

const home = createRoute({ getParentRoute: () => root, path: '/', component: lazyRouteComponent(() => import('./HomeRoute.tsx'), 'HomeRoute') })
const signIn = createRoute({ getParentRoute: () => root, path: '/sign-in', beforeLoad: () => { throw redirect({ to: '/' }) } })
// Door shows these two; who is signed in already has nothing to do at the first.
const signUp = createRoute({ getParentRoute: () => root, path: '/sign-up', component: () => <Navigate to="/" /> })
const invitation = createRoute({ getParentRoute: () => root, path: '/invitation' })
const company = createRoute({ getParentRoute: () => root, path: '/company', component: lazyRouteComponent(() => import('../people/CompanyScreen.tsx'), 'CompanyScreen') })
const me = createRoute({ getParentRoute: () => root, path: '/me', component: lazyRouteComponent(() => import('../people/MeScreen.tsx'), 'MeScreen') })

const work = createRoute({ getParentRoute: () => root, path: '/work', validateSearch: readMyWorkSearch, component: lazyRouteComponent(() => import('./MyWorkRoute.tsx'), 'MyWorkRoute') })

const search = createRoute({ getParentRoute: () => root, path: '/search', validateSearch: readSearchAddress, component: lazyRouteComponent(() => import('./SearchRoute.tsx'), 'SearchRoute') })

const workspace = createRoute({ getParentRoute: () => root, path: '/w/$workspaceId', component: lazyRouteComponent(() => import('./WorkspaceRoute.tsx'), 'WorkspaceRoute') })
const overview = createRoute({ getParentRoute: () => workspace, path: '/', component: lazyRouteComponent(() => import('./OverviewRoute.tsx'), 'OverviewRoute') })
const page = createRoute({ getParentRoute: () => workspace, path: '/p/$pageId', validateSearch: readPageSearch, component: lazyRouteComponent(() => import('./PageRoute.tsx'), 'PageRoute') })
const board = createRoute({ getParentRoute: () => workspace, path: '/b/$boardId', validateSearch: readBoardSearch, component: lazyRouteComponent(() => import('./BoardRoute.tsx'), 'BoardRoute') })
const settings = createRoute({ getParentRoute: () => workspace, path: '/settings', component: lazyRouteComponent(() => import('./SettingsRoute.tsx'), 'SettingsRoute') })
const archive = createRoute({ getParentRoute: () => workspace, path: '/archive', component: lazyRouteComponent(() => import('./ArchiveRoute.tsx'), 'ArchiveRoute') })

export const router = createRouter({
  routeTree: root.addChildren([home, signUp, signIn, invitation, company, me, work, search, workspace.addChildren([overview, page, board, settings, archive])]),
  defaultPreload: 'intent',
  defaultErrorComponent: Broken,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register { router: typeof router }
  interface HistoryState {
    /** The page was made just now. */
    caret?: Caret | undefined
  }
}
