import { parseArgs } from 'node:util'
import { setTimeout as pause } from 'node:timers/promises'
import { anyPage } from '../engine/convergence-changes.ts'
import { byHand, SlowClient } from '../engine/convergence-client.ts'
import { seeded, type Random } from '../support/random.ts'
import { twoCompanies, type World } from '../support/world.ts'
import { risePerHour } from './rise.ts'
import { measureFor, startServer, type Sample, type SoakedServer } from './soaked-server.ts'

/**
 * People come to documents, write and go, for as long as is wanted; what the server holds is printed every minute.
 * It ends with 1 when something is left behind, or when what it holds grows.
 */
const { values } = parseArgs({ options: {
  minutes: { type: 'string', default: '60' }, people: { type: 'string', default: '40' }, documents: { type: 'string', default: '20' },
  rise: { type: 'string', default: '30' }, seed: { type: 'string', default: '1' }, port: { type: 'string', default: '13900' },
} })
const minutes = Number(values.minutes)
/** Seconds after which a document that everybody has left is let go, and then some. */
const mostWait = 90

/** Documents people come to: each minute the oldest is given up for a new one. */
interface Place { world: World, ids: string[] }

/** Once a minute over a connection that the server closes after 72 s without a word: now and then both happen at once, and it is asked again. */
const makePage = async ({ ana, workspaceId }: World): Promise<string> => {
  const ask = () => ana.pages.createPage({ workspaceId, title: '' })
  return (await ask().catch(ask)).page.id
}

/** Somebody comes to one document after another until it is over. Answers how often. */
async function comeAndGo({ world, ids }: Place, random: Random, isOver: () => boolean): Promise<number> {
  const sync = `${world.url.replace('http', 'ws')}/sync`
  let visits = 0
  for (; !isOver(); visits++) {
    const person = random.pick([world.ana, world.bo])
    const client = new SlowClient({ nodes: [sync], documentId: random.pick(ids), headers: person.headers, clientId: 1 + random.below(2 ** 31) }, anyPage.rootsOf)
    await client.connect({ node: 0, resumes: false })
    client.take(updates => updates)
    for (let left = 3 + random.below(20); left > 0 && !isOver(); left--) {
      client.doc.transact(() => anyPage.change(client.doc, random), byHand)
      client.send(Infinity)
      await pause(50 + random.below(400))
      client.take(updates => updates)
    }
    if (random.chance(0.8)) await client.settled() // the others are gone in the middle of it
    client.cut()
    client.doc.destroy()
  }
  return visits
}

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`.padStart(9)

function print(minute: string, { heap, rss, descriptors, documents, sockets }: Sample, visits = ''): void {
  console.info(`${minute.padStart(6)}  heap ${megabytes(heap)}  rss ${megabytes(rss)}  descriptors ${String(descriptors).padStart(4)}  documents ${String(documents).padStart(3)}  sockets ${String(sockets).padStart(4)}  ${visits}`)
}

async function watch(server: SoakedServer, place: Place): Promise<Sample[]> {
  const samples: Sample[] = []
  for (let minute = 1; minute <= minutes; minute++) {
    const sample = await measureFor(server, 60)
    samples.push(sample)
    print(`${minute}`, sample)
    place.ids.shift()
    place.ids.push(await makePage(place.world))
  }
  return samples
}

/** Resolves with what is held once everybody has gone, as soon as no document is open any more. */
async function afterwards(server: SoakedServer): Promise<Sample> {
  for (let left = mostWait; left > 0 && (await server.measure()).documents > 0; left--) await pause(1000)
  return measureFor(server, 10)
}

/** Minutes in which a process takes what it needs, and those after them that it takes to tell whether it takes more. */
const [warmUp, leastSeen] = [10, 20]

/** Whether the process grows, by MB an hour; heap alone does not tell, for buffers, threads and what is scattered are not in it. */
function riseOf(samples: readonly Sample[]): string[] {
  const later = samples.slice(warmUp).map(({ rss }) => rss / 1024 / 1024)
  if (later.length < leastSeen) {
    console.info(`whether the process grows cannot be told from less than ${warmUp + leastSeen} minutes`)
    return []
  }
  const rise = risePerHour(later)
  console.info(`the process after the first ${warmUp} minutes: ${rise.toFixed(1)} MB more an hour (at most ${values.rise})`)
  return rise > Number(values.rise) ? [`the process grows by ${rise.toFixed(1)} MB an hour`] : []
}

/** What must not be so. Heap is compared between the second and the last quarter: the first one warms up. */
function faultsOf(before: Sample, samples: readonly Sample[], after: Sample): string[] {
  const quarter = Math.floor(samples.length / 4)
  const mean = (part: readonly Sample[]) => part.reduce((sum, { heap }) => sum + heap, 0) / part.length
  const growth = quarter > 0 ? mean(samples.slice(-quarter)) / mean(samples.slice(quarter, 2 * quarter)) : 1
  console.info(`heap of the last quarter / the second: ${growth.toFixed(2)}`)
  return [
    ...(after.documents > 0 ? [`${after.documents} documents are still open`] : []),
    ...(after.sockets > 0 ? [`${after.sockets} sockets are still open`] : []),
    ...(after.descriptors > before.descriptors + 20 ? [`descriptors: ${before.descriptors} before, ${after.descriptors} after`] : []),
    ...(growth > 1.2 ? ['the heap grows'] : []),
    ...riseOf(samples),
  ]
}

async function soak(): Promise<number> {
  const server = await startServer(Number(values.port))
  const world = await twoCompanies(server.url)
  const place: Place = { world, ids: await Promise.all(Array.from({ length: Number(values.documents) }, () => makePage(world))) }
  const before = await measureFor(server, 5)
  print('before', before)
  let isOver = false
  const people = Array.from({ length: Number(values.people) }, (_, index) => comeAndGo(place, seeded(Number(values.seed) + index), () => isOver))
  const samples = await watch(server, place)
  isOver = true
  const visits = (await Promise.all(people)).reduce((sum, count) => sum + count, 0)
  const after = await afterwards(server)
  print('after', after, `${visits} visits`)
  const faults = faultsOf(before, samples, after)
  console.info(faults.length === 0 ? 'Nothing is left behind, and nothing grows.' : `NOT WELL: ${faults.join('; ')}`)
  await server.stop()
  return faults.length === 0 ? 0 : 1
}

process.exit(await soak())
