import { beforeAll, expect, test } from 'vitest'
import { audit } from '@kopa/shared/audit/contract.ts'
import { readHeader } from '@kopa/shared/audit/export-lines.ts'
import { judgeSignedHeads, readSignedHead, type SignedHead } from '@kopa/shared/audit/signed-head.ts'
import { retireKey, signHeads } from '../../server/audit/head-commands.ts'
import { isSignature } from '../../server/audit/signatures.ts'
import { sha256 } from '../../server/core/chained-facts.ts'
import { never, startApp, type TestApp } from '../support/app.ts'
import { verifyLines } from '../support/audit.ts'
import { clockedNodes } from '../support/clocked-nodes.ts'
import { until } from '../support/services.ts'
import { twoCompanies, type Person } from '../support/world.ts'

/** The ends of the audit, signed every hour: what both companies can keep where whoever runs the server cannot reach. */
let app: TestApp
let nodeAt: ReturnType<typeof clockedNodes>
beforeAll(async () => {
  app = await startApp({ headsEvery: never })
  nodeAt = clockedNodes(app)
})

async function download(person: Person, path: string): Promise<string[]> {
  const response = await fetch(`${person.url}/api${path}`, { headers: person.headers })
  expect(response.status).toBe(200)
  return (await response.text()).split('\n').filter(Boolean)
}

const headsOf = async (person: Person, workspaceId: string): Promise<SignedHead[]> =>
  (await download(person, `/workspaces/${workspaceId}/audit/heads`)).flatMap(line => readSignedHead(line) ?? [])

const judge = (heads: readonly string[]) => judgeSignedHeads(heads, { sha256, isSignature, keys: [] })

test('five nodes sign in the same moment: one key, and one head for each chain', async () => {
  const { ana, workspaceId } = await twoCompanies(app.url)
  await Promise.all(Array.from({ length: 5 }, (_, index) => signHeads(nodeAt(1, index))))
  expect(await headsOf(ana, workspaceId)).toHaveLength(1)
  const rows = await app.database.selectFrom('signedHeads').select(['chainId', 'hour']).execute()
  expect(new Set(rows.map(({ chainId, hour }) => `${chainId} ${hour.toISOString()}`)).size).toBe(rows.length)
  const chains = await app.database.selectFrom('chains').select('id').execute()
  expect(new Set(rows.map(({ chainId }) => chainId))).toEqual(new Set(chains.map(({ id }) => id)))
  expect((await ana.call(audit.listSigningKeys, {})).keys).toHaveLength(1)
})

test('a chain is signed when it has grown, and once an hour at most', async () => {
  const { ana, bo, workspaceId } = await twoCompanies(app.url)
  const page = (title: string) => ana.pages.createPage({ workspaceId, title })
  await signHeads(nodeAt(2))
  await page('In the same hour')
  expect(await signHeads(nodeAt(2, 59))).toBe(0)
  await signHeads(nodeAt(3))
  expect(await signHeads(nodeAt(4))).toBe(0)
  await page('After a quiet hour')
  expect(await signHeads(nodeAt(5))).toBe(1)
  const heads = await headsOf(ana, workspaceId)
  expect(heads.map(({ signedAt }) => signedAt.slice(11, 13))).toEqual(['02', '03', '05'])
  expect(heads.map(({ sequence }) => sequence - (heads[0]?.sequence ?? 0))).toEqual([0, 1, 2])
  expect(heads.every(({ chain, kind }) => chain === workspaceId && kind === 'workspace')).toBe(true)
  expect(bo.companyId).not.toBe(ana.companyId)
})

test('administrators of either company keep the heads, and find out an operator who rewrites the audit in the database', async () => {
  const { ana, bo, workspaceId } = await twoCompanies(app.url, { role: 'admin' })
  await ana.pages.createPage({ workspaceId, title: 'First' })
  await signHeads(nodeAt(6))
  await bo.pages.createPage({ workspaceId, title: 'Second' })
  await signHeads(nodeAt(7))
  const kept = await download(bo, `/workspaces/${workspaceId}/audit/heads`)
  expect(kept).toEqual(await download(ana, `/workspaces/${workspaceId}/audit/heads`))
  expect(judge(kept)).toMatchObject({ fault: null })
  const before = await download(bo, `/workspaces/${workspaceId}/audit`)
  expect(readHeader(before[0] ?? '')?.chain).toBe(workspaceId)
  expect(verifyLines(before, judge(kept).heads)).toMatchObject({ fault: null })

  // The last entry never happened: the row is gone, and the head names the one before.
  const { sequence } = judge(kept).heads.at(-1) ?? { sequence: 0 }
  const last = app.database.deleteFrom('events').where('chainId', '=', workspaceId).where('sequence', '>=', sequence).returning('previousHash')
  const [removed] = await last.execute()
  if (!removed) throw new Error('there was no last entry')
  await app.database.updateTable('chains').set({ sequence: sequence - 1, hash: removed.previousHash }).where('id', '=', workspaceId).execute()
  expect(verifyLines(await download(bo, `/workspaces/${workspaceId}/audit`)).fault).toBeNull()
  expect(verifyLines(await download(bo, `/workspaces/${workspaceId}/audit`), judge(kept).heads).fault?.kind).toBe('cutOff')
  // Something else in its place is signed like anything else, and then there are two signatures for one entry.
  await ana.pages.createPage({ workspaceId, title: 'Instead' })
  await signHeads(nodeAt(8))
  expect(verifyLines(await download(bo, `/workspaces/${workspaceId}/audit`), judge(kept).heads).fault?.kind).toBe('forked')
  expect(judge([...kept, ...await download(bo, `/workspaces/${workspaceId}/audit/heads`)]).fault?.kind).toBe('forked')
})

test('after a change of keys new heads are by another key, old ones are good as before, and the change is a fact', async () => {
  const { ana, workspaceId } = await twoCompanies(app.url)
  await signHeads(nodeAt(9))
  await retireKey(nodeAt(9))
  await ana.pages.createPage({ workspaceId, title: 'Under the new key' })
  await signHeads(nodeAt(10))
  const heads = await headsOf(ana, workspaceId)
  const { keys } = await ana.call(audit.listSigningKeys, {})
  expect(keys.map(({ retiredAt }) => retiredAt === null)).toEqual([false, true])
  expect(heads.map(({ publicKey }) => publicKey)).toEqual(keys.map(({ publicKey }) => publicKey))
  expect(judge(await download(ana, `/workspaces/${workspaceId}/audit/heads`)).fault).toBeNull()
  expect(await app.database.selectFrom('events').select('payload').where('name', '=', 'audit.keyRetired').execute()).toEqual([{ payload: { keyId: keys[0]?.id } }])
})

test('the private key is in no answer', async () => {
  const { ana, workspaceId } = await twoCompanies(app.url)
  await signHeads(nodeAt(11))
  const { privateKey } = await app.database.selectFrom('signingKeys').select('privateKey').where('retiredAt', 'is', null).executeTakeFirstOrThrow()
  const answers = [...await download(ana, `/workspaces/${workspaceId}/audit/heads`), ...await download(ana, `/workspaces/${workspaceId}/audit`), ...await download(ana, '/audit/keys')].join()
  expect(answers).toContain('publicKey')
  const seed = privateKey.subarray(16) // PKCS #8 of Ed25519: a head of 16 bytes, then the key
  for (const form of ['hex', 'base64', 'base64url', 'latin1'] as const) expect(answers).not.toContain(seed.toString(form))
})

test('a running server signs by itself', async () => {
  const { ana, workspaceId } = await twoCompanies(app.url)
  await startApp({ beside: app, headsEvery: 100 })
  await until(async () => (await download(ana, `/workspaces/${workspaceId}/audit/heads`)).length > 0)
  expect(judge(await download(ana, `/workspaces/${workspaceId}/audit/heads`))).toMatchObject({ fault: null, heads: [{ chain: workspaceId }] })
})
