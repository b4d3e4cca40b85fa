import { canonicalJson, chainKinds } from './chain.ts'

/** What a field of a file of the audit may be. Such a file comes from anywhere. */
export type Check = (value: unknown) => boolean
type Fields = Record<string, unknown>

export const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)
export const is = (wanted: unknown): Check => value => value === wanted
export const orNull = (check: Check): Check => value => value === null || check(value)
export const isText: Check = value => typeof value === 'string'
export const matches = (pattern: RegExp): Check => value => typeof value === 'string' && pattern.test(value)
export const isUuid = matches(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
export const isHash = matches(/^[0-9a-f]{64}$/)
export const isMoment = matches(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
export const isKind: Check = value => chainKinds.some(kind => kind === value)
export const isSequence: Check = value => Number.isSafeInteger(value) && Number(value) >= 1

/** Own fields only: `__proto__` in a file is a name like any other, and none of ours. */
export function hasExactly(value: Fields, checks: Record<string, Check>): boolean {
  const names = Object.keys(value)
  return names.length === Object.keys(checks).length && names.every(name => Object.hasOwn(checks, name) && checks[name]?.(value[name]))
}

/** null: not one object in canonical form. */
export function readCanonical(line: string): Fields | null {
  try {
    const value: unknown = JSON.parse(line)
    return isObject(value) && canonicalJson(value) === line ? value : null
  } catch {
    return null
  }
}
