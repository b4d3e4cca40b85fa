import type { MemberContext, Queryable, Work } from '../core/context.ts'

/** A file that a copied page has for itself. */
export interface FileCopy { from: string, to: string, pageId: string }

/** What another capability needs to copy pages with their images. */
export interface FileCopying {
  /** The files of each of these pages, as pairs of page and file. */
  list: (database: Queryable, pageIds: readonly string[]) => Promise<{ pageId: string, fileId: string }[]>
  /** Their bytes are durable before `work` begins, and taken back where it fails. */
  withBytes: <T>(copies: readonly FileCopy[], work: () => Promise<T>) => Promise<T>
  /** Their rows: who may read the page may read them. */
  insert: (context: Pick<MemberContext, 'workspaceId' | 'actor' | 'now'>, work: Work, copies: readonly FileCopy[]) => Promise<void>
}
