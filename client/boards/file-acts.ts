import type { TaskFile } from '@kopa/shared/boards/task-file.ts'
import { putTaskFile, removeTaskFile } from '@kopa/shared/boards/task-verbs.ts'
import type { ActWords } from './act-words.ts'
import type { BoardStore } from './board-store.ts'

/** Files of tasks. */
export const fileActs = (board: BoardStore, words: ActWords) => ({
  addFile: (id: string, file: TaskFile) => board.act(() => putTaskFile(board.docOf(id), id, file), words.fileAdded(file.name)),
  removeFile: (id: string, file: TaskFile) => board.act(() => removeTaskFile(board.docOf(id), id, file.id), words.fileRemoved(file.name)),
})
