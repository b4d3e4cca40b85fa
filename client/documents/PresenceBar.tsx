import { Plural, useLingui } from '@lingui/react/macro'
import { Avatar } from '../ui/Avatar.tsx'
import type { PersonHere } from './people-here.ts'
import styles from './PresenceBar.module.css'

const mostShown = 5

/** Who is here: a ring in the company's colour, the name and company in words. */
export function PresenceBar({ people }: { people: readonly PersonHere[] }) {
  const { t } = useLingui()
  const hidden = people.slice(mostShown)
  if (people.length === 0) return null
  return (
    <ul className={styles['bar']} aria-label={t`Here now`}>
      {people.slice(0, mostShown).map(person => <Presence key={person.userId} person={person} />)}
      {hidden.length > 0 && <li className={styles['more']} title={hidden.map(({ name }) => name).join(', ')}>+{hidden.length}</li>}
      <li className={styles['count']}><Plural value={people.length} one="# here" other="# here" /></li>
    </ul>
  )
}

function Presence({ person }: { person: PersonHere }) {
  const { t } = useLingui()
  const words = { active: '', idle: t`idle`, away: t`away` }[person.attention]
  const name = [person.isMe ? t`${person.name} (you)` : person.name, words].filter(Boolean).join(', ')
  return (
    <li data-attention={person.attention} className={styles['person']}>
      <Avatar name={name} company={person.company} />
    </li>
  )
}
