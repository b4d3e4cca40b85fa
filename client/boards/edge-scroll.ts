/** pixels from an edge within which something dragged scrolls, and the most it scrolls in a frame */
const reach = 56
const fastest = 16

/** Scrolls whatever lies under the pointer when it comes near an edge: the column up and down, the board sideways. Answers whether anything moved. */
export function scrollAtEdges({ x, y }: { x: number, y: number }, root: HTMLElement | null): boolean {
  const under = document.elementFromPoint(x, y)
  const list = under?.closest<HTMLElement>('[data-cell]')?.querySelector<HTMLElement>('[data-scroller]') ?? null
  return [list, root].map(scroller => scroller !== null && scrollOne(scroller, x, y)).includes(true)
}

function scrollOne(scroller: HTMLElement, x: number, y: number): boolean {
  const box = scroller.getBoundingClientRect()
  const before = [scroller.scrollLeft, scroller.scrollTop]
  scroller.scrollBy(speedAt(x, box.left, box.right), speedAt(y, box.top, box.bottom))
  return scroller.scrollLeft !== before[0] || scroller.scrollTop !== before[1]
}

/** pixels a frame */
export function speedAt(at: number, start: number, end: number): number {
  const near = Math.min(reach, (end - start) / 4)
  if (at < start + near) return -fastest * Math.min(1, (start + near - at) / near)
  if (at > end - near) return fastest * Math.min(1, (at - end + near) / near)
  return 0
}
