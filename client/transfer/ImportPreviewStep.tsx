import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { ImportPreview } from '@kopa/shared/transfer/contract.ts'
import { Button } from '../ui/Button.tsx'
import { DialogActs } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Segments } from '../ui/Segments.tsx'
import styles from './ImportDialog.module.css'
import { ImportReport } from './ImportReport.tsx'
import { MappingTable } from './MappingTable.tsx'
import { PeopleTable } from './PeopleTable.tsx'
import type { ImportActs, ImportStep } from './use-import.ts'
import { useKindNames } from './use-import-words.ts'

interface Props { step: Extract<ImportStep, { at: 'looked' }>, acts: ImportActs, companyName: string }

/** What a file is, what it would become, what would not come along; how its columns are to be read. */
export function ImportPreviewStep({ step: { file, preview, mapping, people, error }, acts, companyName }: Props) {
  const { t } = useLingui()
  const kind = useKindNames()[preview.kind]
  const [sees, setSees] = useState<'workspace' | 'company'>('workspace')
  return (
    <>
      {error && <Notice tone="refused">{error.message}</Notice>}
      <p><Trans><strong>{file.name}</strong> is read as {kind}.</Trans></p>
      <Counts counts={preview.counts} />
      {preview.table && mapping && <MappingTable heads={preview.table.heads} samples={preview.table.samples} mapping={mapping} onChange={changed => acts.remap({ mapping: changed })} />}
      <FirstTasks tasks={preview.tasks} all={preview.counts.tasks} />
      <People people={preview.people} />
      <PeopleTable preview={preview} chosen={people} onChange={changed => acts.remap({ people: changed })} />
      <ImportReport report={preview.report} />
      <Segments label={t`Who sees the board`} value={sees} onChange={setSees} choices={[{ value: 'workspace', label: t`Everybody in the workspace` }, { value: 'company', label: t`Only ${companyName}` }]} />
      <DialogActs>
        <Button variant="quiet" onPress={acts.again}><Trans>Another file</Trans></Button>
        <Button variant="primary" onPress={() => acts.make(sees)}><Trans>Make the board</Trans></Button>
      </DialogActs>
    </>
  )
}

function Counts({ counts }: { counts: ImportPreview['counts'] }) {
  const { t, i18n } = useLingui()
  const named: [string, number][] = [[t`Tasks`, counts.tasks], [t`Columns`, counts.columns], [t`Links`, counts.links], [t`Labels`, counts.labels], [t`Descriptions`, counts.descriptions], [t`Calendars`, counts.calendars], [t`Baselines`, counts.baselines]]
  const format = new Intl.NumberFormat(i18n.locale)
  return (
    <dl className={styles['counts']}>
      {named.filter(([, count]) => count > 0).map(([name, count]) => <div key={name}><dt>{name}</dt><dd>{format.format(count)}</dd></div>)}
    </dl>
  )
}

function FirstTasks({ tasks, all }: { tasks: ImportPreview['tasks'], all: number }) {
  const { t } = useLingui()
  return (
    <section aria-label={t`The first tasks`}>
      <h3 className={styles['head']}>{tasks.length < all ? <Trans>The first tasks</Trans> : <Trans>The tasks</Trans>}</h3>
      <ul className={styles['tasks']}>
        {/* A preview has no ids: its order never changes. */}
        {tasks.map((task, at) => (
          <li key={`${at} ${task.title}`} style={{ paddingInlineStart: 10 + task.level * 16 }}>
            <div><span>{task.title || t`Untitled`}</span><TaskDates task={task} /></div><small>{task.column}</small>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** When a task is planned and due: whether the dates were read as they were meant is seen here. */
function TaskDates({ task: { planned, due } }: { task: ImportPreview['tasks'][number] }) {
  const { t, i18n } = useLingui()
  const look = new Intl.DateTimeFormat(i18n.locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
  const days = planned && look.formatRange(Date.parse(planned.start), Date.parse(planned.finish))
  const dueDay = due === null ? null : due.length === 10 ? look.format(Date.parse(due)) : new Intl.DateTimeFormat(i18n.locale, { dateStyle: 'medium', timeStyle: 'short' }).format(Date.parse(due))
  if (days === null && dueDay === null) return null
  return <small>{[days, dueDay === null ? null : t`due ${dueDay}`].filter(words => words !== null).join(' · ')}</small>
}

function People({ people }: { people: ImportPreview['people'] }) {
  const here = people.filter(({ userId }) => userId !== null).map(({ name }) => name)
  if (people.length === 0) return null
  return <p className={styles['quiet']}>{here.length > 0 ? <Trans>Found in this workspace: {here.join(', ')}</Trans> : <Trans>Nobody who is named in it is in this workspace.</Trans>}</p>
}
