import { useLingui } from '@lingui/react/macro'
import { useDeferredValue, useMemo } from 'react'
import { askedWords } from '@kopa/shared/search/fold.ts'
import { useOfferedActs } from '../core/offered-acts.ts'
import { matching, matchOf, type MenuGroup, type MenuOption, withMarks } from './menu-option.ts'
import { type Commanded, useCommands } from './use-commands.ts'
import { useMenuHits } from './use-menu-hits.ts'
import { useAllFound, useNamesHere, usePeopleHere, usePlaces, useRecentPages } from './use-menu-places.ts'

export interface MenuFound {
  groups: MenuGroup[]
  /** The server's answer to the letters that stand there now is still on its way. */
  isSearching: boolean
  error: Error | null
}

/** Names of which there is one on this device are shown before the server has answered: so many at most. */
const mostNames = 5
const mostCommands = 6

/** Before anything is typed: what was opened last, and what can be done. Then: what is called so, what can be done, and what the server finds. */
export function useCommandMenu(typed: string, commanded: Commanded): MenuFound {
  const { t } = useLingui()
  const words = useDeferredValue(typed.trim())
  const asked = useMemo(() => askedWords(words), [words])
  const recent = useRecentPages()
  const places = usePlaces()
  const { pages, boards } = useNamesHere(commanded.workspace)
  const people = usePeopleHere(commanded.workspace)
  const acts = useActGroups(commanded)
  const hits = useMenuHits(words)
  const all = useAllFound(words)
  if (words === '') return { groups: [{ id: 'recent', heading: t`Opened last`, options: recent }, ...acts].filter(isNotEmpty), isSearching: false, error: null }
  const names: MenuGroup = { id: 'names', heading: t`Go to`, options: withMarks(matching([...boards, ...pages, ...places, ...people], asked, mostNames), asked) }
  const able: MenuGroup = { id: 'commands', heading: t`Commands`, options: withMarks(matching(acts.flatMap(({ options }) => options), asked, mostCommands), asked) }
  const known = new Set(names.options.map(({ id }) => id))
  const found: MenuGroup = { id: 'found', heading: t`Everywhere`, options: [...hits.options.filter(({ id, excerpt }) => excerpt !== undefined || !known.has(id)), all] }
  // What is known here comes first and stays where it is when the answer comes: nothing jumps under the key that opens it.
  const groups = bestOf(able, asked) > bestOf(names, asked) ? [able, names, found] : [names, able, found]
  return { groups: groups.map(withoutTwins).filter(isNotEmpty), isSearching: words !== typed.trim() || hits.isBehind, error: hits.error }
}

const isNotEmpty = ({ options }: MenuGroup): boolean => options.length > 0

const bestOf = ({ options }: MenuGroup, asked: readonly string[]): number => (options[0] ? matchOf(options[0], asked) : 0)

/** A page's text and a company's passages in it can be found both. */
const withoutTwins = ({ options, ...group }: MenuGroup): MenuGroup => ({ ...group, options: options.filter(({ id }, at) => options.findIndex(other => other.id === id) === at) })

/** What the open screen offers, then what can be done from anywhere. */
function useActGroups(commanded: Commanded): MenuGroup[] {
  const { t } = useLingui()
  const offered = useOfferedActs().map(({ source, heading, acts }): MenuGroup => ({
    id: source, heading, options: acts.map(({ id, label, hint, icon, shortcut, act }): MenuOption =>
      ({ id: `do:${source}:${id}`, title: label, also: `${heading} ${hint ?? ''}`, ...icon ? { icon } : {}, ...shortcut ? { shortcut } : {}, go: act })),
  }))
  const all = [...offered, { id: 'anywhere', heading: t`Commands`, options: useCommands(commanded) }].filter(isNotEmpty)
  // Several parts of a screen offer under one heading.
  return [...Map.groupBy(all, ({ heading }) => heading).values()].map(([first, ...others]) => ({ ...first!, options: [first!, ...others].flatMap(({ options }) => options) }))
}
