/**
 * What stops a formula, as a word that the screen has a sentence for. `what`: the name, sign or function that it is about.
 * `circle`: the value would need itself. `privateName`: only one company has the field, and the formula is everybody's.
 */
export const formulaFaults = [
  'sign', 'openText', 'openName', 'endsEarly', 'unexpected', 'unknownName', 'privateName', 'unknownFunction', 'arguments', 'tooLong', 'tooDeep',
  'circle', 'divideByZero', 'notNumber', 'notDate', 'currencies', 'incomparable', 'fieldGone',
] as const
export type FormulaFaultKind = (typeof formulaFaults)[number]
export interface FormulaFault { readonly fault: FormulaFaultKind, readonly what: string }

/** Inside the formula files only: whoever asks from outside gets the fault as a value. */
export class FormulaError extends Error {
  readonly fault: FormulaFault
  constructor(fault: FormulaFaultKind, what = '') {
    super(fault)
    this.fault = { fault, what }
  }
}

/** `at` and `end`: where in the text it stands. A name in brackets may have spaces; `field` is a field by its id. */
export type FormulaToken = { at: number, end: number } & (
  | { kind: 'number', value: number }
  | { kind: 'text', value: string }
  | { kind: 'name', name: string, isBracketed: boolean }
  | { kind: 'field', id: string }
  | { kind: 'sign', sign: string }
)

const mostTokens = 500
const tokenKinds: readonly [RegExp, (match: RegExpExecArray) => ({ kind: 'number', value: number } | { kind: 'text', value: string } | { kind: 'name', name: string, isBracketed: boolean } | { kind: 'field', id: string } | { kind: 'sign', sign: string })][] = [
  [/\d+(?:\.\d+)?/y, ([text]) => ({ kind: 'number', value: Number(text) })],
  [/"((?:[^"]|"")*)"/y, ([, text = '']) => ({ kind: 'text', value: text.replaceAll('""', '"') })],
  [/\[([^[\]{}]+)\]/y, ([, name = '']) => ({ kind: 'name', name: name.trim(), isBracketed: true })],
  [/\{([^{}[\]]+)\}/y, ([, id = '']) => ({ kind: 'field', id })],
  [/[\p{L}_][\p{L}\p{N}_]*/uy, ([name]) => ({ kind: 'name', name, isBracketed: false })],
  [/<=|>=|<>|!=|[-+*/=<>(),;&]/y, ([sign]) => ({ kind: 'sign', sign })],
]

/** @throws FormulaError */
export function tokensOf(text: string): FormulaToken[] {
  const tokens: FormulaToken[] = []
  // How deep within what a function is given: there a comma may as well be between two values.
  const open: boolean[] = []
  let at = /^\s*=?/.exec(text)?.[0].length ?? 0
  for (;;) {
    at += /^\s*/.exec(text.slice(at))?.[0].length ?? 0
    if (at >= text.length) return tokens
    if (tokens.length === mostTokens) throw new FormulaError('tooLong')
    const token = tokenAt(open.includes(true) ? text : withPoint(text, at), at)
    if (token.kind === 'sign' && token.sign === '(') open.push(tokens.at(-1)?.kind === 'name')
    if (token.kind === 'sign' && token.sign === ')') open.pop()
    tokens.push(token)
    at = token.end
  }
}

/** '1,5' as people write it who have a comma before their decimals. */
const withPoint = (text: string, at: number): string => {
  const [number] = /^\d+,\d+/.exec(text.slice(at)) ?? []
  return number === undefined ? text : text.slice(0, at) + number.replace(',', '.') + text.slice(at + number.length)
}

function tokenAt(text: string, at: number): FormulaToken {
  for (const [pattern, make] of tokenKinds) {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match) return { ...make(match), at, end: at + match[0].length }
  }
  if (text[at] === '"') throw new FormulaError('openText')
  if (text[at] === '[' || text[at] === '{') throw new FormulaError('openName')
  throw new FormulaError('sign', text[at])
}
