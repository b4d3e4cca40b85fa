import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import type { PlanComparison } from '@kopa/shared/boards/plan-comparison.ts'
import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActs } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { companyIn, useBoardContext } from './board-context.ts'
import { PlanDifference } from './PlanDifference.tsx'
import type { Sandbox } from './sandbox.ts'
import { askedOf, comparedWithLive } from './sandbox-consent.ts'
import styles from './SandboxBar.module.css'
import { usePushWords } from './use-push-words.ts'

interface Props { sandbox: Sandbox, mayApply: boolean, onApply: () => void, onClose: () => void }

/** What was tried out, beside the plan that everybody sees as it is now. */
export function SandboxDialog({ sandbox, mayApply, onApply, onClose }: Props) {
  const { t } = useLingui()
  const [comparison] = useState(() => comparedWithLive(sandbox))
  const task = (id: string) => sandbox.board.task(id) ?? sandbox.live.task(id)
  const { contested } = sandbox
  return (
    <Dialog title={t`What if, compared with the plan`} isOpen onClose={onClose} size="wide">
      <PlanDifference comparison={comparison} titleOf={id => task(id)?.title ?? ''} companyOf={id => task(id)?.companyId ?? null} />
      <Consequences sandbox={sandbox} />
      <Besides sandbox={sandbox} comparison={comparison} />
      {contested > 0 && <Notice>{t`${plural(contested, { one: 'One thing was meanwhile changed by others too: what you apply replaces it.', other: '# things were meanwhile changed by others too: what you apply replaces them.' })}`}</Notice>}
      <DialogActs>
        <Button onPress={onClose}><Trans>Go on trying</Trans></Button>
        <Button variant="primary" isDisabled={!mayApply} onPress={onApply}><Trans>Apply</Trans></Button>
      </DialogActs>
    </Dialog>
  )
}

/** Whom applying it asks, and whom it pushes. */
function Consequences({ sandbox }: { sandbox: Sandbox }) {
  const use = useBoardContext()
  const { asker } = use.consent
  const words = usePushWords()
  const [asked] = useState(() => asker && askedOf(sandbox, asker))
  if (!asked) return null
  const names = [...new Set(asked.questions.map(({ companyId }) => companyIn(use, companyId)?.name ?? ''))].join(', ')
  return (
    <>
      {names !== '' && <Notice><Trans>Asked first, when you apply it: {names}. What they decide about is left out until they accept.</Trans></Notice>}
      {[...asked.pushed].map(([companyId, ids]) => <Notice key={companyId}>{words.pushes(companyId, ids)}</Notice>)}
    </>
  )
}

/** What does not show in dates. */
function Besides({ sandbox, comparison }: { sandbox: Sandbox, comparison: PlanComparison }) {
  const { t } = useLingui()
  const moved = new Set(comparison.moves.map(({ id }) => id))
  const besides = sandbox.changes().filter(({ root, id }) => root !== 'tasks' || !moved.has(id))
  const [tasks, links, others] = [besides.filter(({ root }) => root === 'tasks').length, besides.filter(({ root }) => root === 'links').length, besides.filter(({ root }) => root !== 'tasks' && root !== 'links').length]
  if (besides.length === 0) return null
  const told = [
    tasks > 0 && t`${plural(tasks, { one: '# task with the same dates', other: '# tasks with the same dates' })}`,
    links > 0 && t`${plural(links, { one: '# link', other: '# links' })}`,
    others > 0 && t`${plural(others, { one: '# thing of the board', other: '# things of the board' })}`,
  ].filter(words => words !== false).join(', ')
  return <p className={styles['lead']}><Trans>Changed besides: {told}.</Trans></p>
}
