import type * as Y from 'yjs'
import { canonicalJson, plainValue } from '../canonical-json.ts'

/**
 * What is chosen for a page as a whole. Each setting is one plain value under one key of the map `page`: what belongs together is
 * replaced together. Names are stored for ever: add, never rename.
 */
export interface PageSettings {
  /** One emoji. */
  icon: string | null
  cover: PageCover | null
  width: PageWidth
  /** BCP 47, as in the attribute `lang`: what the browser checks the spelling by. null: the reader's. */
  language: string | null
  /** null: each block follows its own text. */
  direction: PageDirection | null
}

/** `position`: which part is in view when the picture is higher than its place, in percent from the top. */
export interface PageCover { fileId: string, position: number }
export type PageWidth = 'narrow' | 'full'
export type PageDirection = 'ltr' | 'rtl'

/** Marks what this person has chosen, for undo. */
export const chosenSettings = Symbol('chosen page settings')

export const settingsOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('page')

/** Whatever somebody has written there: what is none counts as not chosen. */
export function readPageSettings(doc: Y.Doc): PageSettings {
  const map = settingsOf(doc)
  const [icon, language, direction] = [map.get('icon'), map.get('language'), map.get('direction')]
  return {
    icon: isEmoji(icon) ? icon : null,
    cover: readCover(map.get('cover')),
    width: map.get('width') === 'full' ? 'full' : 'narrow',
    language: isLanguageTag(language) ? language : null,
    direction: direction === 'ltr' || direction === 'rtl' ? direction : null,
  }
}

/** Writes what is named; a setting that is back at what it is without a choice goes. */
export function choosePageSettings(doc: Y.Doc, chosen: Partial<PageSettings>): void {
  const map = settingsOf(doc)
  doc.transact(() => {
    for (const [key, value] of Object.entries(chosen)) {
      if (value === null || (key === 'width' && value === 'narrow')) map.delete(key)
      else map.set(key, value)
    }
  }, chosenSettings)
}

/** All settings as plain data, those that this version does not know too: what a version keeps. */
export const readAllSettings = (doc: Y.Doc): Record<string, unknown> =>
  Object.fromEntries([...settingsOf(doc)].map(([key, value]) => [key, plainValue(value)] as const).filter(([key, value]) => key !== '__proto__' && value !== null))

/** Makes the settings exactly these; one that is so already is left alone. */
export function revertSettings(doc: Y.Doc, wanted: Record<string, unknown>): void {
  const map = settingsOf(doc)
  for (const key of map.keys()) if (!Object.hasOwn(wanted, key)) map.delete(key)
  addSettings(doc, wanted)
}

export function addSettings(doc: Y.Doc, settings: Record<string, unknown>): void {
  const map = settingsOf(doc)
  for (const [key, value] of Object.entries(settings)) if (canonicalJson(plainValue(map.get(key))) !== canonicalJson(value)) map.set(key, value)
}

/** UTF-16 units; families and flags of regions are long */
const longestEmoji = 32
const emojiParts = /^(?=.*[\p{Extended_Pictographic}\p{Regional_Indicator}\u20e3])[\p{Extended_Pictographic}\p{Emoji_Component}]+$/u
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** One sign that is drawn as a picture. Not a list of them: a newer one than this version knows is one, too. */
export const isEmoji = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= longestEmoji && emojiParts.test(value) && [...graphemes.segment(value)].length === 1

const fileId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function readCover(value: unknown): PageCover | null {
  const { fileId: id, position } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
  if (typeof id !== 'string' || !fileId.test(id)) return null
  const percent = typeof position === 'number' && Number.isFinite(position) ? Math.min(100, Math.max(0, position)) : 50
  return { fileId: id, position: percent }
}

const languageTag = /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/i

export const isLanguageTag = (value: unknown): value is string => typeof value === 'string' && languageTag.test(value)
