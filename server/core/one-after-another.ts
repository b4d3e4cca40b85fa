/** Begins each work when the one before it has ended, well or not; whoever asked is told how their own ended. */
export function oneAfterAnother(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return work => {
    const mine = last.then(work, work)
    last = mine
    return mine
  }
}

/** The same for each key apart. A key is forgotten with the last of its work. */
export function oneAfterAnotherOfEach(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const lines = new Map<string, { left: number, inTurn: ReturnType<typeof oneAfterAnother> }>()
  return (key, work) => {
    const line = lines.get(key) ?? { left: 0, inTurn: oneAfterAnother() }
    lines.set(key, line)
    line.left++
    return line.inTurn(work).finally(() => { if (--line.left === 0) lines.delete(key) })
  }
}
