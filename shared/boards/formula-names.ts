import type { BoardField } from './field.ts'
import { type FieldNamed, formulaFunctions } from './formula-parse.ts'
import { type FormulaToken, tokensOf } from './formula-tokens.ts'
import { foldWord } from './quick-add-words.ts'

type Named = Pick<BoardField, 'id' | 'name'>

/** Of two fields of one name the first is meant. */
export const fieldNamedIn = (fields: readonly Named[]): FieldNamed => name => fields.find(field => foldWord(field.name) === foldWord(name))?.id ?? null

/** A formula as people type it, kept by the ids of its fields: it goes on meaning them when they are renamed. What cannot be read is kept as typed. */
export function storedFormula(typed: string, fields: readonly Named[]): string {
  const fieldNamed = fieldNamedIn(fields)
  return rewrite(typed, (token, next) => {
    if (token.kind !== 'name' || (!token.isBracketed && next?.kind === 'sign' && next.sign === '(')) return null
    const id = fieldNamed(token.name)
    return id === null ? null : `{${id}}`
  })
}

/** As people read it. A field that is gone is shown by its id. */
export const shownFormula = (stored: string, fields: readonly Named[]): string => rewrite(stored, token => {
  const field = token.kind === 'field' ? fields.find(({ id }) => id === token.id) : undefined
  if (!field) return null
  return isPlainName(field.name) ? field.name : `[${field.name.replace(/[[\]{}]/g, ' ')}]`
})

/** What a formula is without some fields: for whoever reads it they are gone. */
export const formulaWithout = (stored: string, isHidden: (field: string) => boolean): string => rewrite(stored, token => (token.kind === 'field' && isHidden(token.id) ? '{-}' : null))

const isPlainName = (name: string): boolean => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && !Object.hasOwn(formulaFunctions, name.toLowerCase()) && !/^(true|false)$/i.test(name)

function rewrite(text: string, wanted: (token: FormulaToken, next: FormulaToken | undefined) => string | null): string {
  const tokens = tokensIn(text)
  return tokens.reduceRight((written, token, at) => {
    const words = wanted(token, tokens[at + 1])
    return words === null ? written : written.slice(0, token.at) + words + written.slice(token.end)
  }, text)
}

function tokensIn(text: string): FormulaToken[] {
  try {
    return tokensOf(text)
  } catch {
    return []
  }
}
