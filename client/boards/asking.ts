import type { ConsentQuestion } from './consent-question.ts'

/** Questions that were put at once. `others`: tasks about which nobody is asked, changed (`go`) only when all was asked: all of it is done, or nothing. */
export interface Asking { readonly questions: readonly ConsentQuestion[], readonly others: readonly string[], readonly go: (ids: readonly string[]) => void }
/** The question that is put now, and the tasks that wait for its answer without being asked about. */
export interface AskedNow { readonly question: ConsentQuestion, readonly others: readonly string[] }
export type Answer = 'asked' | 'left'

export function askedNow([first]: readonly Asking[]): AskedNow | null {
  const question = first?.questions[0]
  return first && question ? { question, others: first.others } : null
}

/** What is still to be asked behind an answer; `done`: of what all has been asked by it. What was left takes with it whatever others wait for. */
export function answered([first, ...rest]: readonly Asking[], answer: Answer): { asking: readonly Asking[], done: Asking | null } {
  if (!first || (answer === 'left' && first.others.length > 0)) return { asking: rest, done: null }
  const questions = first.questions.slice(1)
  return questions.length > 0 ? { asking: [{ ...first, questions }, ...rest], done: null } : { asking: rest, done: first.others.length > 0 ? first : null }
}
