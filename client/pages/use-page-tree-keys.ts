import { type KeyboardEvent, useRef } from 'react'
import type { Step, TreeRow } from './page-tree.ts'

export interface TreeKeys {
  rows: readonly TreeRow[]
  focus: (pageId: string) => void
  fold: (pageIds: readonly string[], isOpen: boolean) => void
  open: (pageId: string) => void
  rename: (row: TreeRow) => void
  archive: (row: TreeRow) => void
  move: (row: TreeRow, step: Step) => void
  showMenu: (row: TreeRow) => void
}

const steps: Record<string, Step> = { ArrowUp: 'up', ArrowDown: 'down', ArrowRight: 'in', ArrowLeft: 'out' }
const mirrored: Record<string, string> = { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' }
const typedTogether = 700

/** The keys of a tree (WAI-ARIA Authoring Practices, Tree View), and Alt with arrows to move the page itself. */
export function usePageTreeKeys(keys: TreeKeys): (event: KeyboardEvent, row: TreeRow) => void {
  const typed = useRef({ text: '', at: 0 })
  return (event, row) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey) return
    const isHandled = event.altKey ? moveBy(event, row, keys) : act(event, row, keys) || find(event, row, keys, typed.current)
    if (!isHandled) return
    event.preventDefault()
    event.stopPropagation()
  }
}

/** Left and right change places where text runs from right to left. */
function direction(event: KeyboardEvent): string {
  const isMirrored = getComputedStyle(event.currentTarget).direction === 'rtl'
  return isMirrored ? mirrored[event.key] ?? event.key : event.key
}

function moveBy(event: KeyboardEvent, row: TreeRow, keys: TreeKeys): boolean {
  const step = steps[direction(event)]
  if (!step) return false
  keys.move(row, step)
  return true
}

function act(event: KeyboardEvent, row: TreeRow, keys: TreeKeys): boolean {
  const index = keys.rows.indexOf(row)
  const acts: Record<string, () => void> = {
    ArrowDown: () => focusAt(keys, index + 1),
    ArrowUp: () => focusAt(keys, index - 1),
    ArrowRight: () => goIn(row, index, keys),
    ArrowLeft: () => goOut(row, index, keys),
    Home: () => focusAt(keys, 0),
    End: () => focusAt(keys, keys.rows.length - 1),
    Enter: () => keys.open(row.page.id),
    ' ': () => keys.open(row.page.id),
    F2: () => keys.rename(row),
    Delete: () => keys.archive(row),
    ContextMenu: () => keys.showMenu(row),
    '*': () => keys.fold(keys.rows.filter(({ level, hasChildren }) => level === row.level && hasChildren).map(({ page }) => page.id), true),
  }
  const chosen = event.key === 'F10' && event.shiftKey ? acts['ContextMenu'] : acts[direction(event)]
  chosen?.()
  return chosen !== undefined
}

function focusAt(keys: TreeKeys, index: number): void {
  const row = keys.rows[index]
  if (row) keys.focus(row.page.id)
}

function goIn(row: TreeRow, index: number, keys: TreeKeys): void {
  if (!row.hasChildren) return
  if (row.isOpen) focusAt(keys, index + 1)
  else keys.fold([row.page.id], true)
}

function goOut(row: TreeRow, index: number, keys: TreeKeys): void {
  if (row.isOpen) return keys.fold([row.page.id], false)
  const parent = keys.rows.slice(0, index).findLast(({ level }) => level < row.level)
  if (parent) keys.focus(parent.page.id)
}

/** Typing the beginning of a title goes there. */
function find(event: KeyboardEvent, row: TreeRow, keys: TreeKeys, typed: { text: string, at: number }): boolean {
  if (event.key.length !== 1) return false
  typed.text = event.timeStamp - typed.at < typedTogether ? typed.text + event.key.toLowerCase() : event.key.toLowerCase()
  typed.at = event.timeStamp
  const from = keys.rows.indexOf(row) + (typed.text.length === 1 ? 1 : 0)
  const inTurn = [...keys.rows.slice(from), ...keys.rows.slice(0, from)]
  const found = inTurn.find(({ page }) => page.title.toLowerCase().startsWith(typed.text))
  if (found) keys.focus(found.page.id)
  return true
}
