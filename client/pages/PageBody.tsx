import { contentOf } from '@kopa/shared/pages/page.ts'
import { type ComponentType, type RefObject, Suspense, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { PageEditorHandle, PageEditorProps } from './PageEditor.tsx'
import { type KeepPlace, watchPlace } from './kept-place.ts'
import { PlainPage } from './PlainPage.tsx'

interface Props extends Omit<PageEditorProps, 'onShown'> {
  /** In a file of its own: its code comes later than the words. */
  Editor: ComponentType<PageEditorProps>
  handle: RefObject<PageEditorHandle | null>
}

/**
 * The text of a page: its words at once; behind them the editor is made, and takes their place in one go, with the same line at the top
 * of the window and the same words selected.
 */
export function PageBody({ Editor, ...props }: Props) {
  const { document, isFocusedFirst = false } = props
  // There is nothing to read: nobody waits for it.
  const [isEmpty] = useState(() => isFocusedFirst || contentOf(document.doc).length === 0)
  const isRead = useIsPainted() || isEmpty
  const [isEdited, setIsEdited] = useState(false)
  const plain = useRef<HTMLDivElement>(null)
  const place = useRef<KeepPlace | null>(null)
  useEffect(() => {
    if (!plain.current) return
    place.current = watchPlace(plain.current)
    return place.current.stop
  }, [])
  const onShown = useCallback(() => {
    place.current?.note()
    setIsEdited(true)
  }, [])
  useLayoutEffect(() => { if (isEdited) place.current?.restore() }, [isEdited])
  return (
    <>
      {!isEdited && <PlainPage ref={plain} document={document} />}
      {isRead && <Suspense fallback={null}><Editor {...props} onShown={onShown} /></Suspense>}
    </>
  )
}

/** milliseconds: a window that nobody sees draws nothing */
const longestFrame = 100

/** Has what was rendered first been drawn? */
function useIsPainted(): boolean {
  const [isPainted, setIsPainted] = useState(false)
  useEffect(() => {
    let after: ReturnType<typeof setTimeout> | undefined
    const done = () => setIsPainted(true)
    const frame = requestAnimationFrame(() => { after = setTimeout(done) })
    const late = setTimeout(done, longestFrame)
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(after)
      clearTimeout(late)
    }
  }, [])
  return isPainted
}
