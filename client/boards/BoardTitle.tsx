import { useLingui } from '@lingui/react/macro'
import { setBoardTitle } from '@kopa/shared/boards/board-settings.ts'
import { limits } from '@kopa/shared/documents/protocol.ts'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { handOver } from '../ui/typed-ahead.ts'
import { useBoardContext } from './board-context.ts'
import styles from './BoardScreen.module.css'
import { useBoardSettings } from './use-board.ts'

/** Enter goes on to what comes next. It is used up: the same press would press the button that gets the focus. */
function goOn(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
  event.preventDefault()
  document.querySelector<HTMLElement>('[data-first-act], [data-card][tabindex="0"], [data-add]')?.focus()
}

/** The board's title, live for everybody. */
export function BoardTitle() {
  const { t } = useLingui()
  const { board, mayEdit } = useBoardContext()
  const { title } = useBoardSettings(board)
  const field = useRef<HTMLInputElement>(null)
  const words = title || t`Untitled`
  useEffect(() => { globalThis.document.title = `${words} · Kopa` }, [words])
  // A board without a name was made just now.
  useEffect(() => { if (board.settings().title === '' && board.columns().length === 0 && field.current) handOver(field.current) }, [board])
  if (!mayEdit) return <h1 dir="auto" className={styles['title']}>{words}</h1>
  return (
    <h1 className={styles['title']}>
      <input
        ref={field} data-live dir="auto" aria-label={t`Title of the board`} placeholder={t`Untitled`} value={title} maxLength={limits.titleCharacters} className={styles['titleField']} size={Math.max(8, Math.min(48, words.length))}
        onChange={event => board.continueAct(doc => setBoardTitle(doc, event.target.value), { words: t`Title changed`, key: 'title' })}
        onKeyDown={goOn}
      />
    </h1>
  )
}
