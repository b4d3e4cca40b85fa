import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import { DialogActs } from './Dialog.tsx'
import { useForm } from './Form.tsx'

/** The foot of a form in a dialog: out of it, or on with it. `children`: what the form does. */
export function FormActs({ onClose, children }: { onClose: () => void, children: ReactNode }) {
  return (
    <DialogActs>
      <Button variant="quiet" onPress={onClose}><Trans>Cancel</Trans></Button>
      <Button type="submit" variant="primary" isPending={useForm().isPending}>{children}</Button>
    </DialogActs>
  )
}
