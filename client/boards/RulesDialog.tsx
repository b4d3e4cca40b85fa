import { ArrowLeft } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActs } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useBoardContext } from './board-context.ts'
import { emptyDraft } from './rule-drafts.ts'
import { RuleEditor } from './RuleEditor.tsx'
import { RuleList } from './RuleList.tsx'
import { RuleLog } from './RuleLog.tsx'
import styles from './Rules.module.css'
import { type Rule, type RuleDraft, rulesQuery } from './rules-queries.ts'

type Shown = { kind: 'list' } | { kind: 'edit', rule: Rule | null, draft: RuleDraft } | { kind: 'log', rule: Rule | null }

/** What runs by itself on this board. */
export function RulesDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const [shown, setShown] = useState<Shown>({ kind: 'list' })
  const view = useFocusOnChange(shown)
  const isWriting = shown.kind === 'edit'
  const [isWritten, setIsWritten] = useState(false)
  const [isLeaving, setIsLeaving] = useState(false)
  const show = (next: Shown): void => { setIsWritten(false); setIsLeaving(false); setShown(next) }
  const toList = (): void => show({ kind: 'list' })
  const leave = (): void => (isWritten ? setIsLeaving(true) : toList())
  const title = { list: t`Automation`, edit: shown.kind === 'edit' && shown.rule ? t`Change the rule` : t`New rule`, log: t`Log` }[shown.kind]
  return (
    <Dialog title={title} isOpen onClose={isWriting ? leave : onClose} isDismissable={!isWriting} size="wide">
      <div ref={view} role="group" aria-label={title} tabIndex={-1} className={styles['view']}><View shown={shown} onShow={show} onWritten={setIsWritten} onLeave={leave} onClose={onClose} /></div>
      {isLeaving && <DropDraft onDrop={toList} onClose={() => setIsLeaving(false)} />}
    </Dialog>
  )
}

/** Escape and Cancel lose nothing without asking. */
function DropDraft({ onDrop, onClose }: { onDrop: () => void, onClose: () => void }) {
  const { t } = useLingui()
  return (
    <Dialog title={t`Drop what you have written?`} isOpen onClose={onClose}>
      <p><Trans>The rule is not kept. What it was before stays as it is.</Trans></p>
      <DialogActs>
        <Button variant="quiet" onPress={onClose}><Trans>Go on writing</Trans></Button>
        <Button variant="danger" onPress={onDrop}><Trans>Drop</Trans></Button>
      </DialogActs>
    </Dialog>
  )
}

/** What had the focus is gone with the part before: the keyboard goes on in the next one. */
function useFocusOnChange(shown: Shown) {
  const view = useRef<HTMLDivElement>(null)
  const last = useRef(shown)
  useEffect(() => {
    if (last.current !== shown) view.current?.focus({ preventScroll: true })
    last.current = shown
  }, [shown])
  return view
}

interface ViewProps { shown: Shown, onShow: (shown: Shown) => void, /** is there something that would be lost? */ onWritten: (isWritten: boolean) => void, onLeave: () => void, onClose: () => void }

function View({ shown, onShow, onWritten, onLeave, onClose }: ViewProps) {
  const { place } = useBoardContext()
  const { data, error } = useQuery(rulesQuery(place))
  const toList = (): void => onShow({ kind: 'list' })
  if (shown.kind === 'edit') return <RuleEditor ruleId={shown.rule?.id ?? null} from={shown.draft} onWritten={onWritten} onSaved={toList} onLeave={onLeave} />
  if (shown.kind === 'log') return (
    <>
      <div><Button size="dense" variant="quiet" icon={ArrowLeft} onPress={toList}><Trans>All rules</Trans></Button></div>
      {shown.rule?.name && <p dir="auto"><strong>{shown.rule.name}</strong></p>}
      <RuleLog ruleId={shown.rule?.id ?? null} onOpenTask={onClose} />
    </>
  )
  if (error) return <Notice tone="refused">{error.message}</Notice>
  if (!data) return <Skeleton lines={4} />
  return (
    <RuleList
      rules={data.rules} onEdit={rule => onShow({ kind: 'edit', rule, draft: rule })} onNew={draft => onShow({ kind: 'edit', rule: null, draft: draft ?? emptyDraft() })}
      onLog={rule => onShow({ kind: 'log', rule })}
    />
  )
}
