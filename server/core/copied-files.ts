import type { MemberContext, Queryable, Work } from './context.ts'

/** A file that a copied page, or a copied board for its tasks, has for itself. */
export interface FileCopy { from: string, to: string, pageId: string | null, boardDocumentId: string | null }

/** What another capability needs to copy pages with their images, and boards with the files of their tasks. */
export interface FileCopying {
  /** The files of each of these pages whose bytes are there, as pairs of page and file. */
  list: (database: Queryable, pageIds: readonly string[]) => Promise<{ pageId: string, fileId: string }[]>
  /** The files of the tasks in a document whose bytes are there. */
  listOfBoard: (database: Queryable, boardDocumentId: string) => Promise<string[]>
  /** Their bytes are durable before `work` begins, and taken back where it fails, unless rows name them or may do so. */
  withBytes: <T>(copies: readonly FileCopy[], work: () => Promise<T>) => Promise<T>
  /** Their rows: who may read the page or the board may read them. */
  insert: (context: Pick<MemberContext, 'workspaceId' | 'actor' | 'now'>, work: Work, copies: readonly FileCopy[]) => Promise<void>
}
