import type { BoardField } from './field.ts'
import { isMoney, valueOf } from './field-values.ts'
import { fieldNamedIn, formulaWithout } from './formula-names.ts'
import { type FormulaNode, type OwnName, parseFormula } from './formula-parse.ts'
import { FormulaError, type FormulaFault } from './formula-tokens.ts'
import { type FormulaValue, isDay, isEmpty, isTrue, numberOf, operations, order, plus } from './formula-values.ts'
import { dayOrNull } from './stored-value.ts'
import type { Task } from './task.ts'

/** What formulas may look at; all of it as it is at one moment. */
export interface FormulaWorld {
  fields: readonly BoardField[]
  task: (id: string) => Task | undefined
  /** ids of the tasks right below */
  subtasks: (id: string) => readonly string[]
  /** days on which it starts and finishes; undefined: it has no place in time, or the plan is not known here */
  dates: (id: string) => { start: string, finish: string } | undefined
  /** the reader's day on which it is due */
  dueDay: (task: Task) => string | null
  nameOf: (kind: 'person' | 'company', id: string) => string
  /** the reader's day */
  today: string
}

export type FormulaResult = { readonly value: FormulaValue } | FormulaFault

/** A chain of values that need each other, over fields and subtasks. */
const mostSteps = 150

/**
 * The values of formulas over a board that does not change: each is worked out once, when it is asked for. What needs itself, over whichever
 * way, is a `circle` on every screen alike, and so is what needs that.
 */
export class Formulas {
  readonly #world: FormulaWorld
  readonly #fields: ReadonlyMap<string, BoardField>
  readonly #parsed = new Map<string, FormulaNode | FormulaError>()
  readonly #results = new Map<string, FormulaResult>()
  readonly #open = new Set<string>()

  constructor(world: FormulaWorld) {
    this.#world = world
    this.#fields = new Map(world.fields.map(field => [field.id, field]))
  }

  /** What a field says of a task, formula or not. */
  value(taskId: string, fieldId: string): FormulaResult {
    const key = `${fieldId} ${taskId}`
    const known = this.#results.get(key)
    if (known) return known
    if (this.#open.has(key)) return { fault: 'circle', what: '' }
    this.#open.add(key)
    const result = caught(() => this.#fieldValue(taskId, fieldId))
    this.#open.delete(key)
    if (this.#open.size === 0 || !('fault' in result) || result.fault !== 'tooDeep') this.#results.set(key, result)
    return result
  }

  #fieldValue(taskId: string, fieldId: string): FormulaValue {
    if (this.#open.size > mostSteps) throw new FormulaError('tooDeep')
    const [field, task] = [this.#fields.get(fieldId), this.#world.task(taskId)]
    if (!field) throw new FormulaError('fieldGone', fieldId)
    if (!task) return null
    return field.kind === 'formula' ? this.#run(this.#nodeOf(field), task) : this.#written(field, task)
  }

  #nodeOf(field: BoardField): FormulaNode {
    const known = this.#parsed.get(field.id) ?? this.#parse(field)
    this.#parsed.set(field.id, known)
    if (known instanceof FormulaError) throw known
    return known
  }

  /** What everybody reads says the same to everybody: a formula of the board knows no field that one company keeps for itself. */
  #parse({ formula, isPrivate = false }: BoardField): FormulaNode | FormulaError {
    const { fields } = this.#world
    if (isPrivate || !fields.some(field => field.isPrivate)) return parsed(formula, fields)
    return parsed(formulaWithout(formula, id => this.#fields.get(id)?.isPrivate === true), fields.filter(field => !field.isPrivate))
  }

  #written(field: BoardField, task: Task): FormulaValue {
    const value = valueOf(field, task)
    const optionName = (id: string): string => field.options.find(option => option.id === id)?.name ?? ''
    if (field.kind === 'date') return { day: typeof value === 'string' ? value : '' }
    if (value === null || typeof value === 'number' || typeof value === 'boolean' || isMoney(value)) return value
    if (typeof value !== 'string') return value.map(optionName).join(', ')
    if (field.kind === 'person' || field.kind === 'company') return this.#world.nameOf(field.kind, value)
    return field.kind === 'select' ? optionName(value) : value
  }

  #own(name: OwnName, task: Task): FormulaValue {
    switch (name) {
      case 'title': return task.title
      case 'estimate': return task.effort.estimate === null ? null : task.effort.estimate / 60
      case 'spent': return task.effort.spent / 60
      case 'progress': return task.progress.percent
      case 'deadline': return dayValue(this.#world.dueDay(task))
      case 'start': case 'finish': return dayValue(this.#world.dates(task.id)?.[name] ?? null)
    }
  }

  #run(node: FormulaNode, task: Task): FormulaValue {
    switch (node.is) {
      case 'value': return node.value
      case 'own': return this.#own(node.name, task)
      case 'unknown': throw new FormulaError('unknownName', node.name)
      case 'field': return this.#read(task.id, node.id)
      case 'minus': return operations['-']?.(null, this.#run(node.of, task)) ?? null
      case 'binary': return operations[node.sign]?.(this.#run(node.left, task), this.#run(node.right, task)) ?? null
      case 'call': return this.#call(node.name, node.args, task)
    }
  }

  #read(taskId: string, fieldId: string): FormulaValue {
    const result = this.value(taskId, fieldId)
    if ('fault' in result) throw new FormulaError(result.fault, result.what)
    return result.value
  }

  #call(name: string, args: readonly FormulaNode[], task: Task): FormulaValue {
    const run = (at: number): FormulaValue => { const node = args[at]; return node ? this.#run(node, task) : null }
    switch (name) {
      case 'if': return isTrue(run(0)) ? run(1) : run(2)
      case 'and': return args.every((_, at) => isTrue(run(at)))
      case 'or': return args.some((_, at) => isTrue(run(at)))
      case 'not': return !isTrue(run(0))
      case 'empty': return isEmpty(run(0))
      case 'today': return { day: this.#world.today }
      case 'sum': return this.#below(task).reduce<FormulaValue>((sum, child) => added(sum, args[0] ? this.#run(args[0], child) : null), 0)
      case 'count': return this.#below(task).filter(child => args[0] === undefined || isTrue(this.#run(args[0], child))).length
      default: return reckoned(name, args.map((_, at) => run(at)))
    }
  }

  #below(task: Task): Task[] {
    return this.#world.subtasks(task.id).flatMap(id => this.#world.task(id) ?? [])
  }
}

const dayValue = (day: string | null): FormulaValue => ({ day: day ?? '' })

/** Zero is of every currency: a sum of amounts is an amount. */
function added(sum: FormulaValue, value: FormulaValue): FormulaValue {
  if (typeof value === 'string' || isDay(value)) return numberOf(value)
  return sum === 0 && isMoney(value) ? value : plus(sum, value)
}

function reckoned(name: string, values: readonly FormulaValue[]): FormulaValue {
  const [first = null, second = null, third = null] = values
  if (name === 'min' || name === 'max') return extreme(values, name === 'min' ? 1 : -1)
  if (first === null) return name === 'date' ? { day: '' } : null
  if (name === 'abs') return isMoney(first) ? { ...first, amount: Math.abs(first.amount) } : Math.abs(numberOf(first))
  if (name === 'round') return rounded(first, numberOf(second))
  return dayOf(numberOf(first), numberOf(second), numberOf(third))
}

const extreme = (values: readonly FormulaValue[], side: 1 | -1): FormulaValue =>
  values.reduce((found, value) => (!isEmpty(value) && (found === null || (order(found, value) ?? 0) * side > 0) ? value : found), null)

function rounded(value: FormulaValue, digits: number): FormulaValue {
  if (isMoney(value)) return { ...value, amount: Math.round(value.amount) }
  const factor = 10 ** Math.min(10, Math.max(-10, Math.round(digits)))
  return Math.round((numberOf(value) + Number.EPSILON) * factor) / factor
}

function dayOf(year: number, month: number, day: number): FormulaValue {
  const two = (number: number): string => String(number).padStart(2, '0')
  const found = dayOrNull(`${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`)
  if (found === null) throw new FormulaError('notDate', `${year}-${two(month)}-${two(day)}`)
  return { day: found }
}

function caught(work: () => FormulaValue): FormulaResult {
  try {
    return { value: work() }
  } catch (error) {
    if (error instanceof FormulaError) return error.fault
    throw error
  }
}

function parsed(text: string, fields: readonly BoardField[]): FormulaNode | FormulaError {
  try {
    return parseFormula(text, fieldNamedIn(fields))
  } catch (error) {
    if (error instanceof FormulaError) return error
    throw error
  }
}

/** What is wrong with a formula before any task is looked at; null: nothing. @param hidden fields that it may not read */
export function formulaFault(text: string, fields: readonly BoardField[], hidden: readonly BoardField[] = []): FormulaFault | null {
  const node = parsed(text, fields)
  const fault = node instanceof FormulaError ? node.fault : unknownIn(node)
  return fault?.fault === 'unknownName' && fieldNamedIn(hidden)(fault.what) !== null ? { fault: 'privateName', what: fault.what } : fault
}

function unknownIn(node: FormulaNode): FormulaFault | null {
  switch (node.is) {
    case 'value': case 'own': case 'field': return null
    case 'unknown': return { fault: 'unknownName', what: node.name }
    case 'minus': return unknownIn(node.of)
    case 'binary': return unknownIn(node.left) ?? unknownIn(node.right)
    case 'call': return node.args.map(unknownIn).find(fault => fault !== null) ?? null
  }
}
