import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const root = new URL('../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8')
const isThere = (path: string): boolean => existsSync(new URL(path, root))
const decisions = readdirSync(new URL('docs/decisions', root)).filter(name => /^\d{4}-/.test(name))
const pages = ['README.md', 'docs/flows.md', 'docs/glossary.md', 'docs/operations.md', 'docs/proofs.md', 'docs/decisions/dependencies.md', ...decisions.map(name => `docs/decisions/${name}`)]

test('every file that the documentation names exists', () => {
  for (const page of pages.filter(isThere)) {
    const named = [...read(page).matchAll(/`((?:client|server|shared|tests|docs|scripts)\/[\w./-]+\.\w+)`/g)].flatMap(([, path]) => path ?? [])
    expect(named.filter(path => !isThere(path)), page).toEqual([])
  }
})

test('every link between pages of the documentation leads somewhere', () => {
  for (const page of [...pages.filter(isThere), 'docs/decisions/README.md']) {
    const folder = page.replace(/[^/]*$/, '')
    const linked = [...read(page).matchAll(/\]\((?!\w+:|#)([^)#]+)/g)].flatMap(([, path]) => path ?? [])
    expect(linked.filter(path => !isThere(folder + path)), page).toEqual([])
  }
})

test('every decision is in the list of decisions', () => {
  const list = read('docs/decisions/README.md')
  expect(decisions.filter(name => !list.includes(`](${name})`))).toEqual([])
})

test('every direct dependency has a line that says what it is for and under which licence, and nothing else has one', () => {
  const lines = read('docs/decisions/dependencies.md').split('\n').filter(line => line.startsWith('| `'))
  const listed = lines.flatMap(line => [...(line.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].flatMap(([, name]) => name ?? []))
  const wanted = [...new Set(['', 'shared/', 'server/', 'client/', 'tests/'].flatMap(floor => dependenciesOf(`${floor}package.json`)))]
  const covers = (entry: string, name: string) => entry === name || (entry.endsWith('/*') && name.startsWith(entry.slice(0, -1)))
  expect(wanted.filter(name => !listed.some(entry => covers(entry, name))), 'not listed').toEqual([])
  expect(listed.filter(entry => !wanted.some(name => covers(entry, name))), 'listed, but not used').toEqual([])
  for (const line of lines) expect(line.split('|').slice(2, 4).every(cell => cell.trim()), line).toBe(true)
})

function dependenciesOf(path: string): string[] {
  const { dependencies = {}, devDependencies = {}, optionalDependencies = {} } = JSON.parse(read(path)) as Record<string, Record<string, string>>
  return Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies }).filter(name => !name.startsWith('@kopa/'))
}
