import { describe, expect, test } from 'vitest'
import { ancestorsOf, archivedRoots, belowOf, dropPlace, type Entry, isWithin, makeTree, spacesOf, stepPlace, visibleRows, withBranch, withMoved } from './page-tree.ts'

const page = (id: string, parentId: string | null = null, orderKey = id): Entry =>
  ({ id, parentId, orderKey, title: id, icon: null, privateTo: null, isTemplate: false, verified: [], changedAt: '2026-01-01T00:00:00Z', archivedAt: null, sideId: null })

/* plan (goals, budget (costs)), wiki */
const entries = [page('wiki', null, 'z'), page('plan', null, 'a'), page('goals', 'plan', 'a'), page('budget', 'plan', 'b'), page('costs', 'budget')]
const tree = makeTree(entries)
const entry = (id: string): Entry => entries.find(found => found.id === id) ?? page(id)
const all = new Set(['plan', 'budget'])
const shown = (list: readonly Entry[]): string[] => visibleRows(makeTree(list), all).map(row => '-'.repeat(row.level) + row.page.id)

test('folded branches are left out, levels and positions are counted', () => {
  expect(visibleRows(tree, new Set()).map(row => row.page.id)).toEqual(['plan', 'wiki'])
  expect(visibleRows(tree, all)[2]).toMatchObject({ page: { id: 'budget' }, level: 2, position: 2, siblings: 2, hasChildren: true, isOpen: true })
})

test('a page whose parent I do not see stands at the top level', () => {
  expect(shown([page('lost', 'behind-a-wall')])).toEqual(['-lost'])
})

test('the path to a page is known', () => {
  expect(ancestorsOf(tree, 'costs').map(({ id }) => id)).toEqual(['plan', 'budget'])
  expect(isWithin(tree, 'costs', 'plan')).toBe(true)
  expect(isWithin(tree, 'plan', 'costs')).toBe(false)
})

describe('one step by keyboard', () => {
  test.each([
    ['up', 'budget', { parentId: 'plan', after: null }],
    ['down', 'goals', { parentId: 'plan', after: 'budget' }],
    ['in', 'budget', { parentId: 'goals', after: null }],
    ['in', 'wiki', { parentId: 'plan', after: 'budget' }],
    ['out', 'costs', { parentId: 'plan', after: 'budget' }],
    ['out', 'budget', { parentId: null, after: 'plan' }],
    ['up', 'plan', null],
    ['down', 'wiki', null],
    ['in', 'goals', null],
    ['out', 'wiki', null],
  ] as const)('%s: %s', (step, id, place) => {
    expect(stepPlace(tree, entry(id), step)).toEqual(place)
  })
})

describe('a drop', () => {
  const row = (id: string) => {
    const found = visibleRows(tree, all).find(candidate => candidate.page.id === id)
    if (!found) throw new Error(`no row ${id}`)
    return found
  }
  test('above, below, into', () => {
    expect(dropPlace(tree, 'wiki', row('goals'), { type: 'reorder-above' })).toEqual({ parentId: 'plan', after: null })
    expect(dropPlace(tree, 'wiki', row('goals'), { type: 'reorder-below' })).toEqual({ parentId: 'plan', after: 'goals' })
    expect(dropPlace(tree, 'wiki', row('goals'), { type: 'make-child' })).toEqual({ parentId: 'goals', after: null })
  })
  test('above the page right below itself names no place after itself', () => {
    expect(dropPlace(tree, 'goals', row('budget'), { type: 'reorder-above' })).toEqual({ parentId: 'plan', after: null })
  })
  test('out of a branch, at its foot', () => {
    expect(dropPlace(tree, 'wiki', row('costs'), { type: 'reparent', desiredLevel: 0 })).toEqual({ parentId: null, after: 'plan' })
  })
  test('never into itself or below itself', () => {
    expect(dropPlace(tree, 'plan', row('costs'), { type: 'make-child' })).toBeNull()
    expect(dropPlace(tree, 'plan', row('plan'), { type: 'reorder-below' })).toBeNull()
  })
})

test('a moved page shows at its new place before the server answers', () => {
  expect(shown(withMoved(entries, 'wiki', { parentId: 'plan', after: 'goals' }))).toEqual(['-plan', '--goals', '--wiki', '--budget', '---costs'])
  expect(shown(withMoved(entries, 'wiki', { parentId: null, after: null }))).toEqual(['-wiki', '-plan', '--goals', '--budget', '---costs'])
})

test('what was archived together is one entry of the archive', () => {
  const later = withBranch(entries, 'plan', { archivedAt: '2026-02-02T00:00:00Z' })
  expect(shown(later)).toEqual(['-wiki'])
  expect(archivedRoots(later).map(({ id }) => id)).toEqual(['plan'])
})

test('a space is a page of the top level with pages below it: archived pages and templates do not count', () => {
  const one = (id: string, parentId: string | null, more: Partial<Entry> = {}) => ({ ...page(id, parentId), ...more })
  const tree = makeTree([one('a', null), one('b', 'a'), one('c', 'b'), one('d', null), one('e', 'd', { archivedAt: '2026-11-30T09:00:00.000Z' }), one('t', null, { isTemplate: true })])
  expect(spacesOf(tree).map(space => [space.page.id, space.count])).toEqual([['a', 3]])
})

test('what was archived together is counted with it', () => {
  const at = '2026-11-30T09:00:00.000Z'
  const [a, b, c, d] = [{ ...page('a'), archivedAt: at }, { ...page('b', 'a'), archivedAt: at }, { ...page('c', 'b'), archivedAt: at }, { ...page('d', 'a'), archivedAt: '2026-11-29T09:00:00.000Z' }]
  expect(belowOf([a, b, c, d], a)).toBe(2)
})
