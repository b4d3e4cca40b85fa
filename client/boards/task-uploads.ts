import type { TaskFile } from '@kopa/shared/boards/task-file.ts'
import { files, mostFileBytes } from '@kopa/shared/files/contract.ts'
import { errorSentence } from '@kopa/shared/errors.ts'
import { isLanguage } from '@kopa/shared/languages.ts'
import { i18n } from '@lingui/core'
import { makeApi } from '../core/api.ts'
import { ApiError } from '../core/api-error.ts'
import { Uploads } from '../core/uploads.ts'
import type { BoardPlace } from './proposals-queries.ts'

type StoredFile = Pick<TaskFile, 'id' | 'name' | 'size' | 'type'>
/** The task as it was when the file was brought. */
export interface FilePlace { isPrivate: boolean, keep: (file: StoredFile) => void }
export type UploadsOfTask = Uploads<StoredFile, FilePlace>

const api = makeApi(files)

/** Files on their way into tasks of an open board: they go on when another task is looked at. */
export class TaskUploads {
  readonly #byTask = new Map<string, UploadsOfTask>()
  readonly #place: BoardPlace

  constructor(place: BoardPlace) {
    this.#place = place
  }

  readonly of = (task: string): UploadsOfTask => {
    const known = this.#byTask.get(task) ?? new Uploads<StoredFile, FilePlace>({ store: this.#store, arrived: (file, { place }) => place.keep(file) })
    this.#byTask.set(task, known)
    return known
  }

  /** Answers how many were still on their way. */
  stop(): number {
    return [...this.#byTask.values()].reduce((sum, uploads) => sum + uploads.stop(), 0)
  }

  readonly #store = async (file: File, signal: AbortSignal, { isPrivate }: FilePlace): Promise<StoredFile> => {
    const language = isLanguage(i18n.locale) ? i18n.locale : 'en'
    if (file.size > mostFileBytes) throw new ApiError('fileTooLarge', errorSentence('fileTooLarge', language, { most: mostFileBytes / 2 ** 20 }))
    return api.uploadTaskFile({ ...this.#place, sees: isPrivate ? 'company' : 'workspace', file }, { signal })
  }
}
