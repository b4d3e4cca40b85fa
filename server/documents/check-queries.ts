import type { Queryable } from '../core/context.ts'

/** Documents behind `after`, in the order of their ids. */
export async function listDocumentIds(database: Queryable, after: string | null, most: number): Promise<string[]> {
  const rows = await database.selectFrom('documents').select('id').$if(after !== null, query => query.where('id', '>', after)).orderBy('id').limit(most).execute()
  return rows.map(({ id }) => id)
}

export interface VersionPlace { id: string, epoch: number, position: number, contentHash: Buffer }

export async function listVersionPlaces(database: Queryable, documentId: string): Promise<VersionPlace[]> {
  return database.selectFrom('versions').select(['id', 'epoch', 'position', 'contentHash']).where('documentId', '=', documentId).orderBy('id').execute()
}
