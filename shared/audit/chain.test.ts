import { hash } from 'node:crypto'
import { expect, test } from 'vitest'
import { type Random, randomForTest } from '../../tests/support/random.ts'
import { canonicalJson, chainFacts, firstHash, type Head, type Link, serverChain } from './chain.ts'
import { exportLine, headerLine, readHead } from './export-lines.ts'
import { createVerifier, NotAnExport, verdictSentence, type Verdict } from './verify.ts'

const sha256 = (text: string): string => hash('sha256', text, 'hex')
const idOf = (number: number): string => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`
const workspace = idOf(7)
const company = idOf(3)

const factOf = (number: number, chain = workspace) => ({
  id: idOf(1000 + number), at: new Date(Date.UTC(2026, 0, 1) + number * 1000).toISOString(), name: 'page.renamed',
  workspaceId: chain, companyId: company, userId: idOf(2), payload: { pageId: idOf(500 + number), workspaceId: chain, privateTo: null },
})

const startOf = (chain: string): Head => ({ sequence: 0, hash: firstHash(chain, sha256) })
const linksOf = (count: number, chain = workspace): Link[] => chainFacts(Array.from({ length: count }, (_, i) => factOf(i + 1, chain)), chain, startOf(chain), sha256)
const headOf = (links: readonly Link[]): Head => ({ sequence: links.length, hash: links.at(-1)?.hash ?? startOf(workspace).hash })

interface Written { hidden?: (link: Link) => boolean, head?: Head }

function write(links: readonly Link[], { hidden, head = headOf(links) }: Written = {}): string[] {
  const header = headerLine({ format: 'kopa audit', v: 1, chain: workspace, kind: 'workspace', exportedAt: '2026-01-02T00:00:00.000Z', company: hidden ? company : null, head })
  return [header, ...links.map(link => exportLine(link, { isHidden: hidden?.(link) ?? false }, sha256))]
}

function verify(lines: readonly string[], kept: Head[] = []): Verdict {
  const verifier = createVerifier(sha256, kept)
  for (const line of lines) if (!verifier.read(line)) break
  return verifier.end()
}

const without = <T>(list: readonly T[], index: number): T[] => list.filter((_, i) => i !== index)
const at = <T>(list: readonly T[], index: number): T => {
  const item = list[index]
  if (item === undefined) throw new Error(`there is no item ${index}`)
  return item
}

/** What somebody does who has the file, and no head that is kept elsewhere. */
const tampered: Record<string, { lines: (lines: string[], links: Link[]) => string[], kind: string, kept?: (links: Link[]) => Head[] }> = {
  'an entry is changed': { kind: 'changed', lines: lines => lines.map((line, i) => (i === 5 ? line.replace('page.renamed', 'page.created') : line)) },
  'an entry is replaced, and its own hash computed anew': {
    kind: 'changed',
    lines: (lines, links) => {
      const [forged] = chainFacts([{ ...factOf(5), name: 'page.created' }], workspace, { sequence: 4, hash: at(links, 3).hash }, sha256)
      return lines.map((line, i) => (i === 5 && forged ? exportLine(forged, { isHidden: false }, sha256) : line))
    },
  },
  'an entry is taken out': { kind: 'deleted', lines: lines => without(lines, 5) },
  'the first entry is taken out': { kind: 'deleted', lines: lines => without(lines, 1) },
  'an entry is put in': {
    kind: 'inserted',
    lines: (lines, links) => {
      const [forged] = chainFacts([factOf(99)], workspace, { sequence: 4, hash: at(links, 3).hash }, sha256)
      return forged ? lines.toSpliced(5, 0, exportLine(forged, { isHidden: false }, sha256)) : []
    },
  },
  'an entry is repeated': { kind: 'inserted', lines: lines => lines.toSpliced(5, 0, at(lines, 4)) },
  'an entry comes from another chain': { kind: 'inserted', lines: lines => lines.with(5, exportLine(at(linksOf(5, idOf(8)), 4), { isHidden: false }, sha256)) },
  'two entries change places': { kind: 'swapped', lines: lines => lines.with(5, at(lines, 6)).with(6, at(lines, 5)) },
  'the end is cut off': { kind: 'cutOff', lines: lines => lines.slice(0, 12) },
  'the end is cut off, and the header fits': { kind: 'cutOff', lines: (_, links) => write(links.slice(0, 12)), kept: links => [headOf(links)] },
  'the chain is forked': {
    kind: 'forked',
    lines: (_, links) => {
      const start = links.slice(0, 12)
      return write([...start, ...chainFacts(Array.from({ length: 8 }, (_, i) => factOf(50 + i)), workspace, headOf(start), sha256)])
    },
    kept: links => [headOf(links.slice(0, 10)), headOf(links)],
  },
  'the whole chain is made anew': {
    kind: 'rebuilt',
    lines: () => write(chainFacts(Array.from({ length: 20 }, (_, i) => ({ ...factOf(i + 1), userId: idOf(9) })), workspace, startOf(workspace), sha256)),
    kept: links => [headOf(links.slice(0, 10)), headOf(links)],
  },
}

test.each(Object.entries(tampered))('%s: it is found and named', (_, { lines, kind, kept }) => {
  const links = linksOf(20)
  const known = kept?.(links) ?? []
  expect(verify(write(links), known).fault).toBeNull()
  expect(verify(lines(write(links), links), known).fault?.kind).toBe(kind)
  expect(verdictSentence(verify(lines(write(links), links), known), known)).toContain(`NOT WHOLE (${kind})`)
})

test('without a head kept elsewhere a chain made anew looks whole: the sentence says so', () => {
  const verdict = verify(tampered['the whole chain is made anew']?.lines([], []) ?? [])
  expect(verdict.fault).toBeNull()
  expect(verdictSentence(verdict, [])).toContain('Compare this head with one that was kept elsewhere')
})

test('entries that show their digest only keep their place, and nothing of what they say is in the file', () => {
  const links = linksOf(20)
  const lines = write(links, { hidden: ({ entry }) => entry.sequence % 3 === 0 })
  const verdict = verify(lines, [headOf(links)])
  expect(verdict).toMatchObject({ fault: null, entries: 20, hidden: 6, head: headOf(links) })
  const secret = at(links, 5).entry
  expect(lines.join('\n')).not.toContain(secret.id)
  expect(lines.join('\n')).not.toContain(idOf(506))
  expect(lines[6]).not.toContain(secret.at)
  const forged = lines.with(6, at(lines, 6).replace(/"digest":"./, match => (match.endsWith('0') ? '"digest":"1' : '"digest":"0')))
  expect(verify(forged).fault?.kind).toBe('changed')
  // In a file for whoever runs the server nothing may hide.
  expect(verify([at(write(links), 0), ...lines.slice(1)]).fault?.kind).toBe('changed')
})

test('one changed character anywhere in a file is found', () => {
  const random = randomForTest()
  const links = linksOf(12)
  const text = write(links, { hidden: ({ entry }) => entry.sequence === 4 }).join('\n')
  const untold = /"(exportedAt|company)":"[^"]*"/g // what the header says about the export, not about the chain
  const free = [...text.matchAll(untold)].filter(({ index }) => index < text.indexOf('\n')).map(({ index, 0: { length } }) => [index, index + length] as const)
  for (let run = 0; run < 2000; run++) {
    const place = random.below(text.length)
    if (free.some(([from, to]) => place >= from && place < to)) continue
    const put = random.pick('0123456789abcdef"{}:,\n_é'.split(''))
    if (put === text[place]) continue
    const changed = (text.slice(0, place) + put + text.slice(place + 1)).split('\n')
    expect(isFound(changed), `seed ${random.seed}, character ${place} "${text[place]}" became "${put}"`).toBe(true)
  }
})

function isFound(lines: readonly string[]): boolean {
  try {
    return verify(lines).fault !== null
  } catch (error) {
    return error instanceof NotAnExport
  }
}

/** Changes one field of an entry, hashes left as they are or the entry's own computed anew. */
function tamperOnce(links: readonly Link[], random: Random): Link[] {
  const index = random.below(links.length - 1) // a last entry with a new hash is a fork: only a head kept elsewhere tells
  const { entry, previousHash, hash: own } = at(links, index)
  const fields = { id: idOf(77), at: '2026-05-05T00:00:00.000Z', name: 'member.removed', workspaceId: null, companyId: idOf(78), userId: null, payload: { pageId: idOf(79) } }
  const field = random.pick(Object.keys(fields) as (keyof typeof fields)[])
  const changed = { ...entry, [field]: fields[field] }
  const [rehashed] = chainFacts([changed], entry.chain, { sequence: entry.sequence - 1, hash: previousHash }, sha256)
  return links.toSpliced(index, 1, rehashed && random.chance(0.5) ? rehashed : { entry: changed, previousHash, hash: own })
}

test('any field of any entry that is changed, taken out, repeated or moved is found', () => {
  const random = randomForTest()
  const links = linksOf(15)
  const moves = [
    () => tamperOnce(links, random),
    () => without(links, random.below(links.length)),
    () => links.toSpliced(random.below(links.length), 0, random.pick(links)),
    () => { const from = random.below(links.length - 1); return links.with(from, at(links, from + 1)).with(from + 1, at(links, from)) },
  ]
  for (let run = 0; run < 1000; run++) {
    const changed = random.pick(moves)()
    expect(verify(write(changed, { head: headOf(links) })).fault, `seed ${random.seed}, run ${run}`).not.toBeNull()
  }
})

const good = write(linksOf(3))
const hostile: Record<string, string> = {
  'not JSON': 'hello', 'an empty line': '', 'a list': '[]', 'nothing': 'null', 'deep nesting': '['.repeat(200_000),
  'a key twice': at(good, 2).replace('{', '{"sequence":9,'), 'a name too many': at(good, 2).replace('{', '{"a":1,'),
  'its prototype': at(good, 2).replace('{', '{"__proto__":{"hash":"x"},'), 'a space': ` ${at(good, 2)}`, 'a number as a text': at(good, 2).replace('"sequence":2', '"sequence":"2"'),
  'a huge number': at(good, 2).replace('"sequence":2', '"sequence":1e400'), 'half a character': at(good, 2).replace('page.renamed', '\ud800'), 'a negative place': at(good, 2).replace('"sequence":2', '"sequence":-2'),
}

test.each(Object.entries(hostile))('a line that is %s is refused with a sentence', (_, line) => {
  expect(verify(good.with(2, line)).fault).toMatchObject({ kind: 'unreadable', sentence: expect.stringContaining('Line 3') })
  expect(() => verify([line])).toThrow(NotAnExport)
})

test('a file without a line is no export; a chain without entries is one', () => {
  expect(() => verify([])).toThrow(NotAnExport)
  expect(verify(write([]))).toMatchObject({ fault: null, entries: 0 })
})

test('the form of version 1 is this, for ever', () => {
  const [link] = chainFacts([{ id: idOf(1), at: '2026-01-02T03:04:05.678Z', name: 'page.created', workspaceId: null, companyId: null, userId: null, payload: { z: [1, 'ā'], a: { y: true, b: null } } }],
    serverChain.id, startOf(serverChain.id), sha256)
  expect(canonicalJson(link?.entry)).toBe(`{"at":"2026-01-02T03:04:05.678Z","chain":"${serverChain.id}","companyId":null,"id":"${idOf(1)}","name":"page.created","payload":{"a":{"b":null,"y":true},"z":[1,"ā"]},"sequence":1,"userId":null,"v":1,"workspaceId":null}`)
  expect(link).toMatchObject({ previousHash: 'bb87fa365b65710b806f4555cca6f972cf5efdaf4c40af760ba72a3e92657794', hash: '4c61f07a08070efebd0b63344d45568eb833f096b7334aa8a427a4c2d8ad52b5' })
})

test('a head is written as a number and a hash', () => {
  const hex = 'a'.repeat(64)
  expect(readHead(`12:${hex}`)).toEqual({ sequence: 12, hash: hex })
  for (const text of ['', '12', `12:${hex}0`, `-1:${hex}`, `1.5:${hex}`, `12:${hex}:1`, `x:${hex}`]) expect(readHead(text), text).toBeNull()
})
