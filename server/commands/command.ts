export interface Command {
  /** One line of `scripts/kopa help`. */
  summary: string
  /** @throws an Error whose message is a sentence for the person at the terminal; the exit code is then 1 */
  run: (args: string[]) => Promise<void>
}

/** What was asked cannot be tried at all: wrong words, or a file that is something else. The exit code is then 2. */
export class CannotDo extends Error {}
