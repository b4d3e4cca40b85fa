import { CalendarClock, CalendarOff, Handshake, Link2, type LucideIcon, Trash2, TriangleAlert } from 'lucide-react'
import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CompanyMark } from '../ui/CompanyMark.tsx'
import { DateText } from '../ui/DateText.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Tag } from '../ui/Screen.tsx'
import { minutesOf } from '@kopa/shared/boards/local-time.ts'
import { useMe } from '../core/session.tsx'
import { type WaitingProposal, waitingQuery } from './proposals-queries.ts'
import styles from './MyWorkScreen.module.css'
import type { WorkPlace } from './MyWorkRow.tsx'
import { usePlanWords } from './use-plan-words.ts'

interface Props { workspace?: string | undefined, whose?: 'partner' | undefined, places: readonly Pick<WorkPlace, 'id' | 'companies'>[] }

/** What partners ask of the own company on any board and waits for its answer, or what it asks of them; nothing where nothing waits. */
export function WaitingProposals({ workspace, whose, places }: Props) {
  const { t } = useLingui()
  const waiting = useQuery(waitingQuery({ workspace, whose })).data?.proposals ?? []
  if (waiting.length === 0) return null
  const name = whose === 'partner' ? t`Waits for a partner’s answer` : t`Waits for your company’s answer`
  return (
    <section className={styles['part']} data-part={whose === 'partner' ? undefined : 'waits'}>
      <h2>{name} <span className={styles['count']}>{waiting.length}</span></h2>
      <ul aria-label={name} className={styles['tasks']}>
        {waiting.map(proposal => <WaitingRow key={proposal.id} proposal={proposal} place={places.find(({ id }) => id === proposal.workspaceId)} />)}
      </ul>
    </section>
  )
}

const icons: Record<WaitingProposal['kind'], LucideIcon> = { move: CalendarClock, handOver: Handshake, link: Link2, removal: Trash2, calendar: CalendarOff, push: TriangleAlert }

function WaitingRow({ proposal, place }: { proposal: WaitingProposal, place: Props['places'][number] | undefined }) {
  const { t } = useLingui()
  const me = useMe()
  const isOurs = proposal.toCompanyId === me.company.id
  const other = place?.companies.find(({ id }) => id === (isOurs ? proposal.fromCompanyId : proposal.toCompanyId))
  const { workspaceId, boardId, id } = proposal
  const asks = useAsksWords()
  return (
    <li>
      <Link to="/w/$workspaceId/b/$boardId" params={{ workspaceId, boardId }} search={{ proposal: id }} className={styles['task']}>
        <span className={styles['mark']}><Icon of={icons[proposal.kind]} /></span>
        <span className={styles['what']}>
          <span className={styles['title']} dir="auto">{asks(proposal, { name: other?.name ?? t`Another company`, isOurs })}</span>
          {proposal.pushed.length > 0 && <span className={styles['where']}><PushedEnds pushed={proposal.pushed} /></span>}
          {proposal.note !== '' && <span className={styles['where']} dir="auto">{proposal.note}</span>}
          <span className={styles['where']}><bdi>{proposal.boardTitle || t`Untitled`}</bdi> · <bdi>{proposal.workspaceName}</bdi></span>
        </span>
        <span className={styles['facts']}>
          {isOurs && !proposal.mayDecide && <Tag><Trans>Editors decide</Trans></Tag>}
          <span className={styles['due']}><span className={styles['when']}>{proposal.proposedBy ?? t`Somebody who has left`}, <DateText at={proposal.proposedAt} /></span></span>
          {other && <CompanyMark name={other.name} color={other.color} size="small" />}
        </span>
      </Link>
    </li>
  )
}

/** By how much the tasks were pushed, in their order; a plan's times are those of its board. */
function PushedEnds({ pushed }: Pick<WaitingProposal, 'pushed'>) {
  const { t } = useLingui()
  const { moment } = usePlanWords()
  return pushed.map(ends => { const [was, is] = [moment(minutesOf(ends.was)), moment(minutesOf(ends.is))]; return t`ends ${is} instead of ${was}` }).join('; ')
}

/** 'Birch Trade asks to move Pilot, Launch and 3 more'. */
function useAsksWords(): (proposal: WaitingProposal, who: { name: string, isOurs: boolean }) => string {
  const { t } = useLingui()
  const me = useMe()
  return ({ kind, titles: some, count, newCompanyId }, { name, isOurs }) => {
    const more = count - some.length
    const quoted = some.map(text => { const title = text || t`Untitled`; return t`“${title}”` }).join(', ')
    const titles = [quoted, ...more > 0 ? [t`${plural(more, { one: 'and # more', other: 'and # more' })}`] : []].join(' ')
    if (!isOurs) {
      const asked: Record<WaitingProposal['kind'], string> = { push: '', handOver: t`${name} is asked about who is responsible: ${titles}`, move: t`${name} is asked to move: ${titles}`, link: t`${name} is asked to link: ${titles}`, removal: t`${name} is asked to remove: ${titles}`, calendar: t`${name} is asked to change its working days` }
      return asked[kind]
    }
    if (kind === 'push') return t`${name} has pushed past the slack: ${titles}`
    if (kind === 'calendar') return t`${name} asks to change the working days of your company`
    if (kind === 'removal') return t`${name} asks to remove: ${titles}`
    if (kind === 'move') return t`${name} asks to move: ${titles}`
    if (kind === 'link') return t`${name} asks to link: ${titles}`
    return newCompanyId === me.company.id ? t`${name} asks you to take over: ${titles}` : t`${name} asks you to give away: ${titles}`
  }
}
