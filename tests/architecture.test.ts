import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { errorTable } from '@kopa/shared/errors.ts'
import { languages } from '@kopa/shared/languages.ts'
import { rules, sizesOf } from './architecture/rules.ts'
import { readSource } from './architecture/source.ts'

const root = new URL('../', import.meta.url)

/**
 * What may break a rule all the same, and why. These lists may only shrink: an exception that is not needed any more
 * fails, and a size may not grow beyond what is written here.
 */
const exceptions: Partial<Record<keyof typeof rules, Record<string, string>>> = {
  tablesHaveOneWriter: {
    'server/pages/commands.ts': 'a wall is a column of documents, put up with its whole branch of the tree in one transaction',
    'server/boards/commands.ts': 'a board\'s wall likewise, put up with the pages of its tasks',
  },
}

/** `path name` -> lines. */
const oversized: Record<string, number> = {
  // Written by `scripts/kopa tables`: it grows with the schema.
  'server/core/tables.ts': 500,
  // A table: one line or two per operation of the contract.
  'server/people/routes.ts registerPeople': 47,
}

const house = listFiles().map(path => readSource(path, readFileSync(new URL(path, root), 'utf8')))

describe('the house keeps its rules', () => {
  test.each(Object.entries(rules))('%s', (name, rule) => {
    const excepted = exceptions[name as keyof typeof rules] ?? {}
    const complaints = rule(house)
    expect(complaints.filter(({ where }) => !(where in excepted)).map(({ sentence }) => sentence)).toEqual([])
    const needed = complaints.map(({ where }) => where)
    expect(Object.keys(excepted).filter(where => !needed.includes(where)), 'exceptions that are not needed any more').toEqual([])
  })

  test('sizes', () => {
    const tooLarge = sizesOf(house).filter(({ lines, most }) => lines > most)
    expect(tooLarge.filter(({ where, lines }) => lines > (oversized[where] ?? 0))
      .map(({ where, what, lines, most }) => `${where.split(' ')[0]}: ${what} has ${lines} lines, ${most} at most; say it in smaller pieces`)).toEqual([])
    const needed = tooLarge.map(({ where }) => where)
    expect(Object.keys(oversized).filter(where => !needed.includes(where)), 'sizes that are in order again').toEqual([])
  })
})

test('there is one copy of yjs: two would not recognise each other\'s types', () => {
  const copies = readdirSync(new URL('node_modules/.pnpm', root)).filter(name => name.startsWith('yjs@'))
  expect(copies).toHaveLength(1)
})

test('there is one lockfile', () => {
  expect(listed().filter(path => /(package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|bun\.lockb?|pnpm-lock\.yaml)$/.test(path))).toEqual(['pnpm-lock.yaml'])
})

test('every mistake has a sentence in every language, with the same blanks', () => {
  const blanksOf = (sentence: string) => [...sentence.matchAll(/\{\w+\}/g)].map(String).toSorted()
  for (const [code, entry] of Object.entries(errorTable)) {
    for (const language of languages) {
      expect(entry[language], `${code} in ${language}`).toMatch(/\.$/)
      expect(blanksOf(entry[language]), `${code} in ${language}`).toEqual(blanksOf(entry.en))
    }
  }
})

/** What is in the repository or about to be. */
function listed(): string[] {
  const listing = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate'], { cwd: root, encoding: 'utf8' })
  return listing.trim().split('\n')
}

function listFiles(): string[] {
  return listed().filter(path => /^(shared|server|client|tests)\/.*\.tsx?$|^[\w.]+\.ts$/.test(path) && !path.endsWith('.d.ts'))
}
