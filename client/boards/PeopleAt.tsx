import { useLingui } from '@lingui/react/macro'
import { Avatar } from '../ui/Avatar.tsx'
import styles from './PeopleAt.module.css'
import { usePeopleAt } from './use-board-presence.ts'
import { useHereWords } from './use-here-words.ts'

const mostShown = 3

/**
 * Who of the others is at a task, by letters and by the colour of their company, and who moves it. `isTold`: the element around it is
 * named as a whole and tells it there, so that nothing is read out twice. `isBrief`: the name of who moves it is seen elsewhere.
 */
export function PeopleAt({ id, isTold = false, isBrief = false }: { id: string, isTold?: boolean, isBrief?: boolean }) {
  const { t } = useLingui()
  const [people, words] = [usePeopleAt(id), useHereWords(id)]
  if (people.length === 0) return null
  const mover = people.find(({ isMoving }) => isMoving)?.name
  const moves = mover === undefined ? '' : t`${mover} is moving this`
  return (
    <span className={styles['people']} data-people-at title={words}>
      <span aria-hidden="true">
        {moves && !isBrief && <em className={styles['moves']}>{moves}</em>}
        {people.slice(0, mostShown).map(person => <Avatar key={person.userId} name={person.name} company={person.company} size="small" isNamed />)}
        {people.length > mostShown && <small>+{people.length - mostShown}</small>}
      </span>
      {!isTold && <span className="visually-hidden">, {words}</span>}
    </span>
  )
}
