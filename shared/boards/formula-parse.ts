import { FormulaError, type FormulaToken, tokensOf } from './formula-tokens.ts'

/** What every task has, by the names under which formulas know it. Efforts are told in hours, days in the reader's calendar. */
export const ownNames = ['title', 'estimate', 'spent', 'progress', 'start', 'finish', 'deadline'] as const
export type OwnName = (typeof ownNames)[number]

/** How many arguments each function takes: least and most. */
export const formulaFunctions: Readonly<Record<string, readonly [number, number]>> = {
  if: [2, 3], and: [1, 20], or: [1, 20], not: [1, 1], empty: [1, 1],
  sum: [1, 1], count: [0, 1], min: [1, 20], max: [1, 20], round: [1, 2], abs: [1, 1],
  today: [0, 0], date: [3, 3],
}

export type FormulaNode =
  | { is: 'value', value: number | string | boolean }
  | { is: 'field', id: string }
  | { is: 'own', name: OwnName }
  | { is: 'unknown', name: string }
  | { is: 'minus', of: FormulaNode }
  | { is: 'binary', sign: string, left: FormulaNode, right: FormulaNode }
  | { is: 'call', name: string, args: readonly FormulaNode[] }

/** The field that a name means; null: none. */
export type FieldNamed = (name: string) => string | null

const mostDepth = 40
const levels: readonly (readonly string[])[] = [['=', '<>', '!=', '<', '<=', '>', '>='], ['+', '-', '&'], ['*', '/']]

/**
 * Comparisons bind least, then + - &, then * and /. Arguments are parted by , or ;. An unknown name is told when the value is asked for.
 * @throws FormulaError
 */
export function parseFormula(text: string, fieldNamed: FieldNamed): FormulaNode {
  const parser = new Parser(tokensOf(text), fieldNamed)
  return parser.whole()
}

class Parser {
  #at = 0
  #depth = 0
  readonly #tokens: readonly FormulaToken[]
  readonly #fieldNamed: FieldNamed

  constructor(tokens: readonly FormulaToken[], fieldNamed: FieldNamed) {
    this.#tokens = tokens
    this.#fieldNamed = fieldNamed
  }

  whole(): FormulaNode {
    const node = this.#level(0)
    const rest = this.#tokens[this.#at]
    if (rest) throw new FormulaError('unexpected', told(rest))
    return node
  }

  #level(level: number): FormulaNode {
    const signs = levels[level]
    if (!signs) return this.#unary()
    let left = this.#level(level + 1)
    for (let sign = this.#take(signs); sign !== null; sign = this.#take(signs)) left = { is: 'binary', sign, left, right: this.#level(level + 1) }
    return left
  }

  #unary(): FormulaNode {
    if (++this.#depth > mostDepth) throw new FormulaError('tooDeep')
    const node: FormulaNode = this.#take(['-']) === null ? this.#primary() : { is: 'minus', of: this.#unary() }
    this.#depth--
    return node
  }

  #primary(): FormulaNode {
    const token = this.#tokens[this.#at++]
    if (!token) throw new FormulaError('endsEarly')
    if (token.kind === 'number' || token.kind === 'text') return { is: 'value', value: token.value }
    if (token.kind === 'field') return { is: 'field', id: token.id }
    if (token.kind === 'name') return this.#named(token.name, token.isBracketed)
    if (token.sign !== '(') throw new FormulaError('unexpected', told(token))
    const node = this.#level(0)
    this.#expect(')')
    return node
  }

  /** A field of the board's own goes before what every task has; brackets say that no function is meant. */
  #named(name: string, isBracketed: boolean): FormulaNode {
    const word = name.toLowerCase()
    if (!isBracketed && this.#take(['(']) !== null) return this.#call(word)
    const id = this.#fieldNamed(name)
    if (id !== null) return { is: 'field', id }
    if (word === 'true' || word === 'false') return { is: 'value', value: word === 'true' }
    const own = ownNames.find(known => known === word)
    return own ? { is: 'own', name: own } : { is: 'unknown', name }
  }

  #call(name: string): FormulaNode {
    const counts = Object.hasOwn(formulaFunctions, name) ? formulaFunctions[name] : undefined
    if (!counts) throw new FormulaError('unknownFunction', name)
    const args: FormulaNode[] = []
    if (this.#take([')']) === null) {
      do args.push(this.#level(0)); while (this.#take([',', ';']) !== null)
      this.#expect(')')
    }
    if (args.length < counts[0] || args.length > counts[1]) throw new FormulaError('arguments', name)
    return { is: 'call', name, args }
  }

  #take(signs: readonly string[]): string | null {
    const token = this.#tokens[this.#at]
    if (token?.kind !== 'sign' || !signs.includes(token.sign)) return null
    this.#at++
    return token.sign
  }

  #expect(sign: string): void {
    const token = this.#tokens[this.#at]
    if (this.#take([sign]) !== null) return
    throw token ? new FormulaError('unexpected', told(token)) : new FormulaError('endsEarly')
  }
}

function told(token: FormulaToken): string {
  switch (token.kind) {
    case 'number': return String(token.value)
    case 'text': return `"${token.value}"`
    case 'name': return token.name
    case 'field': return token.id
    case 'sign': return token.sign
  }
}
