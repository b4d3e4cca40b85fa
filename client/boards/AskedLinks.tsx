import { Link2, Link2Off } from 'lucide-react'
import { Trans } from '@lingui/react/macro'
import type { AskedLink } from '@kopa/shared/boards/consent.ts'
import { lagText } from '@kopa/shared/boards/plan-words.ts'
import { Icon } from '../ui/Icon.tsx'
import styles from './Proposals.module.css'
import { TaskTitle } from './TaskTitle.tsx'
import { useLinkNames } from './use-link-names.ts'

interface Props { links: readonly AskedLink[], /** leads to a task */ onOpen?: ((id: string) => void) | undefined }

/** Links that a company is asked about, each in words. */
export function AskedLinks({ links, onOpen }: Props) {
  return <ul className={styles['tasks']}>{links.map(link => <li key={link.id}><OneLink link={link} onOpen={onOpen} /></li>)}</ul>
}

function OneLink({ link: { from, to, type, lag, isRemoved }, onOpen }: { link: AskedLink, onOpen: Props['onOpen'] }) {
  const names = useLinkNames()
  const [before, after] = [from, to].map(id => <TaskTitle key={id} id={id} onOpen={onOpen} />)
  return (
    <>
      <Icon of={isRemoved ? Link2Off : Link2} />
      <span>{isRemoved ? <Trans>{after} no longer waits for {before}</Trans> : <Trans>{after} waits for {before}</Trans>}</span>
      {!isRemoved && <span className={styles['quiet']}>{[names[type], lagText(lag)].filter(Boolean).join(', ')}</span>}
    </>
  )
}
