import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from '../ui/Button.tsx'
import { CopyField } from '../ui/CopyField.tsx'
import { DateText } from '../ui/DateText.tsx'
import { Dialog, DialogActs } from '../ui/Dialog.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { showToast } from '../ui/toasts.ts'
import { boardsApi } from './boards-queries.ts'
import { calendarFeedQuery } from './my-work.ts'
import styles from './MyWorkScreen.module.css'

/** The secret address at which a calendar program fetches what is due: made, renewed, ended. */
export function CalendarFeedDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const feed = useQuery(calendarFeedQuery)
  const { renew, remove } = useFeedActs()
  const secret = renew.data?.secret
  const exists = feed.data?.feed ?? null
  const error = renew.error ?? remove.error ?? feed.error
  return (
    <Dialog title={t`Your tasks in your calendar`} isOpen onClose={onClose} size="wide">
      <p className={styles['lead']}><Trans>Calendar programs (Google, Outlook, Apple and others) can subscribe to what is yours to do: tasks that are assigned to you and have a deadline or are planned.</Trans></p>
      {secret !== undefined && (
        <CopyField
          isFocusedFirst label={t`Secret address`} value={`${location.origin}/api/calendar/${secret}.ics`}
          hint={t`Shown this once: whoever has it can read your tasks. Paste it where your calendar asks for an address to subscribe to.`}
        />
      )}
      {secret === undefined && exists && (
        <p><Trans>There has been a secret address since <DateText at={exists.createdAt} />. If it is lost, or somebody else has it, make a new one: the old one ends at once.</Trans></p>
      )}
      {error && <ErrorState title={t`That did not work`} error={error} />}
      <DialogActs>
        {exists && <Button isPending={remove.isPending} onPress={() => remove.mutate()}><Trans>End the address</Trans></Button>}
        {secret === undefined
          ? <Button variant={exists ? 'plain' : 'primary'} isPending={renew.isPending} onPress={() => renew.mutate()}>{exists ? <Trans>Make a new address</Trans> : <Trans>Make a secret address</Trans>}</Button>
          : <Button variant="primary" onPress={onClose}><Trans>Done</Trans></Button>}
      </DialogActs>
    </Dialog>
  )
}

function useFeedActs() {
  const { t } = useLingui()
  const queries = useQueryClient()
  const again = () => queries.invalidateQueries({ queryKey: calendarFeedQuery.queryKey })
  const renew = useMutation({ mutationFn: () => boardsApi.renewCalendarFeed(), onSuccess: again })
  const remove = useMutation({
    mutationFn: () => boardsApi.removeCalendarFeed(),
    async onSuccess() {
      renew.reset()
      await again()
      showToast({ text: t`The secret address has ended` })
    },
  })
  return { renew, remove }
}
