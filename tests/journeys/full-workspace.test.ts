import { beforeAll, expect, test } from 'vitest'
import { closeCode } from '@kopa/shared/documents/protocol.ts'
import { errorSentence } from '@kopa/shared/errors.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { withBoard, writeTasks } from '../support/board-client.ts'
import { bringFile } from '../support/board-files.ts'
import { openPage, when } from '../support/page-client.ts'
import { until } from '../support/services.ts'
import { elsewhere, refusalOf } from '../support/world.ts'

/** A workspace that has grown as large as it may be: everybody is told so in words, and nobody else notices. */
let roomy: TestApp
beforeAll(async () => { roomy = await startApp() })

async function writesUntilClosed({ doc, closed }: ReturnType<typeof openPage>): Promise<number> {
  let code = 0
  void closed.then(told => { code = told })
  await until(() => {
    doc.getText('notes').insert(0, 'y')
    return code !== 0
  })
  return code
}

test('in a full workspace nothing is made and nothing added, whichever way it comes; taking away is let in, and makes room', async () => {
  const there = await withBoard(roomy.url)
  const { workspaceId, pageId, one, boardId } = there
  const [taskId = ''] = await writeTasks(there.ana, boardId, [{ title: 'Contract' }])
  const [writer, reader] = [openPage(there.ana, pageId), openPage(there.bo, pageId)]
  await writer.synced
  writer.doc.getText('notes').insert(0, 'x'.repeat(500_000))
  await when(reader.doc, () => reader.doc.getText('notes').length === 500_000)
  for (const client of [writer, reader]) client.leave()

  // A node on which a workspace may be half as large as this one is already: whatever folding lets go of, it stays full.
  const app = await startApp({ beside: roomy, env: { KOPA_WORKSPACE_BYTES: String(256 * 1024) } })
  const [ana, bo] = [elsewhere(there.ana, app.url), elsewhere(there.bo, app.url)]
  const [hers, his] = [openPage(ana, pageId), openPage(bo, pageId)]
  await Promise.all([hers.synced, his.synced])
  expect(await writesUntilClosed(hers)).toBe(closeCode.workspaceTooLarge)
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

  his.doc.getText('notes').delete(0, 490_000)
  await until(async () => ana.boards.createBoard({ workspaceId, title: 'And one more' }).then(() => true, () => false))
  hers.leave()
  his.leave()
})
