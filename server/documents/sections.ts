import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'

/** Where in a snapshot's bytes the structs of one client id stand: all it needs to be sent to somebody without opening the document. */
export interface SectionPlace { client: number, start: number, end: number }

/**
 * The same bytes as Y.encodeStateAsUpdate (format V1), with the places of their parts.
 * @param deletions the document's deletions as an update that holds nothing else
 */
export function encodeWithPlaces({ store }: Y.Doc, deletions: Uint8Array): { snapshot: Uint8Array, places: SectionPlace[] } {
  const encoder = new Y.UpdateEncoderV1()
  const { restEncoder } = encoder
  encoding.writeVarUint(restEncoder, store.clients.size)
  const places: SectionPlace[] = []
  for (const [client, structs] of [...store.clients].sort(([one], [other]) => other - one)) {
    const start = encoding.length(restEncoder)
    encoding.writeVarUint(restEncoder, structs.length)
    encoder.writeClient(client)
    encoding.writeVarUint(restEncoder, 0)
    for (const struct of structs) struct.write(encoder, 0)
    places.push({ client, start, end: encoding.length(restEncoder) })
  }
  // An update without structs begins with their number.
  encoding.writeUint8Array(restEncoder, deletions.subarray(1))
  return { snapshot: encoding.toUint8Array(restEncoder), places }
}

/**
 * What a client lacks of a snapshot, cut out of its bytes: the whole of each client id of which something is missing (what it
 * has already, it passes over), and all deletions.
 * @param mostBytes more would be sent in vain: null, and a real comparison is cheaper
 */
export function cutOut(snapshot: Uint8Array, deletions: Uint8Array, wanted: readonly SectionPlace[], mostBytes: number): Uint8Array | null {
  const size = wanted.reduce((sum, { start, end }) => sum + end - start, 0)
  if (size > mostBytes) return null
  return encoding.encode(encoder => {
    encoding.writeVarUint(encoder, wanted.length)
    for (const { start, end } of wanted) encoding.writeUint8Array(encoder, snapshot.subarray(start, end))
    encoding.writeUint8Array(encoder, deletions.subarray(1))
  })
}
