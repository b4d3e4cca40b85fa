import type { Mention, MentionKind } from '@kopa/shared/pages/mention.ts'
import { createContext } from 'react'

/** What may be named in a page. */
export interface MentionChoice {
  mention: Mention
  /** whose person, on which board */
  hint: string
}

/** A task as it is now: `told` says all of it in one sentence. */
export interface ShownTask { stage: 'open' | 'active' | 'waiting' | 'done', isLate: boolean, detail: string, told: string }

/** A mention as this reader sees it now. `href`: where it leads; null: nowhere, or not for this reader. */
export interface ShownMention { label: string, href: string | null, task?: ShownTask }

/** In what somebody writes. `isPrivate`: only their own company reads it. */
export interface MentionPlace { isPrivate: boolean }

/** `withheld`: how many more there are that others who read this may not even know of. */
export interface MentionsFound { choices: readonly MentionChoice[], withheld: number }

/** People, pages, tasks and dates of a workspace, as whoever puts capabilities together knows them. */
export interface MentionSource {
  /** Tells what is found, perhaps twice: what is here, and then what the server knows. Returns the way to stop. */
  find: (words: string, kinds: readonly MentionKind[], place: MentionPlace, tell: (found: MentionsFound) => void) => () => void
  show: (mention: Mention) => ShownMention
  /** Calls back when what is shown may have changed. `mention`: what is in sight, to be known as it is now. Returns the way to stop. */
  subscribe: (listener: () => void, mention?: Mention) => () => void
  /** What an address of this workspace names, where it may be named there. */
  findByAddress: (address: string, place: MentionPlace) => Mention | null
  /** Goes where it leads; a task is shown beside the page. */
  open: (mention: Mention) => void
}

export const MentionsContext = createContext<MentionSource | null>(null)
