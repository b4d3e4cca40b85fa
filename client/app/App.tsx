import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { LanguageProvider } from '../core/i18n.tsx'
import { queryClient } from '../core/queries.ts'
import { type Me, SessionProvider } from '../core/session.tsx'
import { peopleApi } from '../people/people-api.ts'
import { Toasts } from '../ui/Toasts.tsx'
import { NewVersion } from './NewVersion.tsx'
import { router } from './routes.tsx'

const loadMe = (): Promise<Me | null> => peopleApi.getSession().then(answer => answer.me)

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
