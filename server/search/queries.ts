import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Input, Result } from '@kopa/shared/contract.ts'
import { mostCounted, type search, searchKinds } from '@kopa/shared/search/contract.ts'
import { askedWords } from '@kopa/shared/search/fold.ts'
import { scoreOf } from '@kopa/shared/search/ranking.ts'
import { marksOf, snippetOf, wantedOf } from '@kopa/shared/search/snippet.ts'
import { wordsOneSlipAway } from '@kopa/shared/search/typos.ts'
import { day } from '@kopa/shared/time.ts'
import { AppError } from '@kopa/shared/errors.ts'
import type { Actor } from '@kopa/shared/policy.ts'
import type { Queryable, Transaction } from '../core/context.ts'
import { isTimedOut } from '../core/database-errors.ts'
import { pieceCharacters } from './projection.ts'

type Reader = Pick<Actor, 'companyId' | 'userId'>
type Question = Input<typeof search.search>
type Answer = Result<typeof search.search>
type Found = Answer['found'][number]
type Kind = Found['kind']

const mostShown = 20
/** Entries that are looked at before they are ranked: a letter is the beginning of half of all there is. */
const mostCandidates = 600
/** The same of those that have the words in their text only: among them, what was changed last is the better one, and nothing else. */
const mostTexts = 300
/** Milliseconds: whatever somebody types, it keeps nobody else waiting. */
const patience = 3000
const days = { day: 1, week: 7, month: 31, year: 366 }

interface Candidate { documentId: string, kind: Kind, itemId: string, piece: number, title: string, authorId: string | null, changedAt: Date }

/**
 * What the person may see and what has all of the words, the best first. Walls, workspaces and archives are conditions of the query that finds
 * (nothing behind them is counted, ranked or corrected towards), and are asked once more of the documents themselves before anything is shown.
 */
export async function findEverywhere(database: Queryable, reader: Reader, question: Question, now: Date): Promise<Answer> {
  const asked = askedWords(question.words ?? '')
  if (asked.length === 0 && (question.words !== undefined || question.authorId === undefined)) return { found: [], isSlip: false, next: null, counts: question.counted === 'true' ? nothing : null }
  return inTime(() => database.transaction().execute(async transaction => {
    // Joins stand in the order in which they are to be done: to look for a better one took longer (13 ms) than doing them (2 ms).
    await sql`select set_config('statement_timeout', ${String(patience)}, true), set_config('join_collapse_limit', '1', true)`.execute(transaction)
    const workspaceIds = await listReadable(transaction, reader, question.workspaceId)
    const { candidates, query, marked, isSlip } = await findCandidates(transaction, visible(reader, question, workspaceIds, now), asked)
    const ranked = rank(candidates, { asked, reader, now: now.getTime(), isSlip })
    const from = Number(question.after ?? 0)
    return {
      found: await showAll(transaction, reader, { isArchived: question.archived === 'true' }, ranked.slice(from, from + mostShown), marked), isSlip,
      next: ranked.length > from + mostShown ? String(from + mostShown) : null,
      counts: question.counted === 'true' ? await countKinds(transaction, reader, visible(reader, { ...question, kind: undefined }, workspaceIds, now), { query, isSlip }) : null,
    }
  }))
}

/** Given up by the database after `patience`: who asks is told that, not that the database is away. */
async function inTime<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    throw isTimedOut(error) ? new AppError('searchTooSlow') : error
  }
}

type Counts = Record<Kind, number>
const nothing: Counts = { page: 0, board: 0, task: 0, file: 0 }

/** Each thing once, however many of its pieces have the words. */
async function countKinds(transaction: Transaction, reader: Reader, may: Condition, { query, isSlip }: Pick<Candidates, 'query' | 'isSlip'>): Promise<Counts> {
  if (isSlip && query !== null) return countSlips(transaction, reader, may, query)
  const { companyId } = reader
  const { rows } = await sql<{ kind: Kind, count: number }>`select asked.kind, (select count(*)::integer from (select distinct document_id, item_id from search_entries
      where kind = asked.kind and ${hasWords(query)} and ${may} and exists (select from documents as home where home.id = place_id and (home.private_to is null or home.private_to = ${companyId})) limit ${mostCounted}) as things) as count
    from unnest(${[...searchKinds]}::text[]) as asked (kind)`.execute(transaction)
  return { ...nothing, ...Object.fromEntries(rows.map(({ kind, count }) => [kind, count])) }
}

async function countSlips(transaction: Transaction, { companyId }: Reader, may: Condition, query: string): Promise<Counts> {
  const { rows } = await byIndexOnly(transaction, () => sql<{ kind: Kind, count: number }>`${nearBy(query)} select kind, least(count(distinct (search_entries.document_id, item_id)), ${mostCounted})::integer as count
    from search_entries where ${may} and exists (select from documents as home where home.id = place_id and (home.private_to is null or home.private_to = ${companyId})) group by kind`.execute(transaction))
  return { ...nothing, ...Object.fromEntries(rows.map(({ kind, count }) => [kind, count])) }
}

async function listReadable(transaction: Transaction, { userId }: Reader, only: string | undefined): Promise<string[]> {
  const rows = await transaction.selectFrom('memberships').select('workspaceId').where('userId', '=', userId)
    .$if(only !== undefined, query => query.where('workspaceId', '=', only ?? '')).execute()
  return rows.map(({ workspaceId }) => workspaceId)
}

/** Words in which a slip is forgiven, the longest: each is a thousand beginnings to be looked up. */
const mostForgiven = 2

const forgivenOf = (asked: readonly string[]): ReadonlySet<string> => new Set(asked.toSorted((a, b) => b.length - a.length).slice(0, mostForgiven))

/** One word, or whatever somebody may have meant who typed it. */
const withSlips = (word: string): string => `(${[word, ...wordsOneSlipAway(word)].map(one => `'${one}':*`).join(' | ')})`

type Condition = ReturnType<typeof sql>

/** The walls, and what was asked besides words. */
function visible({ companyId }: Reader, { kind, companyId: responsible, authorId, changedWithin, archived }: Omit<Question, 'kind'> & { kind?: Kind | undefined }, workspaceIds: string[], now: Date): Condition {
  const since = changedWithin === undefined ? null : new Date(now.getTime() - days[changedWithin] * day)
  return sql`workspace_id = any(${workspaceIds}::uuid[]) and (private_to is null or private_to = ${companyId}) and is_archived = ${archived === 'true'}
    ${kind === undefined ? sql`` : sql`and kind = ${kind}`} ${authorId === undefined ? sql`` : isOf(authorId)}
    ${responsible === undefined ? sql`` : sql`and coalesce(company_id, (select users.company_id from users where users.id = author_id)) = ${responsible}`}
    ${since === null ? sql`` : sql`and changed_at >= ${since}`}`
}

const isOf = (userId: string): Condition => sql`and (author_id = ${userId} or kind = 'task' and exists (select from task_people as doing
  where doing.document_id = search_entries.document_id and doing.task_id = item_id and doing.user_id = ${userId}))`

const hasWords = (query: string | null): Condition => (query === null ? sql`piece = 0` : sql`words @@ ${query}::tsquery`)

interface Candidates { candidates: Candidate[], /** null: no words were asked for */ query: string | null, /** beginnings of words to be marked */ marked: string[], isSlip: boolean }

/** With all words as they were typed, or else with a slip. */
async function findCandidates(transaction: Transaction, may: Condition, asked: readonly string[]): Promise<Candidates> {
  if (asked.length === 0) return { candidates: await latest(transaction, may), query: null, marked: [], isSlip: false }
  const query = asked.map(word => `'${word}':*`).join(' & ')
  const exact = await findWords(transaction, may, query)
  if (exact.length > 0) return { candidates: exact, query, marked: [...asked], isSlip: false }
  const forgiven = forgivenOf(asked)
  const near = asked.map(word => (forgiven.has(word) ? withSlips(word) : `'${word}':*`)).join(' & ')
  const slips = await findSlips(transaction, may, near)
  return { candidates: slips, query: near, marked: [...asked, ...[...forgiven].flatMap(wordsOneSlipAway)], isSlip: slips.length > 0 }
}

const columns = sql`document_id, kind, item_id, piece, title, author_id, changed_at`

async function latest(transaction: Transaction, may: Condition): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`select ${columns} from search_entries where piece = 0 and ${may} order by changed_at desc limit ${mostCandidates}`.execute(transaction)
  return rows
}

/** Titles are asked by themselves, so that however many texts have a word none of them keeps a title from being seen. */
async function findWords(transaction: Transaction, may: Condition, query: string): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`(select ${columns} from search_entries where piece = 0 and title_words @@ ${query}::tsquery and ${may} limit ${mostCandidates})
    union all (select ${columns} from search_entries where words @@ ${query}::tsquery and ${may} limit ${mostTexts})`.execute(transaction)
  return rows
}

/**
 * Entries with thousands of beginnings are found by the index and by nothing else: for the planner half of all rows have one of them, and reading each
 * row's words took seconds (100,000 pages: 1.2 to 3.5 s, so 0.1 to 0.4). The first piece has the title's words too. Under the table's name, so that conditions hold for both.
 */
const nearBy = (query: string): Condition => sql`with search_entries as materialized
  (select ${columns}, place_id, workspace_id, private_to, is_archived, company_id from search_entries where words @@ ${query}::tsquery)`

async function byIndexOnly<T>(transaction: Transaction, ask: () => Promise<T>): Promise<T> {
  const choose = (how: 'on' | 'off') => sql`select set_config('enable_seqscan', ${how}, true), set_config('enable_indexscan', ${how}, true)`.execute(transaction)
  await choose('off')
  const answer = await ask()
  await choose('on')
  return answer
}

async function findSlips(transaction: Transaction, may: Condition, query: string): Promise<Candidate[]> {
  const { rows } = await byIndexOnly(transaction, () => sql<Candidate>`${nearBy(query)} select ${columns} from search_entries where ${may} limit ${2 * mostCandidates}`.execute(transaction))
  return rows
}

interface Ranking { asked: readonly string[], reader: Reader, now: number, isSlip: boolean }

/** Each thing once, whichever of its pieces was found. */
function rank(candidates: readonly Candidate[], { asked, reader, now, isSlip }: Ranking): Candidate[] {
  const best = new Map<string, Candidate>()
  for (const candidate of candidates) {
    const key = `${candidate.documentId} ${candidate.kind} ${candidate.itemId}`
    if (!best.has(key)) best.set(key, candidate)
  }
  const score = ({ title, changedAt, authorId }: Candidate) => scoreOf({ title, changedAt: changedAt.getTime(), isOwn: authorId === reader.userId, isSlip }, asked, now)
  return [...best.values()].map(candidate => ({ candidate, score: score(candidate) }))
    .toSorted((a, b) => b.score - a.score || a.candidate.documentId.localeCompare(b.candidate.documentId) || a.candidate.itemId.localeCompare(b.candidate.itemId))
    .map(({ candidate }) => candidate)
}

interface Shown { kind: Kind, placeId: string, placeKind: Found['placeKind'], documentId: string, itemId: string, workspaceId: string, place: string, icon: string | null, privateTo: string | null, title: string, text: string, changedAt: Date }

/** What is shown of them comes from where they lie, not from the entries. */
async function showAll(transaction: Transaction, { companyId }: Reader, { isArchived }: { isArchived: boolean }, ranked: readonly Candidate[], words: readonly string[]): Promise<Found[]> {
  const wanted = JSON.stringify(ranked.map(({ documentId, kind, itemId, piece }, at) => ({ at, document_id: documentId, kind, item_id: itemId, piece })))
  const { rows } = await sql<Shown>`select entries.kind, entries.place_id, case when boards.id is null then 'page' else 'board' end as place_kind, entries.document_id, entries.item_id, entries.workspace_id, coalesce(pages.title, boards.title, '') as place, pages.icon,
      coalesce(documents.private_to, home.private_to) as private_to, case when entries.kind in ('task', 'file') then entries.title else coalesce(pages.title, boards.title, '') end as title,
      substring(case entries.kind when 'page' then coalesce(sides.text, texts.text, '') when 'task' then coalesce(task_pages.text, '') else '' end
        from greatest(0, entries.piece - (case entries.kind when 'task' then 1 else 0 end)) * ${pieceCharacters}::integer + 1 for ${pieceCharacters}::integer) as text, entries.changed_at
    from jsonb_to_recordset(${wanted}::jsonb) as wanted (at integer, document_id uuid, kind text, item_id text, piece integer)
    join search_entries as entries on entries.document_id = wanted.document_id and entries.kind = wanted.kind and entries.item_id = wanted.item_id and entries.piece = wanted.piece
    join documents on documents.id = entries.document_id join documents as home on home.id = entries.place_id
    left join pages on pages.id = entries.place_id left join boards on boards.id = entries.place_id
    left join page_texts as texts on texts.page_id = entries.document_id left join page_sides as sides on sides.document_id = entries.document_id
    left join task_pages on task_pages.document_id = entries.document_id and task_pages.task_id = entries.item_id
    where (documents.private_to is null or documents.private_to = ${companyId}) and (home.private_to is null or home.private_to = ${companyId})
      and (coalesce(pages.archived_at, boards.archived_at) is not null) = ${isArchived} and not coalesce(pages.is_template, boards.is_template, false) order by wanted.at`.execute(transaction)
  const marked = wantedOf(words)
  const found: Found[] = []
  for (const { title, text, changedAt, ...row } of rows) {
    found.push({ ...row, title: { text: title, marks: marksOf(title, marked) }, excerpt: snippetOf(text, marked), changedAt: changedAt.toISOString() })
    await setImmediate() // others go on between two texts
  }
  return found
}
