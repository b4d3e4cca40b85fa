import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import type { PlanComparison, PlanDates, PlanMove } from '@kopa/shared/boards/plan-comparison.ts'
import { CompanyMark } from '../ui/CompanyMark.tsx'
import { companyIn, useBoardContext } from './board-context.ts'
import styles from './LevelingDialog.module.css'
import proposals from './Proposals.module.css'
import { usePlanWords } from './use-plan-words.ts'

interface Props { comparison: PlanComparison, titleOf: (id: string) => string, companyOf: (id: string) => string | null, /** leads to a task; left out where it leads nowhere */ onOpen?: ((id: string) => void) | undefined }

const mostShown = 200

/** A plan before and after, side by side: its end, and every task that has other dates. */
export function PlanDifference({ comparison: { finishBefore, finish, moves }, titleOf, companyOf, onOpen }: Props) {
  const { t } = useLingui()
  const { moment } = usePlanWords()
  const [was, is, count, more] = [moment(finishBefore), moment(finish), moves.length, moves.length - mostShown]
  return (
    <>
      <p>{finish === finishBefore ? <Trans>The plan still ends {is}.</Trans> : <Trans>The plan ends {is} instead of {was}.</Trans>}{' '}
        {t`${plural(count, { 0: 'No task has other dates.', one: '# task has other dates.', other: '# tasks have other dates.' })}`}</p>
      {count > 0 && (
        // A region that scrolls is reached by the keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div role="region" aria-label={t`Tasks with other dates`} tabIndex={0} className={styles['moves']}>
          <table>
            <thead><tr><th scope="col"><Trans>Task</Trans></th><th scope="col"><Trans>Before</Trans></th><th scope="col"><Trans>After</Trans></th></tr></thead>
            <tbody>{moves.slice(0, mostShown).map(move => <Move key={move.id} move={move} title={titleOf(move.id) || t`Untitled`} companyId={companyOf(move.id)} onOpen={onOpen} />)}</tbody>
          </table>
          {more > 0 && <p>{t`${plural(more, { one: 'and # more', other: 'and # more' })}`}</p>}
        </div>
      )}
    </>
  )
}

function Move({ move: { id, before, after, isPastSlack, missesDeadline }, title, companyId, onOpen }: { move: PlanMove, title: string, companyId: string | null, onOpen: Props['onOpen'] }) {
  const company = companyIn(useBoardContext(), companyId)
  return (
    <tr>
      <th scope="row">
        <span className={styles['task']}>{company && <CompanyMark name={company.name} color={company.color} size="small" />}{onOpen ? <button type="button" className={proposals['open']} dir="auto" onClick={() => onOpen(id)}>{title}</button> : <span dir="auto">{title}</span>}</span>
        {isPastSlack && <small><Trans>later than its slack allows</Trans></small>}
        {missesDeadline && <small className={styles['missed']}><Trans>after its deadline</Trans></small>}
      </th>
      <td><Dates dates={before} /></td>
      <td><Dates dates={after} /></td>
    </tr>
  )
}

function Dates({ dates }: { dates: PlanDates | null }) {
  const { moment } = usePlanWords()
  if (dates === null) return <Trans>not planned</Trans>
  return dates.start === dates.finish ? moment(dates.start) : <>{moment(dates.start)} – {moment(dates.finish)}</>
}
