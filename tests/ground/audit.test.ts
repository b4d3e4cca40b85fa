import fs from 'node:fs/promises'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { audit } from '@kopa/shared/audit/contract.ts'
import { never, startApp, type TestApp } from '../support/app.ts'
import { launch, temporaryFolder, until } from '../support/services.ts'
import { twoCompanies, type World } from '../support/world.ts'

/** The audit on the command line: exported beside the running server, checked without it. */
let app: TestApp
let world: World
let folder: string
beforeAll(async () => {
  app = await startApp()
  world = await twoCompanies(app.url)
  folder = await temporaryFolder()
})

interface Said { code: number | null, words: string }

async function kopa(words: string[], env: Record<string, string> = {}): Promise<Said> {
  const running = launch(process.execPath, [path.join(import.meta.dirname, '../../server/kopa.ts'), ...words], env)
  return { code: await running.ended, words: running.output() }
}

const withServer = () => ({ DATABASE_URL: app.connectionString, KOPA_DATA: app.dataFolder })

test('an export is checked without server or database; one that was changed or cut off is found out', async () => {
  const file = path.join(folder, 'audit.jsonl')
  expect((await kopa(['audit', 'export', '--workspace', world.workspaceId, '--out', file], withServer())).code).toBe(0)
  const heads = await kopa(['audit', 'head'], withServer())
  const head = /(\d+:[0-9a-f]{64})/.exec(heads.words.split('\n').find(line => line.includes(world.workspaceId)) ?? '')?.[1] ?? ''
  expect(head).not.toBe('')
  const whole = await kopa(['audit', 'verify', file, '--head', head])
  expect(whole, whole.words).toMatchObject({ code: 0 })

  const lines = (await fs.readFile(file, 'utf8')).trimEnd().split('\n')
  const changed = path.join(folder, 'changed.jsonl')
  await fs.writeFile(changed, `${lines.with(2, (lines[2] ?? '').replace('"name":"', '"name":"x')).join('\n')}\n`)
  expect((await kopa(['audit', 'verify', changed])).code).toBe(1)
  const cut = path.join(folder, 'cut.jsonl')
  await fs.writeFile(cut, `${lines.slice(0, -1).join('\n')}\n`)
  expect((await kopa(['audit', 'verify', cut, '--head', head])).code).toBe(1)
})

test('what one company may not know is left out of the export for it', async () => {
  const { page } = await world.ana.pages.createPage({ workspaceId: world.workspaceId, title: 'Ours', isPrivate: true })
  const theirs = await kopa(['audit', 'export', '--workspace', world.workspaceId, '--for', world.bo.companyId], withServer())
  const ours = await kopa(['audit', 'export', '--workspace', world.workspaceId], withServer())
  expect(ours.words).toContain(page.id)
  expect(theirs.code).toBe(0)
  expect(theirs.words).not.toContain(page.id)
})

test('what is no export, not there or not asked for gets one sentence', async () => {
  const hostile = path.join(folder, 'hostile.jsonl')
  await fs.writeFile(hostile, '{"__proto__":{"format":"x"}}\n'.repeat(3))
  for (const words of [['audit'], ['audit', 'verify'], ['audit', 'verify', hostile], ['audit', 'verify', path.join(folder, 'nowhere')], ['audit', 'verify', folder], ['audit', 'verify', hostile, '--head', 'x']]) {
    const said = await kopa(words)
    expect(said.code, words.join(' ')).toBe(2)
    expect(said.words).not.toMatch(/ at .*\.ts:\d+/)
  }
  expect((await kopa(['audit', 'export', '--workspace', crypto.randomUUID()], withServer())).code).not.toBe(0)
})

test('signed heads on the command line: they show that an export is the one that was signed, and what forges them is found out', async () => {
  const server = await startApp({ headsEvery: never })
  const { ana, workspaceId } = await twoCompanies(server.url)
  await startApp({ beside: server, headsEvery: 100 })
  const settings = { DATABASE_URL: server.connectionString, KOPA_DATA: server.dataFolder }
  await until(async () => (await kopa(['audit', 'heads'], settings)).words.includes(workspaceId))
  const write = async (name: string, text: string): Promise<string> => {
    await fs.writeFile(path.join(folder, name), text)
    return path.join(folder, name)
  }
  const heads = await write('heads.jsonl', (await kopa(['audit', 'heads'], settings)).words)
  const file = await write('signed.jsonl', (await kopa(['audit', 'export', '--workspace', workspaceId], settings)).words)
  const { keys: [key] } = await ana.call(audit.listSigningKeys, {})
  const publicKey = key?.publicKey ?? ''

  expect(await kopa(['audit', 'heads', heads, '--key', publicKey])).toMatchObject({ code: 0, words: expect.stringContaining('which you keep') })
  expect(await kopa(['audit', 'verify', file, '--signed', heads, '--key', publicKey])).toMatchObject({ code: 0, words: expect.stringContaining('1 signed head agrees') })
  expect(await kopa(['audit', 'verify', file, '--signed', heads])).toMatchObject({ code: 0, words: expect.stringContaining(publicKey) })
  expect(await kopa(['audit', 'verify', file, '--signed', heads, '--key', 'a'.repeat(64)])).toMatchObject({ code: 1, words: expect.stringContaining('NOT WHOLE (foreignKey)') })
  const forged = await write('forged.jsonl', (await fs.readFile(heads, 'utf8')).replace(/"sequence":\d+/, '"sequence":999'))
  expect(await kopa(['audit', 'verify', file, '--signed', forged])).toMatchObject({ code: 1, words: expect.stringContaining('NOT WHOLE (forged)') })
  expect(await kopa(['audit', 'heads', forged])).toMatchObject({ code: 1, words: expect.stringContaining('NOT GOOD (forged)') })
  const others = await write('others.jsonl', (await fs.readFile(heads, 'utf8')).split('\n').filter(line => line && !line.includes(workspaceId)).join('\n'))
  for (const words of [['verify', file, '--signed', others], ['verify', file, '--signed', folder], ['verify', file, '--key', 'x'], ['heads', path.join(folder, 'nowhere')], ['heads', heads, heads]]) {
    const said = await kopa(['audit', ...words])
    expect(said.code, words.join(' ')).toBe(2)
    expect(said.words).not.toMatch(/ at .*\.ts:\d+/)
  }

  expect((await kopa(['audit', 'new-key'], settings)).code).toBe(0)
  expect((await ana.call(audit.listSigningKeys, {})).keys).toMatchObject([{ publicKey, retiredAt: expect.any(String) }])
})
