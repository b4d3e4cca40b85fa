import { Type } from 'typebox'
import { defineContract, Id, Shape } from '../contract.ts'
import { BoardEntry } from './contract.ts'

const OneBoard = Shape({ workspaceId: Id, boardId: Id })
/** Longer ones are refused with a sentence of their own, hence no bound in the schema. */
const Title = Type.String()
/** A day of the board's own calendar that a plan may begin on. */
const Day = Type.String({ format: 'date', pattern: '^(19|20|21)\\d\\d-' })
const answer = Shape({ board: BoardEntry })
/** Each reads a whole board, with all descriptions. */
const triesPerMinute = 30

/** Boards that are made of boards. What companies keep beside a board for themselves stays with it. */
export const boardCopies = defineContract({
  keepBoardTemplate: {
    method: 'POST', path: '/workspaces/:workspaceId/boards/:boardId/templates', action: 'board.create', triesPerMinute,
    summary: 'Keeps a board as a template, with nothing of it done: a board that carries isTemplate. Of a board that is private to your company it is private, too; `isPrivate` makes it so of any. Files, comments, history and rules stay behind.',
    params: OneBoard, body: Shape({ title: Title, isPrivate: Type.Optional(Type.Boolean()) }), result: answer,
  },
  createBoardFromTemplate: {
    method: 'POST', path: '/workspaces/:workspaceId/board-templates/:templateId/boards', action: 'board.create', triesPerMinute,
    summary: 'Makes a board of a template, at the end of the list. All its dates move by so many days that its plan begins on `begin` (else today). `isPrivate`: only your company sees it; else it is for whom the template is.',
    params: Shape({ workspaceId: Id, templateId: Id }), body: Shape({ title: Title, begin: Type.Optional(Day), isPrivate: Type.Optional(Type.Boolean()) }), result: answer,
  },
  duplicateBoard: {
    method: 'POST', path: '/workspaces/:workspaceId/boards/:boardId/duplicates', action: 'board.create', triesPerMinute,
    summary: 'Another board (of a template: another template) that says what this one says, right behind it. Files, comments, history and rules stay behind. `left`: how many tasks your own company keeps in its side of the board; they stay behind, too.',
    params: OneBoard, body: Shape({ title: Title }), result: Shape({ board: BoardEntry, left: Type.Integer({ minimum: 0 }) }),
  },
})
