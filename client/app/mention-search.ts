import { dateOrderOf } from '@kopa/shared/boards/typed-time.ts'
import { readMentionDate } from '@kopa/shared/pages/mention-date.ts'
import type { MentionKind } from '@kopa/shared/pages/mention.ts'
import { fold } from '@kopa/shared/fold.ts'
import type { MentionChoice, MentionPlace, MentionsFound } from '../pages/mention-source.ts'
import { searchApi } from '../search/search-queries.ts'
import { mayBeNamed, tellDate } from './mention-rules.ts'
import type { Mentions } from './mentions.ts'

type Asked = [words: string, kinds: readonly MentionKind[], place: MentionPlace, tell: (found: MentionsFound) => void]

/** of each kind */
const most = 5
/** milliseconds: the server is not asked at each key of a quick writer */
const restBefore = 150

/** What may be named, the nearest first: people, dates and pages at once, tasks when the server has answered. */
export async function findMentions(mentions: Mentions, [words, kinds, place, tell]: Asked, signal: AbortSignal): Promise<void> {
  const has = (kind: MentionKind) => kinds.includes(kind)
  await mentions.known()
  const pages = has('page') ? pagesLike(mentions, words, place) : nothing
  const here = [...has('person') ? peopleLike(mentions, words) : [], ...has('date') ? dateIn(mentions, words) : [], ...pages.choices]
  if (!signal.aborted) tell({ choices: here, withheld: pages.withheld })
  if (!has('task') || words.trim().length < 2) return
  await new Promise(resolve => { setTimeout(resolve, restBefore) })
  if (signal.aborted) return
  const tasks = await tasksLike(mentions, words, place, signal).catch(() => nothing)
  if (!signal.aborted) tell({ choices: [...here, ...tasks.choices], withheld: pages.withheld + tasks.withheld })
}

const nothing: MentionsFound = { choices: [], withheld: 0 }

/** Every word is the beginning of one of the name's. */
function isLike(name: string, words: string): boolean {
  const parts = fold(name).split(/[\s"„“”«».,/()-]+/)
  return fold(words).split(/\s+/).filter(Boolean).every(word => parts.some(part => part.startsWith(word)))
}

const peopleLike = (mentions: Mentions, words: string): MentionChoice[] => mentions.members.filter(({ name }) => isLike(name, words)).slice(0, most)
  .map(({ userId, name, companyId }) => ({ mention: { kind: 'person', id: userId, label: name }, hint: mentions.companyNameOf(companyId) }))

function dateIn({ reader }: Mentions, words: string): MentionChoice[] {
  const id = readMentionDate(words, { now: Date.now(), timeZone: reader.timeZone, order: dateOrderOf(reader.locale) })
  return id === null ? [] : [{ mention: { kind: 'date', id, label: tellDate(id, reader) }, hint: '' }]
}

function pagesLike(mentions: Mentions, words: string, place: MentionPlace): MentionsFound {
  const found = mentions.pages.filter(page => page.archivedAt === null && !page.isTemplate && isLike(mentions.titleOf(page), words))
  const nameable = found.filter(page => mayBeNamed(page, place))
  return { choices: nameable.slice(0, most).map(page => ({ mention: { kind: 'page', id: page.id, label: mentions.titleOf(page) }, hint: '' })), withheld: withheldOf(words, found.length - nameable.length) }
}

/** Told only to who seems to look for it. */
const withheldOf = (words: string, count: number): number => (words.trim().length < 2 ? 0 : count)

async function tasksLike({ reader: { workspaceId } }: Mentions, words: string, place: MentionPlace, signal: AbortSignal): Promise<MentionsFound> {
  const { found } = await searchApi.search({ words: words.trim(), workspaceId, kind: 'task' }, { signal })
  const nameable = found.filter(task => mayBeNamed(task, place))
  return {
    choices: nameable.slice(0, most).map(({ itemId, placeId, title, place: board }) => ({ mention: { kind: 'task', id: itemId, label: title.text, board: placeId }, hint: board })),
    withheld: withheldOf(words, found.length - nameable.length),
  }
}
