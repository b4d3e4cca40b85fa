import { File as FileIcon, Paperclip, Trash2 } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Task } from '@kopa/shared/boards/task.ts'
import { isShownImage, type TaskFile } from '@kopa/shared/boards/task-file.ts'
import { useState } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { UploadTray } from '../core/UploadTray.tsx'
import { Button } from '../ui/Button.tsx'
import { DateText } from '../ui/DateText.tsx'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { showToast } from '../ui/toasts.ts'
import { useActWords } from './act-words.ts'
import { personIn, useBoardContext } from './board-context.ts'
import { sizeWords } from './size-words.ts'
import styles from './TaskFiles.module.css'
import panel from './TaskPanel.module.css'
import { useUndo } from './use-undo.ts'

/** The files of a task. `add`: null where nothing may be added. */
export function TaskFiles({ task, isEditable, add }: { task: Task, isEditable: boolean, add: ((files: readonly File[]) => void) | null }) {
  const { t } = useLingui()
  const { uploads } = useBoardContext()
  const count = task.files.length
  if (!add && count === 0) return null
  return (
    <section className={panel['section']}>
      <h3><Trans>Files</Trans>{count > 0 && <small>{count}</small>}</h3>
      {count > 0 && <ul className={styles['files']}>{task.files.map(file => <FileLine key={file.id} task={task} file={file} isEditable={isEditable} />)}</ul>}
      <UploadTray isInline uploads={uploads.of(task.id)} label={t`Files on their way`} />
      {add && <div className={styles['adding']}><Button size="dense" icon={Paperclip} onPress={() => pickFiles(add)}><Trans>Add files</Trans></Button><span className={styles['hint']}><Trans>or drop or paste them here</Trans></span></div>}
    </section>
  )
}

/** The browser's own choice of files. */
function pickFiles(add: (files: readonly File[]) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.addEventListener('change', () => add([...input.files ?? []]))
  input.click()
}

function FileLine({ task, file, isEditable }: { task: Task, file: TaskFile, isEditable: boolean }) {
  const { t } = useLingui()
  const { locale } = useLocale()
  const use = useBoardContext()
  const words = useActWords()
  const { undo } = useUndo()
  const name = file.name || t`Untitled`
  const person = file.userId === null ? undefined : personIn(use, file.userId)
  function remove(): void {
    use.acts.removeFile(task.id, file)
    showToast({ about: 'undo', text: words.fileRemoved(name), action: { label: t`Undo`, act: undo } })
  }
  return (
    <li className={styles['file']}>
      <Preview file={file} name={name} />
      <span className={styles['said']}>
        <a dir="auto" href={addressOf(file)} download={name} aria-label={t`Download ${name}`} className={styles['name']}>{name}</a>
        <small>{sizeWords(file.size, locale)}{person && <> · {person.name}</>}{file.at > 0 && <> · <DateText at={new Date(file.at).toISOString()} /></>}</small>
      </span>
      {isEditable && <span className={styles['tools']}><IconButton icon={Trash2} size="dense" label={t`Remove ${name}`} onPress={remove} /></span>}
    </li>
  )
}

const addressOf = ({ id }: TaskFile): string => `/api/files/${id}`

/** A small picture of an image, which opens in a window of its own; where it cannot be shown, and for all else, a sign. */
function Preview({ file, name }: { file: TaskFile, name: string }) {
  const { t } = useLingui()
  const [isBroken, setIsBroken] = useState(false)
  if (!isShownImage(file) || isBroken) return <span className={styles['preview']}><Icon of={FileIcon} size={20} /></span>
  return (
    <a href={addressOf(file)} target="_blank" rel="noreferrer" aria-label={t`Open ${name}`} className={styles['preview']}>
      <img src={addressOf(file)} alt="" loading="lazy" decoding="async" onError={() => setIsBroken(true)} />
    </a>
  )
}
