import { type BoardField, dropField, dropOption, type FieldOption, putField, putOption } from '@kopa/shared/boards/field.ts'
import { type FieldValue, valueOf } from '@kopa/shared/boards/field-values.ts'
import { dropView, putView, type SavedView } from '@kopa/shared/boards/view.ts'
import { placeAfter } from '@kopa/shared/boards/places.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import type * as Y from 'yjs'
import type { ActWords } from './act-words.ts'
import type { BoardStore } from './board-store.ts'
import { newId } from './arrange.ts'

/** A field as somebody has filled it in: `options` in the wanted order. */
export type FieldDraft = Pick<BoardField, 'name' | 'kind' | 'currency' | 'formula' | 'isPrivate'> & { options: readonly Pick<FieldOption, 'id' | 'name' | 'color'>[] }

/** The board's own fields. What one company keeps for itself lies in its side, which must be open, or else nothing is written. */
export function fieldActs(board: BoardStore, words: ActWords) {
  const changeIn = (field: Pick<BoardField, 'isPrivate'>, change: (doc: Y.Doc) => void, sentence: string): void => {
    const home = board.docOfField(field)
    if (home) board.act(() => change(home), sentence)
  }
  return {
    addField: (draft: FieldDraft): string => {
      const id = newId()
      const places = board.fields().map(field => ({ id: field.id, key: field.order }))
      const { key: order } = placeAfter(places, places.at(-1)?.id ?? null, Math.random)
      changeIn(draft, doc => {
        putField(doc, { id, order, ...draft })
        draft.options.forEach((option, at) => putOption(doc, id, { ...option, order: at }))
      }, words.fieldAdded(draft.name))
      return id
    },
    /** Writes what differs: an option that somebody else adds meanwhile stays. */
    changeField: (field: BoardField, draft: FieldDraft) => changeIn(field, doc => {
      if (field.name !== draft.name || field.currency !== draft.currency || field.formula !== draft.formula) putField(doc, { ...field, ...draft, kind: field.kind })
      draft.options.forEach((option, order) => {
        const before = field.options.find(({ id }) => id === option.id)
        if (before?.name !== option.name || before.color !== option.color || before.order !== order) putOption(doc, field.id, { ...option, order })
      })
      for (const { id } of field.options) if (!draft.options.some(option => option.id === id)) dropOption(doc, field.id, id)
    }, words.fieldChanged(draft.name)),
    removeField: (field: BoardField) => changeIn(field, doc => dropField(doc, field.id), words.fieldRemoved(field.name)),
  }
}

/** Ways of looking at the board that everybody has. */
export function viewActs(board: BoardStore, words: ActWords) {
  return {
    putView: (view: SavedView) => { const home = board.docOfView(view); if (home) board.act(() => putView(home, view), words.viewKept(view.name)) },
    dropView: (view: SavedView) => { const home = board.docOfView(view); if (home) board.act(() => dropView(home, view.id), words.viewRemoved(view.name)) },
  }
}

/** What tasks say in the fields of the board. */
export function fieldValueActs(board: BoardStore, words: ActWords) {
  return {
    setFieldValue: (ids: readonly string[], field: BoardField, value: FieldValue) => board.act(() => {
      for (const id of ids) {
        const task = board.task(id)
        if (task) board.putValue(task, field, value)
      }
    }, words.changed(board, ids)),
    /** Only this choice: what others choose beside it stays. */
    toggleFieldOption: (ids: readonly string[], field: BoardField, option: string, { isChosen }: { isChosen: boolean }) => board.act(() => {
      for (const id of ids) {
        const task = board.task(id)
        if (task) board.putValue(task, field, chosenIn(field, task).filter(other => other !== option).concat(isChosen ? [option] : []))
      }
    }, words.changed(board, ids)),
    /** What was typed while one chose: an option that is not there yet, chosen at once; where `mayGrow` says so. */
    addFieldOption: (ids: readonly string[], field: BoardField, name: string) => {
      const home = board.docOfField(field)
      if (home && mayGrow(board, field, ids)) board.act(() => {
        const option: FieldOption = { id: newId(), name, color: field.options.length % 8, order: (field.options.at(-1)?.order ?? -1) + 1 }
        putOption(home, field.id, option)
        const grown = { ...field, options: [...field.options, option] }
        for (const id of ids) {
          const task = board.task(id)
          if (task) board.putValue(task, grown, field.kind === 'select' ? option.id : [...chosenIn(field, task), option.id])
        }
      }, words.fieldChanged(field.name))
    },
  }
}

/** May what is typed about these tasks become a choice? Not about a private task in a field that everybody has: all would read it. */
export const mayGrow = (board: BoardStore, { kind, isPrivate = false }: BoardField, ids: readonly string[]): boolean =>
  (kind === 'select' || kind === 'multiSelect') && (isPrivate || !ids.some(board.isPrivate))

function chosenIn(field: BoardField, task: Task): string[] {
  const value = valueOf(field, task)
  return Array.isArray(value) ? [...value as readonly string[]] : []
}
