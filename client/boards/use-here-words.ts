import { useLingui } from '@lingui/react/macro'
import { usePeopleAt } from './use-board-presence.ts'

/** Who of the others is at a task, and who moves it, as it is read out; '' when nobody is. */
export function useHereWords(task: string): string {
  const { t } = useLingui()
  const people = usePeopleAt(task)
  const here = people.map(({ name }) => name).join(', ')
  const mover = people.find(({ isMoving }) => isMoving)?.name
  return [here ? t`here: ${here}` : '', mover === undefined ? '' : t`${mover} is moving this`].filter(Boolean).join(', ')
}
