import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { fold } from '@kopa/shared/fold.ts'
import pg from 'pg'
import { joinEmbeddedPostgres } from '../../server/core/embedded-postgres.ts'
import { piecesOf } from '../../server/search/projection.ts'
import { startServer } from '../campaigns/soaked-server.ts'
import { colleague, type Person, twoCompanies } from '../support/world.ts'
import { seeded, writerOf } from './search-corpus.ts'

/**
 * How long a search takes as it is typed: `node tests/bench/search.ts [--pages 100000] [--questions 60] [--seed 1]`. Prints p50 and p95 (milliseconds of the whole request, one after another) for each kind of
 * question, of a company that sees every page and of one that sees half of them. Asked are 50 ms. Judges nothing.
 */
const { values } = parseArgs({ options: { pages: { type: 'string', default: '100000' }, questions: { type: 'string', default: '60' }, seed: { type: 'string', default: '1' }, port: { type: 'string', default: '14110' } } })
const [pages, questions, seed] = [Number(values.pages), Number(values.questions), Number(values.seed)]

const statement = `with said as (select * from jsonb_to_recordset($1::jsonb) as said (id uuid, title text, text text, private_to uuid, age integer, pieces jsonb)),
  made as (insert into documents (id, kind, workspace_id, private_to, created_at) select id, 'page', $2, private_to, now() from said),
  placed as (insert into pages (id, workspace_id, order_key, title, created_by, created_at, changed_at) select id, $2, id::text, title, $3, now(), now() - age * interval '1 day' from said),
  written as (insert into page_texts (page_id, position, text, html, headings) select id, 1, text, '', '[]' from said)
  insert into search_entries (document_id, kind, item_id, piece, place_id, workspace_id, private_to, is_archived, author_id, changed_at, title, title_words, words)
  select said.id, 'page', '', piece.piece, said.id, $2, private_to, false, $3, now() - age * interval '1 day', title, piece.title_words::tsvector, piece.words::tsvector
  from said, jsonb_to_recordset(said.pieces) as piece (piece integer, title_words text, words text)`

const at = (numbers: number[], part: number): string => (numbers.toSorted((one, other) => one - other)[Math.min(numbers.length - 1, Math.floor(numbers.length * part))] ?? NaN).toFixed(1)

const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'kopa-search-'))
const server = await startServer(Number(values.port), { KOPA_DATA: folder })
const { ana, bo, workspaceId } = await twoCompanies(server.url)
const postgres = await joinEmbeddedPostgres(folder)
if (!postgres) throw new Error('the built-in database is not there')
const database = new pg.Client(postgres.connection)
await database.connect()

const since = performance.now()
await fill()
const { rows: [size] } = await database.query<{ entries: string, table: string, indexes: string }>(`select count(*) as entries, pg_size_pretty(pg_table_size('search_entries')) as "table", pg_size_pretty(pg_indexes_size('search_entries')) as indexes from search_entries`)
console.info(`${pages} pages in ${Math.round((performance.now() - since) / 1000)} s: ${size?.entries} entries, ${size?.table}, indexes ${size?.indexes}; load ${os.loadavg().map(one => one.toFixed(1)).join(' ')}`)
await measureFor('sees all', await crew(ana))
await measureFor('sees half', await crew(bo))
console.info(`load at the end ${os.loadavg().map(one => one.toFixed(1)).join(' ')}`)
await database.end()
await server.stop()
await fs.rm(folder, { recursive: true, force: true })
process.exit(0)

/** Several people of one company: each may ask 240 times in a minute. */
async function crew(first: Person): Promise<Person[]> {
  const others = []
  for (let at = 0; at < 9; at++) others.push(await colleague(first, workspaceId, `Colleague ${at}`, 'viewer'))
  return [first, ...others]
}

/** As the folds would have written them; the indexes are made when all rows are there. */
async function fill(): Promise<void> {
  const { rows: indexes } = await database.query<{ indexname: string, indexdef: string }>(`select indexname, indexdef from pg_indexes where tablename in ('search_entries', 'page_texts') and indexdef ilike '%using gin%'`)
  for (const { indexname } of indexes) await database.query(`drop index ${indexname}`)
  const writer = writerOf(seed)
  for (let done = 0; done < pages; done += 500) {
    const batch = Array.from({ length: Math.min(500, pages - done) }, (_, at) => {
      const { title, text } = writer.next()
      return { id: crypto.randomUUID(), title, text, private_to: (done + at) % 2 === 0 ? null : ana.companyId, age: (done + at) % 700, pieces: piecesOf(title, text).map(({ piece, titleWords, words }) => ({ piece, title_words: titleWords, words })) }
    })
    await database.query(statement, [JSON.stringify(batch), workspaceId, ana.userId])
  }
  for (const { indexdef } of indexes) await database.query(indexdef)
  await database.query('analyze')
}

async function measureFor(who: string, people: Person[]): Promise<void> {
  console.info(`A company that ${who}:`)
  const asked = makeQuestions()
  const all: number[] = []
  let turn = 0
  for (const [name, list] of Object.entries(asked)) {
    const took: number[] = []
    let found = 0
    for (const words of list) {
      const person = people[turn++ % people.length]!
      const begin = performance.now()
      const answer = await person.search.search({ words })
      took.push(performance.now() - begin)
      found += answer.found.length
    }
    all.push(...took)
    console.info(`  ${name}: p50 ${at(took, 0.5)}, p95 ${at(took, 0.95)}, longest ${at(took, 1)} ms (${list.length} questions, ${(found / list.length).toFixed(1)} found of each)`)
  }
  console.info(`  all: p50 ${at(all, 0.5)}, p95 ${at(all, 0.95)} ms`)
}

/** What people type: one letter after another, without diacritics, with a slip, several words. */
function makeQuestions(): Record<string, string[]> {
  const random = seeded(seed + 1)
  const writer = writerOf(seed + 2)
  const words = Array.from({ length: questions }, () => writer.word()).map(word => (word.length < 4 ? `${word}${writer.word()}` : word))
  const until = (length: number) => words.map(word => word.slice(0, length))
  const slipped = (word: string) => { const place = 1 + Math.floor(random() * (word.length - 2)); return `${word.slice(0, place)}${word[place + 1]}${word[place]}${word.slice(place + 2)}` }
  return {
    'one letter': until(1), 'two letters': until(2), 'three letters': until(3), 'four letters': until(4), 'whole words': words,
    'without diacritics': words.map(fold), 'with a slip': words.map(slipped), 'two words, the second begun': words.map((word, index) => `${word} ${words[(index + 1) % words.length]?.slice(0, 2)}`), 'two words, each with a slip': words.map((word, index) => `${slipped(word)} ${slipped(words[(index + 1) % words.length] ?? word)}`),
  }
}
