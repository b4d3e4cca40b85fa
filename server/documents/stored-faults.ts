import type { Check } from './keeper-jobs.ts'
import type { StoredDocument } from './queries.ts'

export const isSame = (one: Uint8Array | null, other: Uint8Array | null): boolean => one !== null && other !== null && Buffer.compare(one, other) === 0

/** What is wrong with a document as storage gives it back, compared with what was written down when it was stored. */
export function faultsIn({ hashes, updates }: Pick<StoredDocument, 'hashes' | 'updates'>, { hash, snapshotHash, fault }: Check): string[] {
  return [
    ...(hashes && !isSame(snapshotHash, hashes.snapshot) ? ['its snapshot is not the one that was stored'] : []),
    ...(hashes && !isSame(hash, hashes.content) ? ['its snapshot does not say what it said when it was stored'] : []),
    ...updates.filter(({ isDamaged }) => isDamaged).map(({ position }) => `its update at position ${position} is not the one that was stored`),
    ...(fault ? [`it does not load: ${fault}`] : []),
  ]
}
