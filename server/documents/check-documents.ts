import type { Database } from '../core/database.ts'
import { listDocumentIds, listVersionPlaces, type VersionPlace } from './check-queries.ts'
import type { Keeper } from './keeper.ts'
import { packDocument } from './keeper-jobs.ts'
import { findFacts, readDocument, type StoredDocument } from './queries.ts'
import { isReadable } from './rooms.ts'
import { faultsIn, isSame } from './stored-faults.ts'
import { readPackedVersion } from './version-queries.ts'

export interface CheckParts { database: Database, keeper: Keeper, progress: (what: string) => void }
export interface Checked { documents: number, versions: number }

const batch = 200

/**
 * Reads every document and every version from storage, as somebody would who comes with nothing, and compares what they say with the
 * hashes that were written down. Yields a sentence for everything that is wrong.
 */
export async function* checkDocuments(parts: CheckParts): AsyncGenerator<string, Checked> {
  const checked = { documents: 0, versions: 0 }
  for (let after: string | null = null; ;) {
    const ids = await listDocumentIds(parts.database, after, batch)
    for (const id of ids) {
      const { faults, versions } = await checkDocument(parts, id)
      yield* faults.map(fault => `Document ${id}: ${fault}`)
      checked.documents++
      checked.versions += versions
      parts.progress(`${checked.documents} documents read, ${checked.versions} versions`)
    }
    after = ids.at(-1) ?? null
    if (after === null) return checked
  }
}

async function checkDocument(parts: CheckParts, id: string): Promise<{ faults: string[], versions: number }> {
  const places = await listVersionPlaces(parts.database, id)
  const ofVersions: string[] = []
  for (const place of places) ofVersions.push(...await checkVersion(parts, id, place))
  try {
    const document = await readDocument(parts.database, id)
    return { faults: [...document ? await checkState(parts, document, places) : [], ...ofVersions], versions: places.length }
  } catch (error) {
    return { faults: [`it cannot be read (${wordsOf(error)}).`, ...ofVersions], versions: places.length }
  }
}

async function checkState({ keeper }: CheckParts, document: StoredDocument, places: readonly VersionPlace[]): Promise<string[]> {
  const { kind, epoch, snapshot, snapshotPosition, updates, flaggedAt } = document
  const pack = () => packDocument(kind, snapshot, updates.map(({ bytes }) => bytes))
  const answer = await keeper.ask<'check'>({ task: 'check', document: pack() })
  const faults = flaggedAt ? [`it is flagged since ${flaggedAt.toISOString()}: an update in it cannot be read, and nobody can write.`] : []
  faults.push(...faultsIn(document, answer).map(fault => `${fault}.`))
  if (answer.fault || updates.some(({ isDamaged }) => isDamaged)) return faults
  if (!flaggedAt && !await isReadable(document)) return [...faults, 'a server would not take all of its log, and let nobody write.']
  const position = updates.at(-1)?.position ?? snapshotPosition
  const twin = places.find(place => place.epoch === epoch && place.position === position)
  if (!twin) return faults
  // `check` tells what the snapshot says; what the document says with its tail is what a version of it would say.
  const now = updates.length === 0 ? answer.hash : (await keeper.ask<'packVersion'>({ task: 'packVersion', document: pack(), keyframe: null })).hash
  return isSame(twin.contentHash, now) ? faults : [...faults, `it does not say what its version ${twin.id} of the same moment says.`]
}

async function checkVersion({ database, keeper }: CheckParts, documentId: string, { id, contentHash }: VersionPlace): Promise<string[]> {
  try {
    const [facts, version] = await Promise.all([findFacts(database, documentId), readPackedVersion(database, documentId, id)])
    if (!facts || !version) return [] // erased meanwhile
    const { hash } = await keeper.ask<'readVersion'>({ task: 'readVersion', kind: facts.kind, version })
    return contentHash.equals(hash) ? [] : [`version ${id} does not say what its hash says.`]
  } catch (error) {
    return [`version ${id} cannot be read (${wordsOf(error)}).`]
  }
}

const wordsOf = (error: unknown): string => error instanceof Error ? error.message : String(error)
