import { Type } from 'typebox'
import { defineContract, Id, Instant, OneOf, OrNull, Shape } from '../contract.ts'

/** From and behind, in UTF-16 units of the text beside it. */
const Marks = Type.Array(Type.Tuple([Type.Integer(), Type.Integer()]))
const Marked = Shape({ text: Type.String(), marks: Marks })

/** What is found. Comments come here when there are some. */
export const searchKinds = ['page', 'board', 'task', 'file'] as const
const Kind = OneOf([...searchKinds])

/** No more than so many of each kind are counted. */
export const mostCounted = 1000

export const Hit = Shape({
  kind: Kind,
  /** The page or board it is in, or that it is. */
  placeId: Id,
  placeKind: OneOf(['page', 'board']),
  /** The document in which a task lies: its board, or a company's side of it. */
  documentId: Id,
  /** The id of a task or a file; of pages and boards empty. */
  itemId: Type.String(),
  workspaceId: Id,
  /** The name of the page or board. */
  place: Type.String(),
  icon: OrNull(Type.String()),
  privateTo: OrNull(Id),
  title: Marked,
  excerpt: Marked,
  changedAt: Instant,
})

export const search = defineContract({
  search: {
    method: 'GET', path: '/search', action: 'signedIn', triesPerMinute: 240,
    summary: 'Pages, boards, tasks and files by their words, as they are typed: beginnings of words, without regard to diacritics, and with one slip in a word if nothing else is found. 20 at a time, over all your workspaces.',
    query: Shape({
      /** Only where a person is asked for may there be none: what is theirs, the latest first. */
      words: Type.Optional(Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })),
      kind: Type.Optional(Kind), workspaceId: Type.Optional(Id),
      /** Responsible for a task; of everything else, that of its author. */
      companyId: Type.Optional(Id),
      /** Who began it; of a task, who is to do it. */
      authorId: Type.Optional(Id),
      changedWithin: Type.Optional(OneOf(['day', 'week', 'month', 'year'])),
      /** true: what is archived, instead of what is not. */
      archived: Type.Optional(OneOf(['true', 'false'])),
      /** `next` of the answer before. */
      after: Type.Optional(Type.String({ pattern: '^[0-9]{1,4}$' })),
      /** true: how many there are of each kind is counted, too. */
      counted: Type.Optional(OneOf(['true', 'false'])),
    }),
    result: Shape({
      found: Type.Array(Hit),
      /** Nothing has these words; what was found has words one slip away. */
      isSlip: Type.Boolean(),
      next: OrNull(Type.String()),
      /** Only what the person may see, whatever kind was asked for; mostCounted at most of each. */
      counts: OrNull(Shape({ page: Type.Integer(), board: Type.Integer(), task: Type.Integer(), file: Type.Integer() })),
    }),
  },
})
