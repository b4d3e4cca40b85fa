import { beforeAll, expect, test } from 'vitest'
import { closeCode } from '@kopa/shared/documents/protocol.ts'
import { errorSentence } from '@kopa/shared/errors.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { withBoard, writeTasks } from '../support/board-client.ts'
import { bringFile } from '../support/board-files.ts'
import { openPage, when } from '../support/page-client.ts'
import { until } from '../support/services.ts'
import { refusalOf } from '../support/world.ts'

/** A workspace that has grown as large as it may be: everybody is told so in words, and nobody else notices. */
let app: TestApp
const most = 256 * 1024
beforeAll(async () => { app = await startApp({ env: { KOPA_WORKSPACE_BYTES: String(most) } }) })

test('in a full workspace nothing is made and nothing added, whichever way it comes; taking away is let in, and makes room', async () => {
  const { ana, bo, workspaceId, pageId, one, boardId } = await withBoard(app.url)
  const [taskId = ''] = await writeTasks(ana, boardId, [{ title: 'Contract' }])
  const hers = openPage(ana, pageId)
  await hers.synced
  hers.doc.getText('notes').insert(0, 'x'.repeat(250_000))
  const his = openPage(bo, pageId)
  await when(his.doc, () => his.doc.getText('notes').length === 250_000)
  hers.doc.getText('notes').insert(0, 'y'.repeat(60_000))
  expect(await hers.closed).toBe(closeCode.workspaceTooLarge)
  // What is small fits in a while longer.
  let tries = 0
  await until(() => ana.boards.renameBoard({ ...one, title: `${tries++}`.repeat(100) }).then(() => false, () => true))
  const full = { status: 409, code: 'workspaceTooLarge', message: errorSentence('workspaceTooLarge', 'en') }
  for (const [name, act] of Object.entries({
    page: () => ana.pages.createPage({ workspaceId, title: 'One more' }),
    board: () => ana.boards.createBoard({ workspaceId, title: 'One more' }),
    side: () => bo.boards.openBoardSide(one),
    description: () => bo.boards.openTaskPage({ ...one, taskId, isInSide: false }),
    title: () => ana.boards.renameBoard({ ...one, title: 'A longer name' }),
  })) expect(await refusalOf(act()), name).toMatchObject(full)
  expect((await bringFile(ana, workspaceId, { name: 'tasks.csv', content: 'Title\nOne\nTwo\n' })).error).toMatchObject({ code: full.code, message: full.message })

  const { workspace } = await ana.workspaces.createWorkspace({ name: 'Another' })
  await ana.pages.createPage({ workspaceId: workspace.id, title: 'There is room here' })
  const facts = await app.database.selectFrom('events').select('payload').where('name', '=', 'request.refused').where('workspaceId', '=', workspaceId).execute()
  expect(facts.map(({ payload }) => payload as { operation: string, reason: string }).filter(({ operation }) => operation === 'createBoard')).toMatchObject([{ reason: 'workspaceTooLarge', userId: ana.userId }])

  his.doc.getText('notes').delete(0, 245_000)
  await until(async () => ana.boards.createBoard({ workspaceId, title: 'And one more' }).then(() => true, () => false))
  hers.leave()
  his.leave()
})
