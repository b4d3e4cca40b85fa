import type { Editor } from '@tiptap/react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { Floating } from './Floating.tsx'
import { FormatBar, UndoButtons } from './FormatBar.tsx'
import styles from './FormatBar.module.css'
import { type FormatState, useFormatState } from './format-state.ts'
import { ImageBar } from './ImageBar.tsx'
import { InsertMenu } from './InsertMenu.tsx'
import { TableMenu } from './TableMenu.tsx'
import { useMediaQuery } from './use-media-query.ts'

interface Props { editor: Editor, pickImage: () => void, openLink: () => void, openTasks: () => void, isLinkOpen: boolean }

/** Beside the selection where there is a pointer; above the keyboard, in the thumb's reach, where there is none. */
export function EditorToolbars({ editor, pickImage, openLink, openTasks, isLinkOpen }: Props) {
  const format = useFormatState(editor)
  const isHandheld = useMediaQuery('(max-width: 640px), (pointer: coarse)')
  const tools = useRef<HTMLDivElement>(null)
  const isWorking = useIsWorking(editor, tools)
  const isSelecting = usePointerDown(editor)
  useToolbarKey(editor, tools)
  const isShown = isWorking && !isLinkOpen
  const bar = { editor, format, openLink, openTasks }
  return (
    <div ref={tools}>
      {isShown && isHandheld && (
        <div className={styles['docked']}>
          <FormatBar {...bar} first={<InsertMenu editor={editor} pickImage={pickImage} />} last={<UndoButtons editor={editor} format={format} />}>
            {format.isInTable && <TableMenu editor={editor} />}
          </FormatBar>
        </div>
      )}
      {isShown && !isHandheld && format.hasSelectedText && !isSelecting && <Floating anchor={() => selectionRect(editor, format)} side="above"><div data-editor-tools><FormatBar {...bar} /></div></Floating>}
      {!isHandheld && format.isInTable && isShown && !format.hasSelectedText && <Floating anchor={() => tableRect(editor)} side="above"><div data-editor-tools><TableMenu editor={editor} /></div></Floating>}
      {format.image && <Floating anchor={() => imageRect(editor, format)}><div data-editor-tools><ImageBar editor={editor} image={format.image} /></div></Floating>}
    </div>
  )
}

/** Floating tools stand elsewhere in the document, so they carry a mark. */
const isTool = (element: Element | null, tools: HTMLElement | null): boolean =>
  element !== null && (tools?.contains(element) || element.closest('[data-editor-tools], [role="menu"]') !== null)

/** The person is in the text or in its tools. On the way from one to the other the focus is nowhere for a moment: that does not count. */
function useIsWorking(editor: Editor, tools: React.RefObject<HTMLDivElement | null>): boolean {
  const [isWorking, setIsWorking] = useState(false)
  useEffect(() => {
    const look = () => {
      const { activeElement } = document
      if (!editor.isDestroyed) setIsWorking(editor.view.dom === activeElement || isTool(activeElement, tools.current))
    }
    const lookSoon = () => requestAnimationFrame(look)
    look()
    document.addEventListener('focusin', look)
    document.addEventListener('focusout', lookSoon)
    return () => {
      document.removeEventListener('focusin', look)
      document.removeEventListener('focusout', lookSoon)
    }
  }, [editor, tools])
  return isWorking
}

/** While the pointer draws a selection, a toolbar would be in its way. */
function usePointerDown(editor: Editor): boolean {
  const [isDown, setIsDown] = useState(false)
  useEffect(() => {
    const text = editor.view.dom
    const listening = new AbortController()
    text.addEventListener('pointerdown', () => setIsDown(true), { signal: listening.signal })
    for (const end of ['pointerup', 'pointercancel'] as const) window.addEventListener(end, () => setIsDown(false), { signal: listening.signal })
    return () => listening.abort()
  }, [editor])
  return isDown
}

/** Alt+F10 goes to the tools, as in other editors. */
function useToolbarKey(editor: Editor, tools: React.RefObject<HTMLDivElement | null>): void {
  const go = useCallback((event: KeyboardEvent) => {
    if (event.key !== 'F10' || !event.altKey) return
    const first = tools.current?.querySelector('button, select') ?? document.querySelector('[data-editor-tools] :is(button, select, input)')
    if (first instanceof HTMLElement) first.focus()
    event.preventDefault()
  }, [tools])
  useEffect(() => {
    const text = editor.view.dom
    text.addEventListener('keydown', go)
    return () => text.removeEventListener('keydown', go)
  }, [editor, go])
}

function selectionRect(editor: Editor, { from, to }: FormatState): DOMRect | null {
  if (editor.isDestroyed || to > editor.state.doc.content.size) return null
  const start = editor.view.coordsAtPos(from)
  const end = editor.view.coordsAtPos(to, -1)
  const left = Math.min(start.left, end.left)
  return new DOMRect(left, start.top, 0, end.bottom - start.top)
}

function tableRect(editor: Editor): DOMRect | null {
  const { node } = editor.view.domAtPos(editor.state.selection.from)
  const element = node instanceof Element ? node : node.parentElement
  return element?.closest('table')?.getBoundingClientRect() ?? null
}

function imageRect(editor: Editor, { image }: FormatState): DOMRect | null {
  const dom = image && editor.view.nodeDOM(image.position)
  return dom instanceof Element ? dom.getBoundingClientRect() : null
}
