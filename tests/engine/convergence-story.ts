import * as Y from 'yjs'
import { seeded, type Random } from '../support/random.ts'
import { byHand, SlowClient, type Seat } from './convergence-client.ts'
import { shapeOf } from './model-shape.ts'

/** Everything about a story that must be the same whenever its seed is told again. */
export interface Trace { steps: string[], final: Final }
/** What a document says at the end, and by which structs and deletions. */
export interface Final { shape: string, stateVector: string, deletions: string }

/** What is written: a page of any shape (convergence-changes.ts), a board (board-changes.ts). */
export interface Subject {
  /** Every root there is; also makes them, for whoever only reads. */
  rootsOf: (doc: Y.Doc) => Y.AbstractType<unknown>[]
  /** One change by chance; says what it was. */
  change: (doc: Y.Doc, random: Random) => string
  /** What is wrong with what all of them read at the end; null: nothing. */
  faultIn: (doc: Y.Doc) => string | null
}

export interface Stage { subject: Subject, nodes: readonly string[], documentId: string, /** signed in as */ people: readonly Record<string, string>[] }

/** Client ids that come after those of the 2-8 people. */
const latecomer = 100
const mostRounds = 20

/**
 * One seed: 2-8 people on the nodes of one document write, mark, undo, go offline, lose their connection in the middle of
 * sending, come back on either node. At the end all are connected and read the same.
 * @throws where they do not, or where somebody is refused; with the last steps
 */
export async function tell(seed: number, stage: Stage): Promise<Trace> {
  const random = seeded(seed)
  const steps: string[] = []
  const clients = Array.from({ length: 2 + random.below(7) }, (_, index) => new SlowClient(seatOf(stage, index + 1), stage.subject.rootsOf))
  const story = { stage, random, clients, steps }
  try {
    for (const client of clients) await client.connect({ node: random.below(2), resumes: false })
    for (let left = 20 + random.below(40); left > 0; left--) await step(story)
    return { steps, final: await agree(story) }
  } catch (error) {
    throw new Error(`${String(error)}\nThe last steps:\n${steps.slice(-12).join('\n')}`, { cause: error })
  } finally {
    for (const client of clients) client.cut()
  }
}

interface Story { stage: Stage, random: Random, clients: SlowClient[], steps: string[] }

const seatOf = ({ nodes, documentId, people }: Stage, clientId: number): Seat => ({ nodes, documentId, clientId, headers: people[clientId % people.length] ?? {} })

const name = (client: SlowClient): string => `client ${client.doc.clientID}`

type Act = (story: Story, client: SlowClient) => Promise<string> | string

const acts: [weight: number, act: Act][] = [
  [10, write], [2, takeBack], [5, sendTogether], [4, hear], [1, goOffline], [1, comeBack], [1, lose],
]

async function step(story: Story): Promise<void> {
  const { random, clients, steps } = story
  let left = random.below(acts.reduce((sum, [weight]) => sum + weight, 0))
  const [, act] = acts.find(([weight]) => (left -= weight) < 0) ?? [0, write]
  const client = random.pick(clients)
  steps.push(`${name(client)} ${await act(story, client)}`)
}

/** One to three changes in one transaction; sometimes many transactions, as a batch while offline. */
function write({ random, stage: { subject } }: Story, { doc }: SlowClient): string {
  const said: string[] = []
  for (let left = random.chance(0.2) ? 6 : 1; left > 0; left--) {
    doc.transact(() => { for (let more = 1 + random.below(3); more > 0; more--) said.push(subject.change(doc, random)) }, byHand)
  }
  return said.join('; ')
}

function takeBack({ random }: Story, { undo }: SlowClient): string {
  const isRedo = random.chance(0.3)
  for (let left = 1 + random.below(3); left > 0; left--) void (isRedo ? undo.redo() : undo.undo())
  return isRedo ? 'does again' : 'takes back'
}

/** Several people at the same moment, on both nodes; some of it twice, some of it still kept back. */
async function sendTogether({ random, clients }: Story, one: SlowClient): Promise<string> {
  const senders = [one, ...random.shuffled(clients).slice(0, random.below(clients.length)).filter(client => client !== one)].filter(({ isOnline }) => isOnline)
  for (const sender of senders) sender.send(random.chance(0.2) ? 1 : Infinity, random.chance(0.05))
  await Promise.all(senders.map(sender => sender.settled()))
  return `sends, with ${senders.map(name).join(', ')}`
}

/** Takes in all that is stored, some of it twice and in any order. */
async function hear(story: Story, client: SlowClient): Promise<string> {
  const { random, clients } = story
  if (!client.isOnline) return 'hears nothing'
  await client.arrived(Math.max(...clients.map(({ position }) => position)))
  const [isMixed, isTwice] = [random.chance(0.3), random.chance(0.1)]
  const mixing = seeded(random.below(1_000_000)) // how many pieces there are is chance; what follows must not be
  client.take(updates => {
    const all = isTwice ? [...updates, ...updates] : updates
    return isMixed ? mixing.shuffled(all) : all
  })
  return 'hears'
}

async function goOffline(_story: Story, client: SlowClient): Promise<string> {
  if (!client.isOnline) return 'stays offline'
  await client.settled()
  client.cut()
  return 'goes offline'
}

async function comeBack({ random }: Story, client: SlowClient): Promise<string> {
  const coming = { node: random.below(2), resumes: random.chance(0.6) }
  if (client.isOnline) return 'is here'
  await client.connect(coming)
  return `comes back to node ${coming.node}`
}

/** The connection breaks while something is on its way: what of it was stored, nobody knows. */
async function lose({ random }: Story, client: SlowClient): Promise<string> {
  const coming = { node: random.below(2), resumes: random.chance(0.6) }
  if (client.isOnline) client.send(Infinity)
  client.cut()
  await client.connect(coming)
  return `loses the connection and comes back to node ${coming.node}`
}

/** Everybody sends and hears until nothing is left to say; who comes last with nothing reads what all read. */
async function agree(story: Story): Promise<Final> {
  const { stage, clients, random } = story
  for (const client of clients) if (!client.isOnline) await client.connect({ node: random.below(2), resumes: true })
  const fresh = new SlowClient(seatOf(stage, latecomer), stage.subject.rootsOf)
  clients.push(fresh)
  await fresh.connect({ node: random.below(2), resumes: false })
  for (let round = 0; round < mostRounds; round++) {
    await sendTogether(story, fresh)
    for (const client of clients) client.send(Infinity)
    await Promise.all(clients.map(client => client.settled()))
    for (const client of clients) await hear(story, client)
    if (clients.every(({ outbox }) => outbox.length === 0)) return same(clients, stage.subject)
  }
  throw new Error('they never come to rest')
}

function same(clients: SlowClient[], { rootsOf, faultIn }: Subject): Final {
  const [first, ...others] = clients.map(client => ({ who: name(client), final: finalOf(client.doc, rootsOf) }))
  if (!first) throw new Error('nobody is there')
  const difference = others.map(({ who, final }) => findDifference(first.final, final, `${who} and ${first.who}`)).find(found => found !== null)
  const fault = difference ?? clients.map(({ doc }) => faultIn(doc)).find(found => found !== null)
  if (fault) throw new Error(fault)
  return first.final
}

/** Where the first difference is, and a little of what stands around it; null: the two are the same in every part. */
export function findDifference(one: Final, other: Final, who: string): string | null {
  const part = (['shape', 'stateVector', 'deletions'] as const).find(each => one[each] !== other[each])
  if (!part) return null
  const at = one[part].split('').findIndex((letter, index) => letter !== other[part][index])
  const near = (text: string) => text.slice(Math.max(0, at - 120), at + 120)
  return `${who} differ in ${part}:\n${near(one[part])}\n${near(other[part])}`
}

export function finalOf(doc: Y.Doc, rootsOf: Subject['rootsOf']): Final {
  if (doc.store.pendingStructs || doc.store.pendingDs) throw new Error(`something never arrived: ${JSON.stringify([...doc.store.pendingStructs?.missing ?? []])}`)
  rootsOf(doc)
  const { sv, ds } = Y.snapshot(doc)
  const deletions = [...ds.clients].map(([client, ranges]) => [client, ranges.map(({ clock, len }) => [clock, len])] as const)
  return { shape: JSON.stringify(shapeOf(doc)), stateVector: JSON.stringify([...sv].toSorted(([a], [b]) => a - b)), deletions: JSON.stringify(deletions.toSorted(([a], [b]) => a - b)) }
}
