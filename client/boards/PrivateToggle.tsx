import { Lock, LockOpen } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Icon } from '../ui/Icon.tsx'
import { showError } from '../ui/toasts.ts'
import { companyIn, useBoardContext, useUi } from './board-context.ts'
import styles from './PrivateToggle.module.css'

/** New tasks go into the own company's side, or are for everybody; the choice stays until it is changed. */
export function PrivateToggle({ onDone }: { onDone: () => void }) {
  const { t } = useLingui()
  const use = useBoardContext()
  const [isPending, setIsPending] = useState(false)
  const isOn = useUi(({ addsPrivately }) => addsPrivately)
  const company = companyIn(use, use.me.companyId)
  if (!use.side.mayBe || !company || use.whatIf.sandbox) return null
  async function change(): Promise<void> {
    // From the press on: nothing that is written meanwhile may be for everybody.
    use.ui.change({ addsPrivately: !isOn })
    onDone()
    if (isOn) return
    setIsPending(true)
    await use.side.open().catch((error: unknown) => {
      use.ui.change({ addsPrivately: false })
      showError(error)
    })
    setIsPending(false)
  }
  const words = isOn ? t`Only ${company.name} sees it` : t`Everybody sees it`
  return (
    // What is being written beside it keeps the caret.
    <button type="button" aria-pressed={isOn} aria-busy={isPending} title={words} className={styles['private']} onMouseDown={event => event.preventDefault()} onClick={() => void change()}>
      <Icon of={isOn ? Lock : LockOpen} size={14} /><span>{words}</span>
    </button>
  )
}
