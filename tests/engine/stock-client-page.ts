import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

/** What a browser is given in stock-client.test.ts: y-websocket and yjs as they are published, and nothing of ours. */

declare global {
  interface Window { opened: { doc: Y.Doc, provider: WebsocketProvider }, openStock: (documentId: string, hasOtherWindows?: boolean) => void }
}

window.openStock = (documentId, hasOtherWindows = false) => {
  const doc = new Y.Doc()
  doc.getText('title')
  doc.getXmlFragment('content')
  doc.getMap('notes')
  // A browser signs in by its cookie; the provider asks for nothing else.
  const provider = new WebsocketProvider(`${location.origin.replace('http', 'ws')}/sync`, documentId, doc, { disableBc: !hasOtherWindows, maxBackoffTime: 200 })
  window.opened = { doc, provider }
}
