import { useLingui } from '@lingui/react/macro'
import type { Refusal } from './saved-state.ts'

interface Sentence { short: string, whole: string }

/** What the server's closed door means: what happened, and what to do. */
export function useRefusalSentence(): (reason: Refusal) => Sentence {
  const { t } = useLingui()
  const sentences: Record<Refusal, () => Sentence> = {
    signIn: () => ({ short: t`Signed out`, whole: t`You have been signed out. Sign in again to go on.` }),
    noAccess: () => ({ short: t`No access`, whole: t`You no longer have access to this page. An administrator of your company can change that.` }),
    noSuchDocument: () => ({ short: t`Page not found`, whole: t`This page does not exist, or you may not see it.` }),
    otherEpoch: () => ({ short: t`Page was rebuilt`, whole: t`This page was rebuilt on the server. Copy what you need from here, then reload.` }),
    tooLarge: () => ({ short: t`Too large`, whole: t`This page is too large to take what was added last. Remove something: what you wrote is saved as soon as there is room.` }),
    workspaceTooLarge: () => ({ short: t`No room left`, whole: t`Nothing more fits in this workspace. Remove something here or elsewhere in it: what you wrote is saved as soon as there is room.` }),
    tooMuchAtOnce: () => ({ short: t`Too much at once`, whole: t`What was added last is too large to be sent at once. Undo or remove it and add it in smaller parts: all else that you wrote is then saved.` }),
    refusedUpdate: () => ({ short: t`Change refused`, whole: t`The server refused a change from this device. Copy what you need from here, then open the saved page.` }),
    other: () => ({ short: t`Connection refused`, whole: t`The server has closed this page. Reload to try again.` }),
  }
  return reason => sentences[reason]()
}
