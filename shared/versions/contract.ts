import { Type } from 'typebox'
import { defineContract, Id, Instant, Nothing, OneOf, OrNull, Shape } from '../contract.ts'
import { versionReasons } from '../documents/versions.ts'

const OnePage = { workspaceId: Id, pageId: Id }
const OneVersion = Shape({ ...OnePage, versionId: Id })

export const VersionEntry = Shape({
  id: Id,
  reason: OneOf(versionReasons),
  name: Type.String(),
  createdAt: Instant,
  /** Null: Kopa itself. */
  createdBy: OrNull(Shape({ id: Id, name: Type.String(), companyId: Id })),
  /** SHA-256 of the canonical content, in hexadecimal: the same words have the same one. */
  contentHash: Type.String(),
})

const Name = Type.String({ maxLength: 200 })

/** Each of these opens a document or looks through all that is kept of one: nobody may ask without a pause. */
export const versions = defineContract({
  listVersions: {
    method: 'GET', path: '/workspaces/:workspaceId/pages/:pageId/versions', action: 'version.read', triesPerMinute: 240,
    summary: 'The versions of a page, a board, your company\'s side of one or a task\'s page (by the id of the document), latest first, 100 at most; `before` the id of the last one you have.',
    params: Shape(OnePage), query: Shape({ before: Type.Optional(Id) }), result: Shape({ versions: Type.Array(VersionEntry) }),
  },
  createVersion: {
    method: 'POST', path: '/workspaces/:workspaceId/pages/:pageId/versions', action: 'version.create', triesPerMinute: 30,
    summary: 'Keeps what the page says now, under a name.',
    params: Shape(OnePage), body: Shape({ name: Name }), result: Shape({ version: VersionEntry }),
  },
  getVersion: {
    method: 'GET', path: '/workspaces/:workspaceId/pages/:pageId/versions/:versionId', action: 'version.read', triesPerMinute: 120,
    summary: 'What a version says: title, and body as ProseMirror JSON; of a board everything, in `board`.',
    params: OneVersion, result: Shape({ version: VersionEntry, title: Type.String(), content: Type.Array(Type.Any()), board: Type.Optional(Type.Any()) }),
  },
  restoreVersion: {
    method: 'POST', path: '/workspaces/:workspaceId/pages/:pageId/versions/:versionId/restore', action: 'version.restore', triesPerMinute: 30,
    summary: 'Makes the page say what the version says. What it says now is kept as a version of its own; what others write meanwhile stays. Of a board, tasks of other companies stay as they are: `keptTasks` names those of which the version says something else.',
    params: OneVersion, result: Shape({ keptTasks: Type.Array(Type.String()) }),
  },
  eraseHistory: {
    method: 'DELETE', path: '/workspaces/:workspaceId/pages/:pageId/versions', action: 'version.erase', triesPerMinute: 10,
    summary: 'Deletes for ever what was deleted from the page: its versions and its log. What it says now stays. Cannot be undone, so it has to be asked for with `confirm=true`.',
    /** left out, it is refused: nobody shall do this by a slip */
    params: Shape(OnePage), query: Shape({ confirm: Type.Optional(OneOf(['true'])) }), result: Nothing,
  },
})
