import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Input, Result } from '@kopa/shared/contract.ts'
import type { search } from '@kopa/shared/search/contract.ts'
import { askedWords } from '@kopa/shared/search/fold.ts'
import { scoreOf } from '@kopa/shared/search/ranking.ts'
import { marksOf, snippetOf, wantedOf } from '@kopa/shared/search/snippet.ts'
import { wordsOneSlipAway } from '@kopa/shared/search/typos.ts'
import { day } from '@kopa/shared/time.ts'
import type { Actor } from '@kopa/shared/policy.ts'
import type { Queryable, Transaction } from '../core/context.ts'
import { pieceCharacters } from './projection.ts'

type Reader = Pick<Actor, 'companyId' | 'userId'>
type Question = Input<typeof search.search>
type Found = Result<typeof search.search>['found'][number]
type Kind = Found['kind']

const mostShown = 20
/** Entries that are looked at before they are ranked: a letter is the beginning of half of all there is. */
const mostCandidates = 600
/** Milliseconds: whatever somebody types, it keeps nobody else waiting. */
const patience = 3000
const days = { day: 1, week: 7, month: 31, year: 366 }

interface Candidate { documentId: string, kind: Kind, itemId: string, piece: number, title: string, authorId: string | null, changedAt: Date }

/**
 * What the person may see and what has all of the words, the best first. Walls, workspaces and archives are conditions of the query that finds
 * (nothing behind them is counted, ranked or corrected towards), and are asked once more of the documents themselves before anything is shown.
 */
export async function findEverywhere(database: Queryable, reader: Reader, question: Question, now: Date): Promise<Found[]> {
  const asked = askedWords(question.words)
  if (asked.length === 0) return []
  return database.transaction().execute(async transaction => {
    await sql`select set_config('statement_timeout', ${String(patience)}, true)`.execute(transaction)
    const workspaceIds = await listReadable(transaction, reader, question.workspaceId)
    const may = visible(reader, question, workspaceIds, now)
    const exact = await findCandidates(transaction, may, asked.map(word => `'${word}':*`))
    const forgiven = forgivenOf(asked)
    const slips = exact.length ? [] : await findCandidates(transaction, may, asked.map(word => (forgiven.has(word) ? withSlips(word) : `'${word}':*`)))
    const ranked = rank([...exact, ...slips], { asked, reader, now: now.getTime(), isSlip: exact.length === 0 })
    return showAll(transaction, reader, ranked.slice(0, mostShown), exact.length ? asked : [...asked, ...[...forgiven].flatMap(wordsOneSlipAway)])
  })
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

/** The walls, and what was asked besides words. */
function visible({ companyId }: Reader, { kind, companyId: responsible, authorId, changedWithin, archived }: Question, workspaceIds: string[], now: Date) {
  const since = changedWithin === undefined ? null : new Date(now.getTime() - days[changedWithin] * day)
  return sql`workspace_id = any(${workspaceIds}::uuid[]) and (private_to is null or private_to = ${companyId}) and is_archived = ${archived === 'true'}
    ${kind === undefined ? sql`` : sql`and kind = ${kind}`} ${authorId === undefined ? sql`` : sql`and author_id = ${authorId}`}
    ${responsible === undefined ? sql`` : sql`and coalesce(company_id, (select users.company_id from users where users.id = author_id)) = ${responsible}`}
    ${since === null ? sql`` : sql`and changed_at >= ${since}`}`
}

/** Titles are asked by themselves, so that however many texts have a word none of them keeps a title from being seen. */
async function findCandidates(transaction: Transaction, may: ReturnType<typeof visible>, words: readonly string[]): Promise<Candidate[]> {
  const asked = words.join(' & ')
  const columns = sql`document_id, kind, item_id, piece, title, author_id, changed_at`
  const { rows } = await sql<Candidate>`(select ${columns} from search_entries where piece = 0 and title_words @@ ${asked}::tsquery and ${may} limit ${mostCandidates})
    union all (select ${columns} from search_entries where words @@ ${asked}::tsquery and ${may} limit ${mostCandidates})`.execute(transaction)
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
async function showAll(transaction: Transaction, { companyId }: Reader, ranked: readonly Candidate[], words: readonly string[]): Promise<Found[]> {
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
    where (documents.private_to is null or documents.private_to = ${companyId}) and (home.private_to is null or home.private_to = ${companyId}) order by wanted.at`.execute(transaction)
  const marked = wantedOf(words)
  const found: Found[] = []
  for (const { title, text, changedAt, ...row } of rows) {
    found.push({ ...row, title: { text: title, marks: marksOf(title, marked) }, excerpt: snippetOf(text, marked), changedAt: changedAt.toISOString() })
    await setImmediate() // others go on between two texts
  }
  return found
}
