import { useLingui } from '@lingui/react/macro'
import { type Cause, causeOf } from './refusal-causes.ts'
import type { Refusal } from './saved-state.ts'

interface Sentence { short: string, whole: string }

/** What the server's closed door means: what happened, and what to do. */
export function useRefusalSentence(): (reason: Refusal, term?: string) => Sentence {
  const { t } = useLingui()
  const causeFor = useCause()
  const sentences: Record<Refusal, (term: string) => Sentence> = {
    signIn: () => ({ short: t`Signed out`, whole: t`You have been signed out. Sign in again to go on.` }),
    noAccess: () => ({ short: t`No access`, whole: t`You no longer have access to this page. An administrator of your company can change that.` }),
    noSuchDocument: () => ({ short: t`Page not found`, whole: t`This page does not exist, or you may not see it.` }),
    otherEpoch: () => ({ short: t`Page was rebuilt`, whole: t`This page was rebuilt on the server. Copy what you need from here, then reload.` }),
    tooLarge: () => ({ short: t`Too large`, whole: t`This page is too large to take what was added last. Remove something: what you wrote is saved as soon as there is room.` }),
    workspaceTooLarge: () => ({ short: t`No room left`, whole: t`Nothing more fits in this workspace. Remove something here or elsewhere in it: what you wrote is saved as soon as there is room.` }),
    tooMuchAtOnce: () => ({ short: t`Too much at once`, whole: t`What was added last is too large to be sent at once. Undo or remove it and add it in smaller parts: all else that you wrote is then saved.` }),
    refusedUpdate: term => ({ short: t`Change refused`, whole: `${causeFor(term)} ${t`Copy what you need from here, then open the saved page.`}` }),
    other: () => ({ short: t`Connection refused`, whole: t`The server has closed this page. Reload to try again.` }),
  }
  return (reason, term = '') => sentences[reason](term)
}

function useCause(): (term: string) => string {
  const { t } = useLingui()
  const sentences: Record<Cause, () => string> = {
    unreadable: () => t`The server refused a change from this device: it could not be read.`,
    unknown: () => t`The server refused a change from this device: it holds something that this page cannot hold.`,
    missing: () => t`The server refused a change from this device: it builds on something that is not on the server.`,
    foreign: () => t`The server refused a change from this device: it passes for that of another window or person.`,
    tooMuch: () => t`The server refused a change from this device: it has too many parts.`,
    tooDeep: () => t`The server refused a change from this device: something in it is nested too deeply.`,
    tooManyWindows: () => t`The server refused a change from this device: this page was opened and written in too often.`,
    tooManyRepairs: () => t`The server refused a change from this device: several times within an hour this page had to be put right after changes of yours. After an hour it takes new ones again.`,
  }
  return term => {
    const cause = causeOf(term)
    return cause ? sentences[cause]() : t`The server refused a change from this device.`
  }
}
