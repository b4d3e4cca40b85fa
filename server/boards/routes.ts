import type { FastifyInstance } from 'fastify'
import { boards } from '@kopa/shared/boards/contract.ts'
import { boardCopies } from '@kopa/shared/boards/copies-contract.ts'
import type { Input } from '@kopa/shared/contract.ts'
import type { MemberContext } from '../core/context.ts'
import type { FileCopying } from '../core/copied-files.ts'
import { mount, type MountParts } from '../core/mount.ts'
import type { Engine } from '../documents/engine.ts'
import { listNamingPages, listPagesNamingBoard } from '../pages/queries.ts'
import { archiveBoard, changeBoardWall, createBoard, moveBoard, renameBoard, restoreBoard } from './commands.ts'
import { createBoardFromTemplate, duplicateBoard, keepBoardTemplate } from './copy-commands.ts'
import { removeFeed, renewFeed } from './feed-commands.ts'
import { findFeed, readFeed } from './feed-queries.ts'
import { openBoardSide, openTaskPage } from './opening-commands.ts'
import { countTasksInSide, entryOf, findSide, getBoardRow, listBoardRows } from './queries.ts'
import { listMyTasks, searchTasks } from './task-queries.ts'

export interface BoardsParts extends MountParts { documents: Engine }

export function registerBoards(app: FastifyInstance, parts: BoardsParts & { files: FileCopying }): void {
  const { documents } = parts
  mount(app, boardCopies, {
    keepBoardTemplate: async (context, input) => ({ board: await keepBoardTemplate(context, input, parts) }),
    createBoardFromTemplate: async (context, input) => ({ board: await createBoardFromTemplate(context, input, parts) }),
    duplicateBoard: async (context, input) => ({ board: await duplicateBoard(context, input, parts), left: await countTasksInSide(context.database, input.boardId, context.actor.companyId) }),
  }, parts)
  mount(app, boards, {
    listBoards: async ({ database, actor, workspaceId }) => ({ boards: (await listBoardRows(database, actor, workspaceId)).map(entryOf) }),
    createBoard: async (context, input) => ({ board: await createBoard(context, input, documents) }),
    async getBoard({ database, actor, workspaceId }, { boardId }) {
      const board = await getBoardRow(database, actor, workspaceId, boardId)
      return { board: entryOf(board), sideId: await findSide(database, boardId, actor.companyId) }
    },
    renameBoard: (context, { boardId, title }) => renameBoard(context, boardId, title, documents),
    moveBoard: (context, { boardId, after }) => moveBoard(context, boardId, after),
    archiveBoard: (context, { boardId }) => archiveBoard(context, boardId),
    restoreBoard: (context, { boardId }) => restoreBoard(context, boardId),
    changeBoardWall: (context, { boardId, isPrivate }) => changeBoardWall(context, boardId, isPrivate, documents),
    openBoardSide: async (context, { boardId }) => ({ documentId: await openBoardSide(context, boardId, documents) }),
    listPagesNamingTask: async (context, input) => ({ pages: await listPagesNaming(context, input) }),
    listPagesNamingBoard: async (context, { boardId }) => ({ pages: await listPagesOfBoard(context, boardId) }),
    openTaskPage: async (context, { boardId, taskId, isInSide = false, copyOf }) => ({ pageId: await openTaskPage(context, { boardId, taskId, isInSide, copyOf }, documents) }),
    async listBoardPresence({ database, actor, workspaceId }) {
      const visible = await listBoardRows(database, actor, workspaceId)
      const here = documents.whoIsHere(visible.map(({ id }) => id))
      return { boards: [...here].map(([boardId, people]) => ({ boardId, people: people.map(({ id, name, companyId }) => ({ id, name, companyId })) })) }
    },
    listMyTasks: ({ database, caller, now }, question) => listMyTasks(database, caller, question, now()),
    getCalendarFeed: async ({ database, caller }) => ({ feed: await findFeed(database, caller.userId) }),
    renewCalendarFeed: renewFeed,
    removeCalendarFeed: removeFeed,
    async readCalendarFeed(context, { file }, { reply }) {
      const text = await readFeed(context, file.slice(0, -'.ics'.length))
      return reply.type('text/calendar; charset=utf-8').header('content-disposition', 'inline; filename="kopa.ics"').send(text)
    },
    searchTasks: async ({ database, caller }, { words, workspaceId }) => ({ found: await searchTasks(database, caller, words, workspaceId) }),
  }, parts)
}

async function listPagesOfBoard({ database, actor, workspaceId }: MemberContext, boardId: string) {
  await getBoardRow(database, actor, workspaceId, boardId)
  return listPagesNamingBoard(database, actor, workspaceId, boardId)
}

async function listPagesNaming({ database, actor, workspaceId }: MemberContext, { boardId, taskId }: Input<typeof boards['listPagesNamingTask']>) {
  await getBoardRow(database, actor, workspaceId, boardId)
  return listNamingPages(database, actor, workspaceId, `task:${boardId}:${taskId}`)
}
