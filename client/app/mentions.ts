import type { Result } from '@kopa/shared/contract.ts'
import type { pages as pagesContract } from '@kopa/shared/pages/contract.ts'
import type { Mention } from '@kopa/shared/pages/mention.ts'
import { type QueryClient, QueryObserver } from '@tanstack/react-query'
import { boardsQuery } from '../boards/boards-queries.ts'
import { liveTitleOf } from '../documents/live-titles.ts'
import type { MentionPlace, MentionSource, ShownMention } from '../pages/mention-source.ts'
import { pagesQuery } from '../pages/page-tree-queries.ts'
import { type Member, membersQuery, workspacesQuery } from '../workspaces/workspaces-queries.ts'
import type { LiveTasks } from './live-tasks.ts'
import { mayBeNamed, type Reader, tellDate } from './mention-rules.ts'

export type PageEntry = Result<typeof pagesContract['listPages']>['pages'][number]

/** Names of a workspace for mentions: asked for as soon as one is in sight, and told anew when they change. */
export class Mentions implements MentionSource {
  readonly reader: Reader
  readonly queries: QueryClient
  readonly #listeners = new Set<() => void>()
  readonly #go: (href: string) => void
  readonly #tasks: LiveTasks
  #stops: (() => void)[] = []

  constructor(reader: Reader, queries: QueryClient, tasks: LiveTasks, go: (href: string) => void) {
    this.reader = reader
    this.queries = queries
    this.#tasks = tasks
    this.#go = go
  }

  readonly subscribe = (listener: () => void, mention?: Mention): (() => void) => {
    this.#listeners.add(listener)
    if (this.#listeners.size === 1) this.#watch()
    const letGo = mention?.board === undefined ? null : this.#tasks.want(mention.board)
    return () => {
      letGo?.()
      this.#listeners.delete(listener)
      if (this.#listeners.size === 0) for (const stop of this.#stops.splice(0)) stop()
    }
  }

  #watch(): void {
    const tell = () => this.#listeners.forEach(listener => listener())
    const { workspaceId } = this.reader
    this.#stops = [new QueryObserver(this.queries, pagesQuery(workspaceId)).subscribe(tell), new QueryObserver(this.queries, membersQuery(workspaceId)).subscribe(tell),
      new QueryObserver(this.queries, boardsQuery(workspaceId)).subscribe(tell), this.#tasks.subscribe(tell)]
  }

  get pages(): readonly PageEntry[] { return this.queries.getQueryData(pagesQuery(this.reader.workspaceId).queryKey)?.pages ?? [] }
  get members(): readonly Member[] { return this.queries.getQueryData(membersQuery(this.reader.workspaceId).queryKey)?.members ?? [] }

  /** Whom and what the workspace has; without a network, as far as this device knows. */
  async known(): Promise<void> {
    const { workspaceId } = this.reader
    await Promise.allSettled([this.queries.ensureQueryData(pagesQuery(workspaceId)), this.queries.ensureQueryData(membersQuery(workspaceId))])
  }

  companyNameOf(companyId: string): string {
    const { workspaces = [] } = this.queries.getQueryData(workspacesQuery.queryKey) ?? {}
    return workspaces.find(({ id }) => id === this.reader.workspaceId)?.companies.find(({ id }) => id === companyId)?.name ?? ''
  }

  titleOf({ id, title }: PageEntry): string {
    return liveTitleOf(id, title) || this.reader.untitled
  }

  readonly show = (mention: Mention): ShownMention => {
    const { kind, id, label } = mention
    const { workspaceId } = this.reader
    if (kind === 'date') return { label: tellDate(id, this.reader), href: null }
    if (kind === 'person') return { label: this.members.find(({ userId }) => userId === id)?.name ?? label, href: null }
    if (kind === 'task') return this.#showTask(mention)
    const page = this.pages.find(entry => entry.id === id)
    return page ? { label: this.titleOf(page), href: `/w/${workspaceId}/p/${id}` } : { label, href: null }
  }

  /** As the open board has it. Archived, taken away, behind a wall and never there look the same: as it was called when it was named. */
  #showTask({ id, label, board = '' }: Mention): ShownMention {
    const isListed = this.queries.getQueryData(boardsQuery(this.reader.workspaceId).queryKey)?.boards.some(entry => entry.id === board && entry.archivedAt === null)
    if (!isListed) return { label, href: null }
    const href = `/w/${this.reader.workspaceId}/b/${board}?task=${id}`
    const live = this.#tasks.get(board)
    if (!live) return { label, href }
    const task = live.tell(id)
    if (!task) return { label, href: null }
    const detail = task.facts.join(' · ')
    return { label: task.title, href, task: { stage: task.stage, isLate: task.isLate, detail, told: [task.title, ...task.facts].join(', ') } }
  }

  readonly find: MentionSource['find'] = (...asked) => {
    const stop = this.subscribe(() => {})
    const stopping = new AbortController()
    void import('./mention-search.ts').then(({ findMentions }) => findMentions(this, asked, stopping.signal))
    return () => {
      stopping.abort()
      stop()
    }
  }

  readonly findByAddress = (address: string, place: MentionPlace): Mention | null => {
    const { origin, pathname } = URL.parse(address) ?? {}
    const [, workspaceId, pageId] = /^\/w\/([0-9a-f-]{36})\/p\/([0-9a-f-]{36})\/?$/.exec(pathname ?? '') ?? []
    if (origin !== location.origin || workspaceId !== this.reader.workspaceId) return null
    const page = this.pages.find(({ id }) => id === pageId)
    return page && mayBeNamed(page, place) ? { kind: 'page', id: page.id, label: this.titleOf(page) } : null
  }

  readonly open = (mention: Mention): void => {
    if (mention.kind === 'task' && mention.board !== undefined) return this.#tasks.openTask(mention.board, mention.id)
    const { href } = this.show(mention)
    if (href !== null) this.#go(href)
  }
}
