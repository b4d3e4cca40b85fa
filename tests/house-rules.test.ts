import { expect, test } from 'vitest'
import { rules, sizesOf } from './architecture/rules.ts'
import { readSource, type Source } from './architecture/source.ts'

/** The rules themselves, each seen to speak up: a rule that cannot fail protects nothing. */

type Files = Record<string, string>
const houseOf = (files: Files): Source[] => Object.entries(files).map(([path, text]) => readSource(path, text))

/** rule, a house that breaks it, what is said, a house that does not */
const cases: [keyof typeof rules, Files, string, Files][] = [
  ['sharedStandsAlone',
    { 'shared/pages/tree.ts': `import { readFile } from 'node:fs/promises'` }, 'shared/pages/tree.ts:1 imports node:fs',
    { 'shared/pages/tree.ts': `import * as Y from 'yjs'\nimport { Type } from 'typebox'` }],
  ['sharedStandsAlone',
    { 'shared/pages/tree.ts': `import { Mark } from '@tiptap/core'` }, 'shared/pages/tree.ts:1 imports @tiptap/core',
    { 'shared/pages/page-schema.ts': `import { Mark } from '@tiptap/core'` }],
  ['sharedIsPure',
    { 'shared/ids.ts': 'export const newId = () => Math.random()' }, 'shared/ids.ts says Math.random',
    { 'shared/ids.ts': 'export const later = (now: number) => new Date(now)' }],
  ['sharedIsPure',
    { 'shared/time.ts': 'export const today = () => new Date()' }, 'shared/time.ts says new Date()',
    { 'shared/time.test.ts': 'const now = new Date()' }],
  ['floorsMeetInShared',
    { 'client/pages/PageEditor.tsx': `import { createPage } from '../../server/pages/commands.ts'` },
    'client/pages/PageEditor.tsx:1 imports server/pages/commands.ts: client and server meet only in shared',
    { 'client/pages/PageEditor.tsx': `import { pages } from '@kopa/shared/pages/contract.ts'` }],
  ['groundKnowsNoCapability',
    { 'server/core/context.ts': `import type { Me } from '@kopa/shared/people/contract.ts'` }, 'know no capability',
    { 'server/app.ts': `import { registerPeople } from './people/routes.ts'` }],
  ['groundKnowsNoCapability',
    { 'client/ui/Avatar.tsx': `import { PresenceBar } from '../pages/PresenceBar.tsx'` }, 'know no capability',
    { 'shared/events.ts': `import type { Deal } from './deals/deal.ts'` }],
  ['serverAsksThroughQueries',
    { 'server/pages/commands.ts': `import { joinWorkspace } from '../workspaces/commands.ts'` }, 'through its queries.ts',
    { 'server/pages/commands.ts': `import { findActor } from '../workspaces/queries.ts'\nimport type { Engine } from '../documents/engine.ts'` }],
  ['serverAsksThroughQueries',
    { 'server/pages/commands.ts': `import { Room } from '../documents/room.ts'` }, 'documents: engine.ts',
    { 'server/documents/engine.ts': `import { Room } from './room.ts'` }],
  ['clientComposesInApp',
    { 'client/pages/PageScreen.tsx': `const Rail = lazy(() => import('../comments/CommentRail.tsx'))` }, 'do not know each other',
    { 'client/app/routes.tsx': `import { PageScreen } from '../pages/PageScreen.tsx'`, 'client/pages/PageScreen.tsx': `import { useDocument } from '../documents/use-document.ts'` }],
  ['yjsBehindVerbs',
    { 'client/boards/Card.tsx': `import type * as Y from 'yjs'\nexport const titleOf = (doc: Y.Doc) => doc.getMap('tasks').get('title')` }, 'says doc.getMap',
    { 'shared/boards/board.ts': `import type * as Y from 'yjs'\nexport const titleOf = (doc: Y.Doc) => doc.getMap('tasks').get('title')` }],
  ['databaseInFewPlaces',
    { 'server/pages/routes.ts': `export const rows = database.selectFrom('pages').execute()` }, 'talk to the database',
    { 'server/pages/queries.ts': `export const rows = database.selectFrom('pages').execute()` }],
  ['databasePackagesInFewPlaces',
    { 'server/files/image.ts': `import { sql } from 'kysely'` }, 'talk to the database',
    { 'server/files/image.ts': `import type { Kysely } from 'kysely'` }],
  ['tablesHaveOneWriter',
    { 'server/pages/commands.ts': `export const leave = database.deleteFrom('memberships').execute()` }, 'server/pages/commands.ts writes memberships',
    { 'server/workspaces/commands.ts': `export const leave = database.deleteFrom('memberships').execute()` }],
  ['noBarrels',
    { 'client/ui/controls.ts': `export * from './Button.tsx'\nexport { Menu } from './Menu.tsx'` }, 'only passes on',
    { 'client/ui/Menu.tsx': `export { Item } from './Item.tsx'\nexport const Menu = () => null` }],
  ['noDefaultExports',
    { 'client/ui/Button.tsx': 'export default function Button() {}' }, 'default export',
    { 'vite.config.ts': 'export default {}' }],
  ['noCycles',
    { 'shared/a.ts': `import './b.ts'`, 'shared/b.ts': `import './c.ts'`, 'shared/c.ts': `import './a.ts'` }, 'shared/a.ts -> shared/b.ts -> shared/c.ts -> shared/a.ts',
    { 'shared/a.ts': `import './b.ts'`, 'shared/b.ts': `import type { A } from './a.ts'` }],
  ['namesSaySomething', { 'server/pages/page-utils.ts': '' }, 'say nothing', { 'server/pages/commonality.ts': '' }],
  ['twoDeep', { 'client/pages/editor/menus/Slash.tsx': '' }, 'too deep', { 'client/pages/SlashMenu.tsx': '' }],
]

test.each(cases)('%s speaks up, and only then', (name, broken, sentence, good) => {
  const complaints = rules[name](houseOf(broken))
  expect(complaints.map(complaint => complaint.sentence).join('\n')).toContain(sentence)
  expect(rules[name](houseOf(good))).toEqual([])
})

test('every rule is among the examples above', () => {
  const shown = new Set(cases.map(([name]) => name))
  expect(Object.keys(rules).filter(name => !shown.has(name as keyof typeof rules))).toEqual([])
})

const tooLargeIn = (path: string, text: string) => sizesOf(houseOf({ [path]: text })).filter(({ lines, most }) => lines > most)
const filled = (count: number, line: string): string => Array.from({ length: count }, () => line).join('\n')

test('files, functions and markup are measured, each by its own measure', () => {
  expect(tooLargeIn('shared/a.ts', filled(301, 'one()'))).toMatchObject([{ where: 'shared/a.ts', lines: 301 }])
  expect(tooLargeIn('shared/a.ts', `export function long() {\n${filled(40, 'one()')}\n}`)).toMatchObject([{ where: 'shared/a.ts long', lines: 42 }])
  expect(tooLargeIn('shared/a.ts', `export const long = () => {\n${filled(40, 'one()')}\n}`)).toMatchObject([{ where: 'shared/a.ts long', lines: 42 }])
  const markup = (count: number) => `export const List = () => (\n<ul>\n${filled(count, '<li />')}\n</ul>\n)`
  expect(tooLargeIn('client/ui/List.tsx', markup(78))).toEqual([])
  expect(tooLargeIn('client/ui/List.tsx', markup(79))).toMatchObject([{ where: 'client/ui/List.tsx markup', lines: 81 }])
})

test('chapters of tests are not functions', () => {
  expect(tooLargeIn('tests/a.test.ts', `describe('a', () => {\n${filled(60, 'one()')}\n})`)).toEqual([])
  expect(tooLargeIn('tests/a.test.ts', `describe.skipIf(isSmall)('a', () => {\n${filled(60, 'one()')}\n})`)).toEqual([])
  expect(tooLargeIn('tests/a.test.ts', `test('a', () => {\n${filled(60, 'one()')}\n})`)).toHaveLength(1)
})
