import { announce } from '../ui/announce.ts'

/** Of one task the eye is on what changed; of many somebody who hears the screen would learn nothing. */
export function tellMany(ids: readonly string[], done: string | void): void {
  if (ids.length > 1 && done) announce(done)
}
