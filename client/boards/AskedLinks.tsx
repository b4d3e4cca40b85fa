import { Link2, Link2Off } from 'lucide-react'
import { Trans } from '@lingui/react/macro'
import type { AskedLink } from '@kopa/shared/boards/consent.ts'
import { lagText } from '@kopa/shared/boards/plan-words.ts'
import { Icon } from '../ui/Icon.tsx'
import { useBoardContext } from './board-context.ts'
import styles from './Proposals.module.css'
import { useLinkNames } from './use-link-names.ts'

/** Links that a company is asked about, each in words. */
export function AskedLinks({ links }: { links: readonly AskedLink[] }) {
  return <ul className={styles['tasks']}>{links.map(link => <li key={link.id}><OneLink link={link} /></li>)}</ul>
}

function OneLink({ link: { from, to, type, lag, isRemoved } }: { link: AskedLink }) {
  const { board } = useBoardContext()
  const names = useLinkNames()
  const [before, after] = [from, to].map(id => <strong key={id} dir="auto">{board.task(id)?.title || <Trans>Untitled</Trans>}</strong>)
  return (
    <>
      <Icon of={isRemoved ? Link2Off : Link2} />
      <span>{isRemoved ? <Trans>{after} no longer waits for {before}</Trans> : <Trans>{after} waits for {before}</Trans>}</span>
      {!isRemoved && <span className={styles['quiet']}>{[names[type], lagText(lag)].filter(Boolean).join(', ')}</span>}
    </>
  )
}
