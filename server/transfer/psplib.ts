import fs from 'node:fs/promises'
import type { LevelingInstance } from '@kopa/shared/boards/leveling-instance.ts'
import { UnreadableFile } from './xml-records.ts'

/** Larger files are refused: the largest of PSPLIB have 15 kB. */
export const largestPsplibBytes = 20_000_000
const mostJobs = 100_000
const mostResources = 1000

/**
 * A project of PSPLIB (Kolisch and Sprecher, 1997) in its single-mode format `.sm`: jobs that wait for each other, and renewable
 * resources. Activities come in the order of the file. What the heading says of due dates, costs and the horizon is not read.
 * @throws UnreadableFile
 */
export async function readPsplib(file: string): Promise<LevelingInstance> {
  const { size } = await fs.stat(file)
  if (size > largestPsplibBytes) throw new UnreadableFile(`it has ${Math.ceil(size / 1_000_000)} MB, and no more than ${largestPsplibBytes / 1_000_000} are read`)
  return psplibOf(await fs.readFile(file, 'utf8'))
}

/** @throws UnreadableFile */
export function psplibOf(text: string): LevelingInstance {
  const lines = text.split(/\r\n|\n|\r/)
  const jobs = headingNumber(lines, /^\s*jobs\b/i, 'how many jobs there are')
  const resources = headingNumber(lines, /^\W*renewable\b/i, 'how many renewable resources there are')
  if (jobs < 1 || jobs > mostJobs) throw new UnreadableFile(`it tells of ${jobs} jobs, and 1 to ${mostJobs} can be read`)
  if (resources > mostResources) throw new UnreadableFile(`it tells of ${resources} resources, and no more than ${mostResources} can be read`)
  refuseOtherResources(lines)
  const precedence = readPrecedence(numbersOf(lines, titles.precedence, 'PRECEDENCE RELATIONS'), jobs)
  const requests = readRequests(numbersOf(lines, titles.requests, 'REQUESTS/DURATIONS'), { jobs, resources, placeOf: precedence.placeOf })
  const amounts = numbersOf(lines, titles.amounts, 'RESOURCEAVAILABILITIES')
  const capacities = Array.from({ length: resources }, (_, resource) => amounts.next(`how much there is of resource ${resource + 1}`))
  amounts.end()
  return { ...requests, capacities, successors: precedence.successors }
}

function headingNumber(lines: readonly string[], words: RegExp, what: string): number {
  const line = lines.find(line => words.test(line))
  const number = /:\s*(\d+)/.exec(line ?? '')?.[1]
  if (number === undefined) throw new UnreadableFile(`it does not say ${what}`)
  return Number(number)
}

function refuseOtherResources(lines: readonly string[]): void {
  for (const kind of ['nonrenewable', 'doubly constrained']) {
    const line = lines.find(line => new RegExp(`^\\W*${kind}\\b`, 'i').test(line))
    if (Number(/:\s*(\d+)/.exec(line ?? '')?.[1] ?? 0) > 0) throw new UnreadableFile(`it has ${kind} resources, and only renewable ones are known`)
  }
}

const titles = { precedence: /^\s*precedence\s+relations/i, requests: /^\s*requests\s*\/\s*durations/i, amounts: /^\s*resource\s*availabilities/i }

/** The lines of numbers below a title, until the next line of asterisks; lines of words and of dashes are headings. */
function numbersOf(lines: readonly string[], title: RegExp, name: string): Numbers {
  const first = lines.findIndex(line => title.test(line)) + 1
  if (first === 0) throw new UnreadableFile(`its part "${name}" is missing`)
  const end = lines.findIndex((line, index) => index >= first && (/^\s*\*/.test(line) || Object.values(titles).some(title => title.test(line))))
  const within = lines.slice(first, end < 0 ? undefined : end)
  return new Numbers(within.filter(line => /\S/.test(line) && !/^\s*-{2,}\s*$/.test(line) && !/^\s*[A-Za-z#]/.test(line)), name)
}

/** The numbers of a part, one after the other: where lines end does not matter. */
class Numbers {
  readonly #words: readonly string[]
  readonly #name: string
  #place = 0

  constructor(lines: readonly string[], name: string) {
    this.#words = lines.flatMap(line => line.trim().split(/[\s,;]+/))
    this.#name = name
  }

  next(what: string): number {
    const word = this.#words[this.#place++]
    if (word === undefined) throw new UnreadableFile(`it is cut off in its part "${this.#name}", before it says ${what}`)
    if (!/^\d+$/.test(word)) throw new UnreadableFile(`its part "${this.#name}" has "${word.slice(0, 20)}" where it should say ${what}`)
    const number = Number(word)
    if (number > largestNumber) throw new UnreadableFile(`its part "${this.#name}" has ${word.slice(0, 40)} where it says ${what}, and no number may be greater than ${largestNumber}`)
    return number
  }

  get count(): number {
    return this.#words.length
  }

  end(): void {
    const word = this.#words[this.#place]
    if (word !== undefined) throw new UnreadableFile(`its part "${this.#name}" goes on with "${word.slice(0, 20)}" where it should end`)
  }
}

/** All durations together can still be counted to the unit. */
const largestNumber = 2 ** 31 - 1

function readPrecedence(numbers: Numbers, jobs: number): { placeOf: ReadonlyMap<number, number>, successors: number[][] } {
  const placeOf = new Map<number, number>()
  const named: { job: number, next: number[] }[] = []
  for (let place = 0; place < jobs; place++) {
    const job = numbers.next(`which job comes ${place + 1}.`)
    if (placeOf.has(job)) throw new UnreadableFile(`job ${job} comes twice among the precedence relations`)
    placeOf.set(job, place)
    if (numbers.next(`how many modes job ${job} has`) !== 1) throw new UnreadableFile(`job ${job} has several modes, and only one can be planned`)
    const count = numbers.next(`how many successors job ${job} has`)
    if (count >= jobs) throw new UnreadableFile(`job ${job} has ${count} successors, and there are only ${jobs} jobs`)
    named.push({ job, next: Array.from({ length: count }, () => numbers.next(`which successors job ${job} has`)) })
  }
  numbers.end()
  const successors = named.map(({ job, next }) => [...new Set(next)].map(other => {
    const place = placeOf.get(other)
    if (place === undefined) throw new UnreadableFile(`job ${job} comes before job ${other}, which is not there`)
    return place
  }))
  return { placeOf, successors }
}

interface Asked { readonly jobs: number, readonly resources: number, readonly placeOf: ReadonlyMap<number, number> }

function readRequests(numbers: Numbers, { jobs, resources, placeOf }: Asked): Pick<LevelingInstance, 'durations' | 'demands'> {
  const needed = jobs * (3 + resources)
  if (numbers.count !== needed) throw new UnreadableFile(`its part "REQUESTS/DURATIONS" has ${numbers.count} numbers, and ${jobs} jobs with ${resources} resources need ${needed}: it is cut off, or it counts wrongly`)
  const durations = Array.from({ length: jobs }, () => 0)
  const demands = Array.from({ length: jobs }, (): number[] => [])
  const seen = new Set<number>()
  for (let line = 0; line < jobs; line++) {
    const job = numbers.next('which job it is')
    const place = placeOf.get(job)
    if (place === undefined) throw new UnreadableFile(`job ${job} has a duration, but no line among the precedence relations`)
    if (seen.has(job)) throw new UnreadableFile(`job ${job} has two durations`)
    seen.add(job)
    if (numbers.next(`which mode of job ${job} it is`) !== 1) throw new UnreadableFile(`job ${job} has several modes, and only one can be planned`)
    durations[place] = numbers.next(`how long job ${job} takes`)
    demands[place] = Array.from({ length: resources }, (_, resource) => numbers.next(`how much job ${job} needs of resource ${resource + 1}`))
  }
  return { durations, demands }
}
