import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { contentOf } from '@kopa/shared/pages/page.ts'
import { projectPage } from '@kopa/shared/pages/projection.ts'
import { readingMinutes, type TextSize, textSize } from '@kopa/shared/pages/text-size.ts'
import { type RefObject, useEffect, useState } from 'react'
import type { OpenDocument } from '../documents/open-document.ts'
import { announce } from '../ui/announce.ts'
import styles from './PageOutline.module.css'

interface Props { document: OpenDocument, article: RefObject<HTMLElement | null>, language: string | null, /** Asked for by its own key: read out, too. */ isAsked: boolean }

/** How long the page is, and what is selected of it. */
export function PageSize({ document, article, language, isAsked }: Props) {
  const { t } = useLingui()
  const size = usePageSize(document, language)
  const selected = useSelectedSize(article, language)
  const say = ({ words, characters }: TextSize) => `${t`${plural(words, { one: '# word', other: '# words' })}`}, ${t`${plural(characters, { one: '# character', other: '# characters' })}`}`
  const said = size && say(size)
  const minutes = size ? readingMinutes(size) : 0
  useEffect(() => { if (isAsked && said !== null) announce(said) }, [isAsked, said])
  if (said === null) return null
  return (
    <section aria-label={t`Length`} className={styles['size']}>
      <p>{said}</p>
      {minutes > 0 && <p>{t`${plural(minutes, { one: 'About # minute to read', other: 'About # minutes to read' })}`}</p>}
      {selected && <p>{t`Selected: ${say(selected)}`}</p>}
    </section>
  )
}

/** milliseconds: a long page is not counted at every key */
const afterwards = 400

function usePageSize({ doc }: OpenDocument, language: string | null): TextSize | null {
  const [size, setSize] = useState<TextSize | null>(null)
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined
    const count = () => setSize(textSize(projectPage(doc).text, language))
    const changed = () => {
      clearTimeout(waiting)
      waiting = setTimeout(count, afterwards)
    }
    const body = contentOf(doc)
    waiting = setTimeout(count)
    body.observeDeep(changed)
    return () => {
      clearTimeout(waiting)
      body.unobserveDeep(changed)
    }
  }, [doc, language])
  return size
}

function useSelectedSize(article: RefObject<HTMLElement | null>, language: string | null): TextSize | null {
  const [size, setSize] = useState<TextSize | null>(null)
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined
    const count = () => {
      const selection = getSelection()
      const isInside = selection !== null && !selection.isCollapsed && article.current?.contains(selection.anchorNode)
      setSize(isInside ? textSize(selection.toString(), language) : null)
    }
    const changed = () => {
      clearTimeout(waiting)
      waiting = setTimeout(count, afterwards / 2)
    }
    globalThis.document.addEventListener('selectionchange', changed)
    return () => {
      clearTimeout(waiting)
      globalThis.document.removeEventListener('selectionchange', changed)
    }
  }, [article, language])
  return size
}
