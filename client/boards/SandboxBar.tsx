import { FlaskConical } from 'lucide-react'
import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useBlocker } from '@tanstack/react-router'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActs } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { showToast } from '../ui/toasts.ts'
import { useBoardContext } from './board-context.ts'
import type { Sandbox } from './sandbox.ts'
import { askedOf } from './sandbox-consent.ts'
import styles from './SandboxBar.module.css'
import { SandboxDialog } from './SandboxDialog.tsx'
import { useTellPushed } from './use-push-words.ts'

interface Props { sandbox: Sandbox, onEnd: () => void }

/** Above everything while a plan is tried out: that nobody else sees it, and the ways out. */
export function SandboxBar({ sandbox, onEnd }: Props) {
  const { t } = useLingui()
  const { mayEdit } = useBoardContext()
  const count = useSyncExternalStore(sandbox.subscribe, sandbox.changes).length
  const [dialog, setDialog] = useState<'compare' | 'drop' | null>(null)
  const bar = useRef<HTMLElement>(null)
  useEffect(() => bar.current?.focus(), [])
  const apply = useApply({ sandbox, onEnd })
  const close = (): void => setDialog(null)
  return (
    <section ref={bar} tabIndex={-1} aria-label={t`What if`} className={styles['bar']}>
      <Icon of={FlaskConical} />
      <p>
        <strong><Trans>What if</Trans></strong> <Trans>Only you see what you change here.</Trans>{' '}
        <span role="status">{t`${plural(count, { 0: 'Nothing is changed yet.', one: '# change.', other: '# changes.' })}`}</span>
      </p>
      <span className={styles['acts']}>
        <Button size="dense" isDisabled={count === 0} onPress={() => setDialog('compare')}><Trans>Compare</Trans></Button>
        <Button size="dense" variant="primary" isDisabled={count === 0 || !mayEdit} onPress={apply}><Trans>Apply</Trans></Button>
        <Button size="dense" variant="quiet" onPress={() => (count === 0 ? onEnd() : setDialog('drop'))}><Trans>Drop</Trans></Button>
      </span>
      {dialog === 'compare' && <SandboxDialog sandbox={sandbox} mayApply={mayEdit} onApply={apply} onClose={close} />}
      {dialog === 'drop' && <DropDialog onDrop={onEnd} onClose={close} />}
      <LeaveGuard isOn={count > 0} />
    </section>
  )
}

function useApply({ sandbox, onEnd }: Props): () => void {
  const { t } = useLingui()
  const { consent: { asker, ask } } = useBoardContext()
  const tellPushed = useTellPushed()
  return () => {
    const { live } = sandbox
    const asked = asker && askedOf(sandbox, asker)
    sandbox.apply(t`What was tried out`, asked?.askedFirst)
    onEnd()
    if (asked) ask(asked.questions)
    // Where something waits for an answer, what it pushes is not pushed yet.
    if (asked?.questions.length === 0) tellPushed(asked.pushed)
    showToast({ about: 'undo', text: t`Applied: everybody sees it now.`, action: { label: t`Undo`, act: () => void live.undo.undo() } })
  }
}

function DropDialog({ onDrop, onClose }: { onDrop: () => void, onClose: () => void }) {
  const { t } = useLingui()
  return (
    <Dialog title={t`Drop what was tried out?`} isOpen onClose={onClose}>
      <p><Trans>What you have changed here is lost. The plan that everybody sees stays as it is.</Trans></p>
      <DialogActs>
        <Button variant="quiet" onPress={onClose}><Trans>Go on trying</Trans></Button>
        <Button variant="danger" onPress={onDrop}><Trans>Drop</Trans></Button>
      </DialogActs>
    </Dialog>
  )
}

/** Another view of the board is the same sandbox; another page would end it. */
function LeaveGuard({ isOn }: { isOn: boolean }) {
  const { status, proceed, reset } = useBlocker({ shouldBlockFn: ({ current, next }) => isOn && current.pathname !== next.pathname, enableBeforeUnload: () => isOn, withResolver: true })
  return status === 'blocked' ? <DropDialog onDrop={proceed} onClose={reset} /> : null
}
