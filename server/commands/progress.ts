const pause = 2000

/** Tells on standard error how long work goes on: the latest word, every two seconds at most. */
export function progressLine(): (what: string) => void {
  let last = performance.now()
  return what => {
    if (performance.now() - last < pause) return
    last = performance.now()
    process.stderr.write(`${what}\n`)
  }
}
