/** Columns as people make them. */
export const mostColumns = 4
const [narrowest, widest] = [0.25, 4]

/** A column's share of the width, or null for the usual one of 1: whatever a document says is one that can be read in. */
export function columnWidthOf(value: unknown): number | null {
  const width = typeof value === 'number' || (typeof value === 'string' && value !== '') ? Number(value) : NaN
  return width > 0 && Number.isFinite(width) ? Math.min(widest, Math.max(narrowest, Math.round(width * 100) / 100)) : null
}

/**
 * The shares of two neighbours after their border was moved.
 * @param by how far, as a part of what both have together: 0.1 is a tenth to the end side
 */
export function moveBorder(before: number, after: number, by: number): [number, number] {
  const both = before + after
  const least = Math.min(narrowest, both / 2)
  const first = Math.min(both - least, Math.max(least, before + by * both))
  return [Math.round(first * 100) / 100, Math.round((both - first) * 100) / 100]
}
