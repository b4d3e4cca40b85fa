import { useNavigate } from '@tanstack/react-router'
import { queryClient } from '../core/queries.ts'
import { useMe, useSession } from '../core/session.tsx'
import { peopleApi } from '../people/people-api.ts'

/** Signs out: first the server ends the session, then the screens close, then this person's copies on the device go. */
export function useLeave(): (to: '/' | '/sign-up') => Promise<void> {
  const { id } = useMe()
  const { signedOut } = useSession()
  const navigate = useNavigate()
  return async to => {
    await peopleApi.signOut()
    await navigate({ to: '/' })
    await signedOut()
    queryClient.clear()
    const { forgetDocuments } = await import('../documents/offline.ts')
    await forgetDocuments(id)
    await navigate({ to })
  }
}
