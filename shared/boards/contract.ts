import { Type } from 'typebox'
import { defineContract, Id, Instant, Nothing, OneOf, OrNull, Shape } from '../contract.ts'
import { NamingPage } from '../pages/contract.ts'
import { stages } from './column.ts'
import { priorities } from './task.ts'

const InWorkspace = Shape({ workspaceId: Id })
const OneBoard = Shape({ workspaceId: Id, boardId: Id })
/** Longer ones are refused with a sentence of their own, hence no bound in the schema. */
const Title = Type.String()
const Person = Shape({ id: Id, name: Type.String(), companyId: Id })

/** Ids of tasks are made by clients. What has another shape is on its board, and in no list. */
export const taskIdPattern = '^[0-9A-Za-z_-]{1,64}$'
const TaskId = Type.String({ pattern: taskIdPattern })

/** A board in the list of its workspace. `id` is also the id of its document: `sync/:id`. */
export const BoardEntry = Shape({
  id: Id,
  orderKey: Type.String(),
  title: Type.String(),
  privateTo: OrNull(Id),
  changedAt: Instant,
  archivedAt: OrNull(Instant),
  /** Others are made from it. Its tasks are in no list across boards, and in no search. */
  isTemplate: Type.Boolean(),
})

/** Columns that a new board starts with, in their order. */
const NewColumn = Shape({
  title: Type.String({ maxLength: 200 }),
  stage: OneOf(stages),
  limit: Type.Optional(OrNull(Type.Integer({ minimum: 1, maximum: 9999 }))),
})
export const mostNewColumns = 50

/** Where a task lies, and what lists across boards say about it. */
const taskFields = {
  taskId: Type.String(),
  /** the board's document, or your company's side of it */
  documentId: Id,
  boardId: Id,
  boardTitle: Type.String(),
  workspaceId: Id,
  workspaceName: Type.String(),
  title: Type.String(),
  stage: OneOf(stages),
  privateTo: OrNull(Id),
}

export const MyTask = Shape({
  ...taskFields,
  companyId: OrNull(Id),
  priority: OrNull(OneOf(priorities)),
  /** a calendar day; one of the two at most is there */
  deadlineDay: OrNull(Type.String()),
  deadlineAt: OrNull(Instant),
  percent: Type.Integer(),
  /** Days of the board's calendar on which it is planned to begin and to end; null: it has no place in time. */
  startDay: OrNull(Type.String()),
  finishDay: OrNull(Type.String()),
})

export const boards = defineContract({
  listBoards: {
    method: 'GET', path: '/workspaces/:workspaceId/boards', action: 'board.read', summary: 'The boards of a workspace, with archived ones (they carry archivedAt) and templates (isTemplate).',
    params: InWorkspace, result: Shape({ boards: Type.Array(BoardEntry) }),
  },
  createBoard: {
    method: 'POST', path: '/workspaces/:workspaceId/boards', action: 'board.create',
    summary: 'Makes a board with these columns (without any: none); it goes behind the board `after` (null: first), else to the end. Open its document at sync/:id.',
    params: InWorkspace,
    body: Shape({
      title: Type.Optional(Title), after: Type.Optional(OrNull(Id)),
      /** Only your own company sees the board. */
      isPrivate: Type.Optional(Type.Boolean()),
      columns: Type.Optional(Type.Array(NewColumn, { maxItems: mostNewColumns })),
    }),
    result: Shape({ board: BoardEntry }),
  },
  getBoard: {
    method: 'GET', path: '/workspaces/:workspaceId/boards/:boardId', action: 'board.read',
    summary: 'One board, and the document of your own company\'s side of it, where it has one (else null).',
    params: OneBoard, result: Shape({ board: BoardEntry, sideId: OrNull(Id) }),
  },
  renameBoard: {
    method: 'PATCH', path: '/workspaces/:workspaceId/boards/:boardId/title', action: 'document.edit',
    summary: 'Writes the board\'s title into its document; people who have it open see it change.',
    params: OneBoard, body: Shape({ title: Title }), result: Nothing,
  },
  moveBoard: {
    method: 'POST', path: '/workspaces/:workspaceId/boards/:boardId/move', action: 'board.move', summary: 'Puts a board behind another in the list (null: first).',
    params: OneBoard, body: Shape({ after: OrNull(Id) }), result: Nothing,
  },
  archiveBoard: {
    method: 'POST', path: '/workspaces/:workspaceId/boards/:boardId/archive', action: 'board.archive',
    summary: 'Archives a board: it, every company\'s side of it and its tasks\' pages are read-only until it is restored.',
    params: OneBoard, result: Nothing,
  },
  restoreBoard: {
    method: 'POST', path: '/workspaces/:workspaceId/boards/:boardId/restore', action: 'board.archive', summary: 'Brings an archived board back.',
    params: OneBoard, result: Nothing,
  },
  changeBoardWall: {
    method: 'PUT', path: '/workspaces/:workspaceId/boards/:boardId/wall', action: 'board.wall',
    summary: 'Makes a board and the pages of its tasks private to your company (for the others it does not exist), or shared again.',
    params: OneBoard, body: Shape({ isPrivate: Type.Boolean() }), result: Nothing,
  },
  openBoardSide: {
    method: 'PUT', path: '/workspaces/:workspaceId/boards/:boardId/side', action: 'document.edit',
    summary: 'The document of your own company\'s side of a shared board, made at first need: only your company ever has its bytes. A private board needs none: null.',
    params: OneBoard, result: Shape({ documentId: OrNull(Id) }),
  },
  openTaskPage: {
    // Who duplicates many tasks asks once for each that is described.
    method: 'PUT', path: '/workspaces/:workspaceId/boards/:boardId/tasks/:taskId/page', action: 'document.edit', triesPerMinute: 240,
    summary: 'The document of a task\'s description page, made at first need; with `copyOf` it says what the description of that task says, beside which it lies. `isInSide`: the task lies in your company\'s side of the board.',
    params: Shape({ workspaceId: Id, boardId: Id, taskId: TaskId }), body: Shape({ isInSide: Type.Optional(Type.Boolean()), copyOf: Type.Optional(TaskId) }), result: Shape({ pageId: Id }),
  },
  listPagesNamingTask: {
    method: 'GET', path: '/workspaces/:workspaceId/boards/:boardId/named-in', action: 'board.read', summary: 'Pages that name this task of the board and that you may see, by title; 100 at most.',
    params: OneBoard, query: Shape({ taskId: TaskId }), result: Shape({ pages: Type.Array(NamingPage) }),
  },
  listPagesNamingBoard: {
    method: 'GET', path: '/workspaces/:workspaceId/boards/:boardId/naming-pages', action: 'board.read', summary: 'Pages that list this board or name tasks of it (`tasks`: which), and that you may see, by title; 100 at most.',
    params: OneBoard, result: Shape({ pages: Type.Array(Shape({ ...NamingPage.properties, tasks: Type.Array(Type.String()) })) }),
  },
  listBoardPresence: {
    method: 'GET', path: '/workspaces/:workspaceId/board-presence', action: 'board.read', summary: 'Who is in which board of the workspace right now.',
    params: InWorkspace, result: Shape({ boards: Type.Array(Shape({ boardId: Id, people: Type.Array(Person) })) }),
  },
  listMyTasks: {
    method: 'GET', path: '/tasks/mine', action: 'signedIn',
    summary: 'Tasks that are assigned to you, or (`whose: partner`) that wait or are another company\'s, over all your workspaces, by what comes next for them (the deadline, or when they are planned to begin or to end), 100 at most; `after`: the `next` of the answer before.',
    query: Shape({ workspaceId: Type.Optional(Id), whose: Type.Optional(OneOf(['mine', 'partner'])), show: Type.Optional(OneOf(['open', 'all'])), after: Type.Optional(Type.String({ maxLength: 200 })) }),
    result: Shape({ tasks: Type.Array(MyTask), next: OrNull(Type.String()) }),
  },
  getCalendarFeed: {
    method: 'GET', path: '/me/calendar-feed', action: 'signedIn', summary: 'Whether there is a secret address at which your calendar fetches your tasks, and since when.',
    result: Shape({ feed: OrNull(Shape({ createdAt: Instant })) }),
  },
  renewCalendarFeed: {
    method: 'POST', path: '/me/calendar-feed', action: 'signedIn', triesPerMinute: 30,
    summary: 'A new secret address for your calendar, calendar/<secret>.ics; one that there was ends at once. `secret` is shown this once.',
    result: Shape({ secret: Type.String() }),
  },
  removeCalendarFeed: {
    method: 'DELETE', path: '/me/calendar-feed', action: 'signedIn', summary: 'Ends the secret address of your calendar.', result: Nothing,
  },
  readCalendarFeed: {
    method: 'GET', path: '/calendar/:file', action: 'public', triesPerMinute: 60, download: ['text/calendar'],
    summary: 'Tasks that are planned or have a deadline, and are assigned to whoever has made this secret address, as text/calendar (RFC 5545).',
    params: Shape({ file: Type.String({ pattern: '^[0-9A-Za-z_-]{43}\\.ics$' }) }), result: Nothing,
  },
  searchTasks: {
    method: 'GET', path: '/tasks/search', action: 'signedIn', triesPerMinute: 240, summary: 'Tasks whose title or description holds the words, over all your workspaces; at most 20.',
    query: Shape({ words: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }), workspaceId: Type.Optional(Id) }),
    result: Shape({ found: Type.Array(Shape({ ...taskFields, excerpt: Type.String() })) }),
  },
})
