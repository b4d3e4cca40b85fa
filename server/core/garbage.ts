/**
 * Gives memory back that nobody needs any more. It stops its thread for as long as it takes (40 ms for an empty server), so it is
 * only for moments when nobody waits. Without `--expose-gc`, which `npm start` sets, nothing happens.
 */
export function collectGarbage(): void {
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}
