import { beforeAll, describe, expect, test } from 'vitest'
import { createOutbox } from '../../server/core/outbox.ts'
import { newId } from '../../server/core/context.ts'
import { createLog } from '../../server/core/log.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { verifyChain, verifyLines } from '../support/audit.ts'
import { refusalOf, twoCompanies, type Person, type World } from '../support/world.ts'

/** The audit of a workspace: whole under load, and silent about what is behind a wall. */
let app: TestApp
beforeAll(async () => { app = await startApp() })

const sequencesOf = async (workspaceId: string): Promise<number[]> =>
  (await app.database.selectFrom('events').select('sequence').where('workspaceId', '=', workspaceId).orderBy('sequence').execute()).map(({ sequence }) => sequence)

async function exportFor(person: Person, workspaceId: string): Promise<string[]> {
  const response = await fetch(`${person.url}/api/workspaces/${workspaceId}/audit`, { headers: person.headers })
  expect(response.status).toBe(200)
  return (await response.text()).trimEnd().split('\n')
}

describe('the chain of a workspace', () => {
  test('has no gap and no fork while many write into several at once', async () => {
    const worlds = await Promise.all([twoCompanies(app.url), twoCompanies(app.url), twoCompanies(app.url)])
    const page = ({ ana, workspaceId }: World, title: string) => ana.pages.createPage({ workspaceId, title })
    await Promise.all(Array.from({ length: 60 }, (_, index) => page(worlds[index % 3] ?? worlds[0], `Page ${index}`)))
    for (const { workspaceId } of worlds) {
      const sequences = await sequencesOf(workspaceId)
      expect(sequences).toEqual(Array.from({ length: sequences.length }, (_, index) => index + 1))
      expect(sequences.length).toBeGreaterThan(20)
      expect(await verifyChain(app.database, workspaceId)).toMatchObject({ fault: null })
    }
  })

  test('transactions that write into the same chains in any order do not block each other for ever', async () => {
    const worlds = await Promise.all([twoCompanies(app.url), twoCompanies(app.url)])
    const outbox = createOutbox(app.database, createLog('silent'))
    const both = worlds.map(({ workspaceId }) => workspaceId)
    const write = (ids: readonly string[]) => outbox.write(async ({ emit }) => {
      for (const workspaceId of ids) await emit('workspace.renamed', { workspaceId })
    }, { now: () => new Date(), newId, caller: null })
    await Promise.all(Array.from({ length: 40 }, (_, index) => write(index % 2 ? both : both.toReversed())))
    for (const id of both) expect(await verifyChain(app.database, id)).toMatchObject({ fault: null })
  })

  test('a change that fails leaves no hole in it', async () => {
    const { workspaceId } = await twoCompanies(app.url)
    const outbox = createOutbox(app.database, createLog('silent'))
    const author = { now: () => new Date(), newId, caller: null }
    const before = (await sequencesOf(workspaceId)).length
    await expect(outbox.write(async ({ emit, transaction }) => {
      await emit('workspace.renamed', { workspaceId })
      await transaction.updateTable('workspaces').set({ id: 'no id' }).execute()
    }, author)).rejects.toThrow()
    await outbox.write(({ emit }) => emit('workspace.renamed', { workspaceId }), author)
    expect(await sequencesOf(workspaceId)).toEqual(Array.from({ length: before + 1 }, (_, index) => index + 1))
  })
})

describe('an export', () => {
  test('verifies for both companies, and says nothing of the other\'s private pages', async () => {
    const { ana, bo, workspaceId } = await twoCompanies(app.url, { role: 'admin' })
    const { page } = await ana.pages.createPage({ workspaceId, title: 'Ours alone', isPrivate: true })
    await ana.pages.renamePage({ workspaceId, pageId: page.id, title: 'Still ours' })
    await bo.pages.createPage({ workspaceId, title: 'Of both' })
    const [hers, his] = [await exportFor(ana, workspaceId), await exportFor(bo, workspaceId)]
    expect(verifyLines(hers)).toMatchObject({ fault: null })
    expect(verifyLines(his)).toMatchObject({ fault: null })
    expect(hers.join('\n')).toContain(page.id)
    expect(his.join('\n')).not.toContain(page.id)
    expect(his.filter(line => line.includes('"digest"') && !line.includes('"entry"')).length).toBeGreaterThanOrEqual(2)
    expect(his.length).toBe(hers.length)
  })

  test('with one entry changed, left out or moved is found out', async () => {
    const { ana, workspaceId } = await twoCompanies(app.url)
    const lines = await exportFor(ana, workspaceId)
    const last = lines.length - 1
    const changed = lines.with(2, (lines[2] ?? '').replace(/"userId":"[0-9a-f]/, '"userId":"x'))
    for (const broken of [changed, lines.toSpliced(2, 1), lines.with(2, lines[3] ?? '').with(3, lines[2] ?? ''), lines.toSpliced(last, 1)]) {
      expect(verifyLines(broken).fault).not.toBeNull()
    }
  })

  test('is for administrators of the workspace', async () => {
    const { bo, workspaceId } = await twoCompanies(app.url)
    const stranger = await twoCompanies(app.url)
    expect((await refusalOf(bo.call({ method: 'GET', path: '/workspaces/:workspaceId/audit', action: 'audit.export' } as never, { workspaceId } as never))).status).toBe(403)
    expect((await refusalOf(stranger.ana.call({ method: 'GET', path: '/workspaces/:workspaceId/audit', action: 'audit.export' } as never, { workspaceId } as never))).status).toBe(404)
  })
})
