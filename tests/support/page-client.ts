import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { titleOf } from '@kopa/shared/pages/page.ts'
import type { Visitor } from './world.ts'

export interface PageClient {
  doc: Y.Doc
  provider: WebsocketProvider
  title: () => string
  synced: Promise<void>
  /** The code with which the server ended the connection for the first time. */
  closed: Promise<number>
  leave: () => void
}

export interface Opening { origin?: string, doc?: Y.Doc }

/** The stock y-websocket client, unchanged, as any script would use it. */
export function openPage(visitor: Visitor, documentId: string, { origin, doc = new Y.Doc() }: Opening = {}): PageClient {
  const headers = { ...visitor.headers, ...(origin && { origin }) }
  class SignedSocket extends WebSocket {
    constructor(url: string, protocols?: string[]) { super(url, protocols, { headers }) }
  }
  // The provider asks for a browser's WebSocket; the one of Node's world speaks the same.
  const polyfill = SignedSocket as unknown as typeof globalThis.WebSocket
  const provider = new WebsocketProvider(`${visitor.url.replace('http', 'ws')}/sync`, documentId, doc, { WebSocketPolyfill: polyfill, disableBc: true, maxBackoffTime: 200 })
  const synced = new Promise<void>(resolve => provider.on('sync', (isSynced: boolean) => { if (isSynced) resolve() }))
  const closed = new Promise<number>(resolve => provider.on('connection-close', event => { if (event) resolve(event.code) }))
  return { doc, provider, title: () => titleOf(doc).toJSON(), synced, closed, leave: () => { provider.destroy() } }
}

/** Resolves when the document says so; a test that waits in vain is ended by its own time limit. */
export function when(doc: Y.Doc, isSo: () => boolean): Promise<void> {
  return new Promise(resolve => {
    const look = () => {
      if (!isSo()) return
      doc.off('update', look)
      resolve()
    }
    doc.on('update', look)
    look()
  })
}
