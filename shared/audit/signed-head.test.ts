import { hash } from 'node:crypto'
import { expect, test } from 'vitest'
import { isSignature, makeKey, signHead, type SigningKey } from '../../server/audit/signatures.ts'
import { randomForTest } from '../../tests/support/random.ts'
import { chainFacts, firstHash, type Head, type Link } from './chain.ts'
import { exportLine, headerLine } from './export-lines.ts'
import { judgeSignedHeads, keyIdOf, readSignedHead, signedHeadLine, statementText, trustSentence, type HeadsVerdict, type SignedHead } from './signed-head.ts'
import { createVerifier, type Verdict } from './verify.ts'

const sha256 = (text: string): string => hash('sha256', text, 'hex')
const idOf = (number: number): string => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`
const workspace = idOf(7)
const [ours, theirs] = [makeKey(), makeKey()]

const factOf = (number: number, userId = idOf(2)) => ({
  id: idOf(1000 + number), at: new Date(Date.UTC(2026, 0, 1) + number * 1000).toISOString(), name: 'page.renamed',
  workspaceId: workspace, companyId: idOf(3), userId, payload: { pageId: idOf(500 + number), workspaceId: workspace, privateTo: null },
})
const facts = (from: number, to: number, userId?: string) => Array.from({ length: to - from + 1 }, (_, i) => factOf(from + i, userId))
const start: Head = { sequence: 0, hash: firstHash(workspace, sha256) }
const endOf = (links: readonly Link[]): Head => ({ sequence: links.length, hash: links.at(-1)?.hash ?? start.hash })

const chain = chainFacts(facts(1, 20), workspace, start, sha256)
const write = (links: readonly Link[]): string[] => [
  headerLine({ format: 'kopa audit', v: 1, chain: workspace, kind: 'workspace', exportedAt: '2026-01-02T00:00:00.000Z', company: null, head: endOf(links) }),
  ...links.map(link => exportLine(link, { isHidden: false }, sha256)),
]

/** As the server signs: the chain when it had so many entries. */
const signedAt = (count: number, { of = chain, by = ours }: { of?: readonly Link[], by?: SigningKey } = {}): SignedHead =>
  signHead({ chain: workspace, kind: 'workspace', ...endOf(of.slice(0, count)), signedAt: `2026-01-01T${String(count).padStart(2, '0')}:00:00.000Z` }, by)
const kept = [signedAt(5), signedAt(12), signedAt(20)]

const judge = (heads: readonly (SignedHead | string)[], keys: string[] = []): HeadsVerdict =>
  judgeSignedHeads(heads.map(head => (typeof head === 'string' ? head : signedHeadLine(head))), { sha256, isSignature, keys })

function verify(links: readonly Link[], { heads }: HeadsVerdict): Verdict {
  const verifier = createVerifier(sha256, heads)
  for (const line of write(links)) if (!verifier.read(line)) break
  return verifier.end()
}

test('a chain and the heads that were signed while it grew belong together', () => {
  const heads = judge(kept, [ours.publicKey])
  expect(heads).toMatchObject({ fault: null, keyIds: [ours.id], heads: kept })
  expect(verify(chain, heads)).toMatchObject({ fault: null, entries: 20 })
})

/** What an operator can do who has the database and the key, but not the heads that were sent to the partner. */
const rewritten: Record<string, { links: Link[], kind: string }> = {
  'cuts the end off': { links: chain.slice(0, 15), kind: 'cutOff' },
  'cuts the end off and goes on from there': { links: [...chain.slice(0, 15), ...chainFacts(facts(50, 60), workspace, endOf(chain.slice(0, 15)), sha256)], kind: 'forked' },
  'rebuilds all of it': { links: chainFacts(facts(1, 20, idOf(9)), workspace, start, sha256), kind: 'rebuilt' },
  'rebuilds it from an entry before the first head on': { links: [...chain.slice(0, 3), ...chainFacts(facts(4, 20, idOf(9)), workspace, endOf(chain.slice(0, 3)), sha256)], kind: 'rebuilt' },
}

test.each(Object.entries(rewritten))('an operator who %s is found out by the signed heads, and by nothing else', (_, { links, kind }) => {
  expect(verify(links, judge([])).fault).toBeNull()
  expect(verify(links, judge(kept)).fault?.kind).toBe(kind)
})

test('two hashes signed for one entry show two chains, without any export', () => {
  const { links } = rewritten['rebuilds all of it'] ?? { links: [] }
  const { fault } = judge([...kept, signedAt(12, { of: links })])
  expect(fault).toMatchObject({ kind: 'forked', sentence: expect.stringContaining('for entry 12') })
})

test('a head that somebody else made is refused: with no signature of the key, or by a key that is not the one kept', () => {
  const forged: SignedHead[] = [
    { ...signedAt(12), sequence: 11 }, { ...signedAt(12), hash: 'a'.repeat(64) }, { ...signedAt(12), signedAt: '2027-01-01T00:00:00.000Z' },
    { ...signedAt(12), chain: idOf(8) }, { ...signedAt(12), kind: 'company' }, { ...signedAt(12), signature: signedAt(5).signature },
    // Theirs, under our name: the id says nothing about the key unless it is computed from it.
    { ...signedAt(12, { by: theirs }), publicKey: ours.publicKey }, signedAt(12, { by: { ...theirs, id: ours.id } }), signedAt(12, { by: { ...theirs, publicKey: ours.publicKey, id: ours.id } }),
  ]
  for (const head of forged) expect(judge([signedAt(5), head]).fault, JSON.stringify(head)).toMatchObject({ kind: 'forged' })
  expect(judge([signedAt(12, { by: theirs })]).fault).toBeNull()
  expect(judge([signedAt(5), signedAt(12, { by: theirs })], [ours.publicKey]).fault).toMatchObject({ kind: 'foreignKey', sentence: expect.stringContaining(theirs.id) })
})

test('after a change of keys the heads of both are good, and both keys can be named', () => {
  const both = [signedAt(5), signedAt(12, { by: theirs })]
  expect(judge(both, [ours.publicKey, theirs.publicKey])).toMatchObject({ fault: null, keyIds: [ours.id, theirs.id] })
  expect(trustSentence(judge(both), [])).toContain('by 2 keys')
  expect(trustSentence(judge(kept), [])).toContain(ours.publicKey)
  expect(trustSentence(judge(kept), [ours.publicKey])).toContain('which you keep')
})

test('one changed character anywhere in a signed head is found', () => {
  const random = randomForTest()
  const line = signedHeadLine(signedAt(12))
  for (let run = 0; run < 2000; run++) {
    const place = random.below(line.length)
    const put = random.pick('0123456789abcdef"{}:,\n_é'.split(''))
    if (put === line[place]) continue
    const { fault } = judge([line.slice(0, place) + put + line.slice(place + 1)])
    expect(fault, `seed ${random.seed}, character ${place} "${line[place]}" became "${put}"`).not.toBeNull()
  }
})

const good = signedHeadLine(signedAt(12))
const hostile: Record<string, string> = {
  'not JSON': 'hello', 'empty': '', 'a list': '[]', 'nothing': 'null', 'deep nesting': '['.repeat(200_000), 'a key twice': good.replace('{', '{"v":1,'),
  'a name too many': good.replace('{', '{"a":1,'), 'its prototype': good.replace('{', '{"__proto__":{"hash":"x"},'), 'spaced out': ` ${good}`,
  'a huge number': good.replace('"sequence":12', '"sequence":1e400'), 'entry 0': good.replace('"sequence":12', '"sequence":0'), 'an entry of an export': write(chain)[3] ?? '',
}

test.each(Object.entries(hostile))('a line that is %s is refused with a sentence', (_, line) => {
  expect(judge([good, line]).fault).toMatchObject({ kind: 'unreadable', sentence: expect.stringContaining('Line 2') })
})

test('the form of version 1 is this, for ever', () => {
  const publicKey = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a' // RFC 8032, section 7.1, test 1
  const privateKey = Buffer.from('302e020100300506032b6570042204209d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex')
  const head = signHead({ chain: workspace, kind: 'workspace', sequence: 2, hash: 'b'.repeat(64), signedAt: '2026-01-02T03:04:05.678Z' }, { id: keyIdOf(publicKey, sha256), publicKey, privateKey })
  expect(statementText(head)).toBe(`{"chain":"${workspace}","format":"kopa audit head","hash":"${'b'.repeat(64)}","keyId":"4ebbe859de728e52","kind":"workspace","publicKey":"${publicKey}","sequence":2,"signedAt":"2026-01-02T03:04:05.678Z","v":1}`)
  // What OpenSSL says: openssl pkeyutl -sign -rawin
  expect(head.signature).toBe('670aa815d9dc61e85176329a392162dde737895270dd0e978baa0b9792bbf2d1280bd4ae95095fd5758d1076e64bd73604aa49d90bef80db26338acb40cd6c0e')
  expect(readSignedHead(signedHeadLine(head))).toEqual(head)
})
