import { Trans } from '@lingui/react/macro'
import { type ReactNode, useState } from 'react'
import { Button } from './Button.tsx'
import { Dialog, DialogActs } from './Dialog.tsx'
import { Notice } from './Notice.tsx'

interface Props {
  title: string
  /** What will happen and what will not. */
  children: ReactNode
  /** The act in a verb: "Remove Bo". */
  confirm: string
  onConfirm: () => Promise<unknown>
  onClose: () => void
}

/** Asks before something that cannot be undone; stays open with the sentence when it is refused. */
export function ConfirmDialog({ title, children, confirm, onConfirm, onClose }: Props) {
  const [error, setError] = useState<Error | null>(null)
  const [isPending, setIsPending] = useState(false)
  async function act(): Promise<void> {
    setIsPending(true)
    await onConfirm().then(onClose, (refusal: Error) => setError(refusal))
    setIsPending(false)
  }
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <div>{children}</div>
      {error && <Notice tone="refused">{error.message}</Notice>}
      <DialogActs>
        <Button variant="quiet" onPress={onClose}><Trans>Cancel</Trans></Button>
        <Button variant="danger" isPending={isPending} onPress={() => void act()}>{confirm}</Button>
      </DialogActs>
    </Dialog>
  )
}
