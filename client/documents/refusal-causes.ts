import { refusalReasons } from '@kopa/shared/documents/protocol.ts'

type RefusalTerm = (typeof refusalReasons)[number]

/** What a person has to know of why a change was refused; programs have more terms for it. */
export type Cause = 'unreadable' | 'unknown' | 'missing' | 'foreign' | 'tooMuch' | 'tooDeep' | 'tooManyWindows' | 'tooManyRepairs'

const causes: Readonly<Record<RefusalTerm, Cause>> = {
  'broken json': 'unreadable', 'broken text': 'unreadable', 'bytes after the end': 'unreadable', 'declared but not there': 'unreadable', 'no structs': 'unreadable',
  'number out of range': 'unreadable', 'truncated': 'unreadable', 'unknown struct': 'unreadable', 'unknown sync message': 'unreadable', 'zero length': 'unreadable',
  'forbidden key': 'unknown', 'name too long': 'unknown', 'unknown content': 'unknown', 'unknown parent': 'unknown', 'unknown root': 'unknown', 'unknown type': 'unknown',
  'unknown value': 'unknown', 'wrong content in root': 'unknown',
  'clock gap': 'missing', 'deletes what is not there': 'missing', 'stands on what is not there': 'missing',
  'client id of somebody else': 'foreign', 'client id twice': 'foreign',
  'state vector too large': 'tooMuch', 'too many deletions': 'tooMuch', 'too many presence states': 'tooMuch', 'too many structs': 'tooMuch',
  'nested too deep': 'tooDeep',
  'too many client ids': 'tooManyWindows',
  'too many repairs': 'tooManyRepairs',
}

/** null: a term of a newer server, or none. */
export function causeOf(term: string): Cause | null {
  const known = refusalReasons.find(reason => reason === term)
  return known ? causes[known] : null
}
