import { type Head, type Sha256, firstHash } from './chain.ts'
import { type ExportLine, type Header, hashAsked, headText, readHeader, readLine } from './export-lines.ts'

/**
 * What was done to an export:
 * - unreadable: a line is no entry of Kopa's
 * - changed, deleted, inserted, swapped: found in the file itself
 * - cutOff: the end is missing; found in the file when its header was left as it was, else by a head kept elsewhere
 * - forked, rebuilt: the chain is whole but another one than the one known; found by a head kept elsewhere only
 * - forged, foreignKey: a signed head whose signature does not fit, or is not by the key that is known (signed-head.ts)
 */
export type FaultKind = 'unreadable' | 'changed' | 'deleted' | 'inserted' | 'swapped' | 'cutOff' | 'forked' | 'rebuilt' | 'forged' | 'foreignKey'
export interface Fault { kind: FaultKind, sentence: string }

export interface Verdict {
  header: Header
  /** entries read, and how many of them show their digest only */
  entries: number
  hidden: number
  /** the end of the chain as it was computed from the file */
  head: Head
  /** The first thing that is wrong: what comes behind it hangs on it. */
  fault: Fault | null
}

/** The first line is no header: this file is something else. */
export class NotAnExport extends Error {}

export interface Verifier {
  /** One line of the file, without its end. False: more lines change nothing. @throws NotAnExport on the first line */
  read: (line: string) => boolean
  /** @throws NotAnExport when there was no line */
  end: () => Verdict
}

/** Verifies an export line by line; needs nothing but the file and, for its end and its origin, heads kept elsewhere. */
export const createVerifier = (sha256: Sha256, kept: readonly Head[] = []): Verifier => new ChainVerifier(sha256, kept)

class ChainVerifier implements Verifier {
  #sha256: Sha256
  #kept: readonly Head[]
  #keptAt: ReadonlyMap<number, readonly Head[]>
  #header: Header | null = null
  #head: Head = { sequence: 0, hash: '' }
  #lines = 0
  #hidden = 0
  #fault: Fault | null = null
  /** entries that were passed over; either they come later (swapped) or never (deleted) */
  #gap: { from: number, to: number } | null = null
  #agreed: Head[] = []
  #disagreed: Head[] = []

  constructor(sha256: Sha256, kept: readonly Head[]) {
    this.#sha256 = sha256
    this.#kept = kept
    this.#keptAt = Map.groupBy(kept, ({ sequence }) => sequence)
  }

  read(line: string): boolean {
    this.#lines++
    if (!this.#header) {
      this.#header = readHeader(line)
      if (!this.#header) throw new NotAnExport('The first line is not the header of an audit export.')
      this.#reach({ sequence: 0, hash: firstHash(this.#header.chain, this.#sha256) })
      return true
    }
    this.#follow(readLine(line), this.#header)
    return this.#fault === null
  }

  end(): Verdict {
    if (!this.#header) throw new NotAnExport('The file is empty.')
    this.#fault ??= this.#faultOfGap() ?? this.#faultOfEnd(this.#header) ?? this.#faultOfKept()
    return { header: this.#header, entries: this.#head.sequence, hidden: this.#hidden, head: this.#head, fault: this.#fault }
  }

  #follow(line: ExportLine | null, header: Header): void {
    if (!line) return this.#find('unreadable', `Line ${this.#lines} is not an entry as Kopa writes it: it was changed, or the file ends in the middle of it.`)
    if (this.#gap) return this.#lookForMissing(line.sequence, this.#gap)
    const fault = this.#faultOfContent(line, header) ?? this.#faultOfPlace(line)
    if (fault) return this.#find(fault.kind, fault.sentence)
    if (this.#gap) return
    if ('digest' in line) this.#hidden++
    this.#reach({ sequence: line.sequence, hash: line.hash })
  }

  #faultOfContent(line: ExportLine, { chain, company }: Header): Fault | null {
    const { sequence } = line
    if (hashAsked(line, this.#sha256) !== line.hash) return { kind: 'changed', sentence: `Entry ${sequence} was changed: it does not have the hash that stands beside it.` }
    if ('digest' in line) {
      return company === null ? { kind: 'changed', sentence: `Entry ${sequence} is hidden, though the header says that nothing is.` } : null
    }
    if (line.entry.chain !== chain) return { kind: 'inserted', sentence: `Entry ${sequence} belongs to another chain: it was put in.` }
    if (line.entry.sequence !== sequence) return { kind: 'changed', sentence: `Entry ${line.entry.sequence} was changed: the line calls it ${sequence}.` }
    return null
  }

  /** A jump forward is no fault yet: only the rest of the file tells what it was. */
  #faultOfPlace({ sequence, previousHash }: ExportLine): Fault | null {
    const expected = this.#head.sequence + 1
    if (sequence < expected) return { kind: 'inserted', sentence: `Entry ${sequence} is there twice, or was put in: entry ${expected} was expected on line ${this.#lines}.` }
    if (sequence > expected) {
      this.#gap = { from: expected, to: sequence - 1 }
      return null
    }
    if (previousHash === this.#head.hash) return null
    if (expected === 1) return { kind: 'rebuilt', sentence: 'Entry 1 does not begin this chain: what stood before it was taken away, or it is from elsewhere.' }
    return { kind: 'changed', sentence: `Entry ${sequence} does not follow entry ${expected - 1} as it stands here: entry ${expected - 1} was replaced.` }
  }

  #lookForMissing(sequence: number, { from, to }: { from: number, to: number }): void {
    if (sequence < from || sequence > to) return
    this.#find('swapped', `Entry ${sequence} comes too late, on line ${this.#lines}: the order was changed.`)
  }

  #faultOfGap(): Fault | null {
    if (!this.#gap) return null
    const { from, to } = this.#gap
    return { kind: 'deleted', sentence: from === to ? `Entry ${from} is missing.` : `Entries ${from} to ${to} are missing.` }
  }

  #faultOfEnd({ head }: Header): Fault | null {
    const { sequence, hash } = this.#head
    if (sequence < head.sequence) return { kind: 'cutOff', sentence: `The end is missing: the last entry is ${sequence}, but the header names ${head.sequence}.` }
    if (sequence > head.sequence) return { kind: 'inserted', sentence: `There are entries behind ${head.sequence}, which the header names as the last: they were added.` }
    return hash === head.hash ? null : { kind: 'changed', sentence: `The header names another hash for entry ${sequence} than the entries lead to.` }
  }

  #faultOfKept(): Fault | null {
    const { sequence } = this.#head
    const beyond = this.#kept.find(head => head.sequence > sequence)
    const [other] = this.#disagreed
    if (other) return this.#faultOfOther(other)
    if (beyond) return { kind: 'cutOff', sentence: `The end is missing: the last entry is ${sequence}, but you keep the head of entry ${beyond.sequence}.` }
    return null
  }

  #faultOfOther({ sequence }: Head): Fault {
    const same = this.#agreed.filter(head => head.sequence < sequence && head.sequence > 0).at(-1)
    if (same) return { kind: 'forked', sentence: `The chain was forked: entry ${same.sequence} is the one whose head you keep, entry ${sequence} is not.` }
    return { kind: 'rebuilt', sentence: `Entry ${sequence} is not the one whose head you keep: the chain was rebuilt or forked before it.` }
  }

  #reach(head: Head): void {
    this.#head = head
    for (const kept of this.#keptAt.get(head.sequence) ?? []) {
      (kept.hash === head.hash ? this.#agreed : this.#disagreed).push(kept)
    }
  }

  #find(kind: FaultKind, sentence: string): void {
    this.#fault ??= { kind, sentence }
  }
}

/** What to tell the person who asked. */
export function verdictSentence({ header, entries, hidden, head, fault }: Verdict, kept: readonly Head[]): string {
  if (fault) return `NOT WHOLE (${fault.kind}). ${fault.sentence}`
  const about = header.kind === 'server' ? 'the server' : `${header.kind} ${header.chain}`
  const concealed = hidden > 0 ? ` ${hidden} of them are hidden, because they are about what is private to another company; their place in the chain is proven.` : ''
  const end = kept.length > 0 ? 'It is the chain whose head you keep.' : 'Compare this head with one that was kept elsewhere: only that shows whether the end was cut off or the whole chain was made anew.'
  return `Whole: ${entries} entries of ${about}, up to ${headText(head)}.${concealed} ${end}`
}
