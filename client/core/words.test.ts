import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const folder = new URL('./locales/', import.meta.url)
const catalogs = readdirSync(new URL('lv/', folder)).filter(name => name.endsWith('.po'))

test('every sentence of the interface has its Latvian', () => {
  expect(catalogs.length).toBeGreaterThan(5)
  for (const name of catalogs) {
    const missing = read('lv', name).filter(({ translation }) => translation === '').map(({ source }) => source)
    expect(missing, `${name}: run "pnpm --filter @kopa/client words" and translate`).toEqual([])
  }
})

test('every sentence in the code has been taken into the catalogs, and none is left over', async () => {
  const root = path.join(import.meta.dirname, '../..')
  // Compares and writes nothing; a catalog that is behind ends it with code 1.
  const check = promisify(execFile)(path.join(root, 'node_modules/.bin/lingui'), ['check', 'sync', '--clean', '--verbose'], { cwd: root })
  const { code = 0, stderr } = await check.catch((failure: { code: number, stderr: string }) => failure) as { code?: number, stderr: string }
  expect({ code, stderr }, 'run "pnpm --filter @kopa/client words" and translate').toEqual({ code: 0, stderr: '' })
})

test('both languages know the same sentences', () => {
  for (const name of catalogs) expect(sources('lv', name), name).toEqual(sources('en', name))
})

test('what several folders say has one Latvian: the catalogs are read into one, and the last would win', () => {
  const known = new Map<string, string>()
  for (const { source, context, translation } of catalogs.flatMap(name => read('lv', name))) {
    const key = `${context} ${source}`
    expect(translation, source).toBe(known.get(key) ?? translation)
    known.set(key, translation)
  }
})

test('Latvian numbers have all three forms: 0 lapu, 1 lapa, 2 lapas', () => {
  const plurals = catalogs.flatMap(name => read('lv', name)).filter(({ translation }) => /, plural,/.test(translation))
  expect(plurals.length).toBeGreaterThan(0)
  for (const { translation } of plurals) {
    for (const form of ['zero {', 'one {', 'other {']) expect(translation).toContain(form)
  }
})

test('placeholders and tags survive translation', () => {
  for (const { source, translation } of catalogs.flatMap(name => read('lv', name))) {
    expect(marks(translation), source).toEqual(marks(source))
  }
})

test('in Latvian tasks have an "atkarība" with one another; a "saite" is an address', () => {
  const isAddress = /^(Copy link|Web link|The link is copied\.|A field: web link)$|link is not complete/
  const called = ['boards.po', 'transfer.po'].flatMap(name => read('lv', name)).filter(({ translation }) => /\bsai[tš]/iu.test(translation))
  expect(called.length).toBeGreaterThan(2)
  expect(called.map(({ source }) => source).filter(source => !isAddress.test(source))).toEqual([])
})

interface Sentence { source: string, context: string, translation: string }

/** Obsolete entries are commented out in the file and so not seen here. */
function read(language: string, name: string): Sentence[] {
  const text = readFileSync(new URL(`${language}/${name}`, folder), 'utf8')
  const entries = text.matchAll(/^(?:msgctxt (".*")\n)?msgid ((?:".*"\n?)+)msgstr ((?:".*"\n?)+)/gm)
  return [...entries].map(([, context = '', source = '', translation = '']) => ({ source: join(source), context, translation: join(translation) })).filter(({ source }) => source !== '')
}

const join = (lines: string): string => [...lines.matchAll(/"(.*)"/g)].map(([, part = '']) => part).join('')
const sources = (language: string, name: string): string[] => read(language, name).map(({ source }) => source).sort()

/** The names in braces and the numbered tags, each once. */
function marks(text: string): string[] {
  const names = [...text.matchAll(/\{(\w+)[,}]/g)].map(([, name = '']) => name)
  const tags = [...text.matchAll(/<\/?(\d+)\/?>/g)].map(([tag]) => tag)
  return [...new Set([...names, ...tags])].sort()
}
