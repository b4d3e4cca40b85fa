import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { level } from '@kopa/shared/boards/leveling.ts'
import { CannotLevel, type LevelingInstance } from '@kopa/shared/boards/leveling-instance.ts'
import { readPsplib } from '../transfer/psplib.ts'
import { CannotDo, type Command } from './command.ts'
import { readGiven } from './given-file.ts'

const usage = 'Say which file: scripts/kopa level <file> [--seconds <most>] [--seed <number>]'

/** A little less than a second: whoever asks for one gets the answer within it. */
const usualSeconds = 0.95

/** Needs nothing but the file: no server, no database, no settings. */
export const levelCommand: Command = {
  summary: 'schedule a PSPLIB project (.sm) within its resources, as JSON: level <file> [--seconds <most>]',
  run: async args => {
    const { file, seconds, seed } = wordsOf(args)
    const instance = await readGiven(file, 'a PSPLIB project that can be read', readPsplib)
    const begun = performance.now()
    const passed = (): number => (performance.now() - begun) / 1000
    const { makespan, starts } = levelOrTell(file, instance, { seed, isEnough: () => passed() >= seconds })
    const told = JSON.stringify({ makespan, starts, seconds: Math.round(passed() * 1000) / 1000 })
    // Written to the end before the process may go: a pipe takes a little at a time.
    await new Promise<void>((resolve, reject) => process.stdout.write(`${told}\n`, error => (error ? reject(error) : resolve())))
  },
}

function wordsOf(args: string[]): { file: string, seconds: number, seed: number } {
  const { values, positionals: [file, ...more] } = parsed(args)
  const seconds = Number(values.seconds ?? usualSeconds)
  const seed = Number(values.seed ?? 1)
  if (file === undefined || more.length > 0 || !(seconds >= 0) || !Number.isInteger(seed)) throw new CannotDo(usage)
  return { file, seconds, seed }
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: { seconds: { type: 'string' }, seed: { type: 'string' } } })
  } catch {
    throw new CannotDo(usage)
  }
}

function levelOrTell(file: string, instance: LevelingInstance, options: Parameters<typeof level>[1]) {
  try {
    return level(instance, options)
  } catch (error) {
    if (error instanceof CannotLevel) throw new Error(`${file} cannot be carried out: ${error.message}.`, { cause: error })
    throw error
  }
}
