import type { Lag, LinkType, PlanLink } from './plan.ts'

/** A link between two rows of a network. */
export interface Edge { readonly link: PlanLink, readonly from: number, readonly to: number, readonly type: LinkType, readonly lag: Lag | null }

/** Which task lies in which, by row numbers. */
export interface Outline {
  /** -1: none. */
  readonly parents: Int32Array
  readonly children: readonly (readonly number[])[]
}

/**
 * Every row has two events: `2 row` when it is known what its summaries and predecessors ask of it, `2 row + 1` when its dates
 * are known. Of a task that is no summary both are one: `2 row`.
 */
export const beginEvent = (row: number): number => row * 2
export const endEvent = (outline: Outline, row: number): number => (isSummary(outline, row) ? row * 2 + 1 : row * 2)
export const rowOfEvent = (event: number): number => event >> 1
export const isBegin = (event: number): boolean => (event & 1) === 0

const none: readonly number[] = []
export const childrenOf = ({ children }: Outline, row: number): readonly number[] => children[row] ?? none
export const parentOf = ({ parents }: Outline, row: number): number => parents[row] ?? -1
export const isSummary = (outline: Outline, row: number): boolean => childrenOf(outline, row).length > 0

/** Calls `tell` with each event and one that depends on it, by the outline alone. */
export function eachOutlineDependency(outline: Outline, tell: (before: number, after: number) => void): void {
  for (let row = 0; row < outline.parents.length; row++) {
    if (isSummary(outline, row)) tell(beginEvent(row), endEvent(outline, row))
    const parent = parentOf(outline, row)
    if (parent < 0) continue
    tell(beginEvent(parent), beginEvent(row))
    tell(endEvent(outline, row), endEvent(outline, parent))
  }
}

export const isEvent = (outline: Outline, event: number): boolean => isBegin(event) || isSummary(outline, rowOfEvent(event))
