import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { LanguageProvider } from '../core/i18n.tsx'
import { queryClient } from '../core/queries.ts'
import { type Me, SessionProvider } from '../core/session.tsx'
import { peopleApi } from '../people/people-api.ts'
import { Toasts } from '../ui/Toasts.tsx'
import { preloadInside } from './Door.tsx'
import { NewVersion } from './NewVersion.tsx'
import { router } from './routes.tsx'

const askMe = (): Promise<Me | null> => peopleApi.getSession().then(answer => answer.me)
let first: Promise<Me | null> | null = null

/** Begins, before anything is drawn, to find out who it is and to fetch the code for that. */
export function findFirst(): void {
  first = askMe()
  first.then(me => me && preloadInside(), () => undefined) // told to the session, which asks next
  void router.load()
}

function loadMe(): Promise<Me | null> {
  // What went wrong then was said in no language yet.
  const found = first?.catch(askMe) ?? askMe()
  first = null
  return found
}

export const App = () => (
  <QueryClientProvider client={queryClient}>
    <LanguageProvider>
      <SessionProvider load={loadMe}>
        <RouterProvider router={router} />
        <NewVersion />
        <Toasts />
      </SessionProvider>
    </LanguageProvider>
  </QueryClientProvider>
)
