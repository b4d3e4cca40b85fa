import { Trans, useLingui } from '@lingui/react/macro'
import { limits } from '@kopa/shared/documents/protocol.ts'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTellTitle } from '../documents/live-titles.ts'
import type { OpenDocument } from '../documents/open-document.ts'
import { handOver } from '../ui/typed-ahead.ts'
import styles from './PageTitle.module.css'
import { isKeyboardFree, markKeyboardFocus } from './keyboard-focus.ts'
import { useTitleInTree } from './page-tree-queries.ts'
import { useTitle, useTitleField } from './use-title.ts'

interface Props { document: OpenDocument, workspaceId: string, isEditable: boolean, isFocusedFirst?: boolean, lang: string | null, dir: 'ltr' | 'rtl' | null, onLeave: () => void }

/** The page's title, edited live by everybody at once. Enter and the arrow down go on into the text. */
export function PageTitle({ document, workspaceId, isEditable, isFocusedFirst = false, lang, dir, onLeave }: Props) {
  const { t } = useLingui()
  const title = useTitle(document)
  const words = title || t`Untitled`
  useTellTitle(document.id, title, useTitleInTree(workspaceId))
  useEffect(() => { globalThis.document.title = `${words} · Kopa` }, [words])
  if (!isEditable) return <h1 lang={lang ?? undefined} dir={dir ?? 'auto'} className="page-title">{words}</h1>
  return <TitleField document={document} label={t`Title of the page`} placeholder={t`Untitled`} lang={lang} dir={dir} isFocusedFirst={isFocusedFirst} onLeave={onLeave} />
}

interface FieldProps extends Pick<Props, 'document' | 'lang' | 'dir' | 'onLeave'> { label: string, placeholder: string, isFocusedFirst: boolean }

function TitleField({ document, label, placeholder, lang, dir, isFocusedFirst, onLeave }: FieldProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  const { isTooLong, onInput, onKeyDown } = useTitleField(document, field)
  useEffect(() => field.current ? markKeyboardFocus(field.current) : undefined, [])
  useEffect(() => { if (isFocusedFirst && isKeyboardFree() && field.current) handOver(field.current) }, [isFocusedFirst])
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const isAtEnd = event.currentTarget.selectionStart === event.currentTarget.value.length
    const leaves = event.key === 'Enter' || (event.key === 'ArrowDown' && isAtEnd)
    if (!leaves || event.nativeEvent.isComposing) return onKeyDown(event)
    event.preventDefault()
    onLeave()
  }
  return (
    <>
      <h1 className={styles['heading']}>
        <textarea ref={field} rows={1} lang={lang ?? undefined} dir={dir ?? 'auto'} aria-label={label} placeholder={placeholder} spellCheck enterKeyHint="next"
          className={`page-title ${styles['field']}`} onInput={onInput} onKeyDown={press} />
      </h1>
      {isTooLong && <p role="alert" className={styles['why']}><Trans>A title can be {limits.titleCharacters} characters long at most. Nothing was changed.</Trans></p>}
    </>
  )
}
