import { fileNameOf } from '../files/file-name.ts'
import type { Stored } from './board.ts'
import { isRecord, mostMoment, numberIn, textIn, textOrNull } from './stored-value.ts'

/**
 * What a task says of one of its files. It is what whoever added it wrote, or any other client: the server knows what the file really is,
 * and for whom (server/files/queries.ts).
 */
export interface TaskFile {
  readonly id: string
  readonly name: string
  /** bytes */
  readonly size: number
  /** as the server answered when it was stored: one of a few kinds of image, or bytes */
  readonly type: string
  /** who added it, and when: milliseconds since 1970 */
  readonly userId: string | null
  readonly at: number
}

/** Images that every browser shows. */
export const isShownImage = ({ type }: Pick<TaskFile, 'type'>): boolean => /^image\/(png|jpeg|gif|webp)$/.test(type)

/** null: no file of ours can have this id, and nothing is to be asked of the server under it. */
export function readTaskFile(id: string, value: Stored): TaskFile | null {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) || !isRecord(value)) return null
  return {
    id, name: fileNameOf(textIn(value['name'])), size: Math.round(numberIn(value['size'], { least: 0, most: Number.MAX_SAFE_INTEGER, otherwise: 0 })), type: textIn(value['type'], 100),
    userId: textOrNull(value['userId']), at: numberIn(value['at'], { least: 0, most: mostMoment, otherwise: 0 }),
  }
}
