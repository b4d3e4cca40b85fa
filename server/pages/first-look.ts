import { isId } from '@kopa/shared/ids.ts'
import { firstLook } from '@kopa/shared/pages/first-look.ts'
import type { Actor } from '@kopa/shared/policy.ts'
import type { FirstLook } from '../core/client-files.ts'
import type { Caller, Queryable } from '../core/context.ts'
import { findSeenPage } from './queries.ts'

export interface FirstLookParts { database: Queryable, findActor: (caller: Caller, workspaceId: string) => Promise<Actor | null> }

const address = /^\/w\/([^/]+)\/p\/([^/]+)$/

/**
 * What stands in the document of a page's own address before any script is read.
 * @param path of the address, without query
 * @returns null when the address is none of a page that this caller may see: then it is a screen like any other
 */
export async function findFirstLook({ database, findActor }: FirstLookParts, caller: Caller | null, path: string): Promise<FirstLook | null> {
  const [, workspaceId = '', pageId = ''] = address.exec(path) ?? []
  if (!caller || !isId(workspaceId) || !isId(pageId)) return null
  const actor = await findActor(caller, workspaceId)
  const page = actor && await findSeenPage(database, actor, workspaceId, pageId)
  return page && { title: page.title, html: firstLook(page) }
}
