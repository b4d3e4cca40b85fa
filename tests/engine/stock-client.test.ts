import { beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { closeCode } from '@kopa/shared/documents/protocol.ts'
import { openPage, type PageClient } from '../support/page-client.ts'
import { startKopaHere, until, type TestKopa } from '../support/services.ts'
import { twoCompanies, visit, type Person, type Visitor } from '../support/world.ts'
import { openEditor, synced, type Editor } from './engine-world.ts'
import { shapeOf } from './model-shape.ts'

/** y-websocket as it is published, with the plain protocol, beside a client that speaks Kopa's own words as well. */

/** A script that has a token and nothing else. */
async function scriptOf(person: Person): Promise<Visitor> {
  const { token } = await person.people.createToken({ name: 'script' })
  return Object.assign(visit(person.url), { token })
}

interface Scene { byToken: PageClient, byCookie: PageClient, kopa: Editor, ana: Person, pageId: string }
type Opened = Pick<PageClient, 'doc' | 'provider'>

const titleIn = ({ doc }: Opened): Y.Text => doc.getText('title')
const saysTitle = (words: string, ...clients: Opened[]): Promise<void> => until(() => clients.every(client => titleIn(client).toJSON() === words))
const whole = ({ doc }: Opened): string => {
  for (const open of [() => doc.getText('title'), () => doc.getXmlFragment('content'), () => doc.getMap('notes')]) open()
  return JSON.stringify(shapeOf(doc))
}
const agree = (one: Opened, ...others: Opened[]): Promise<void> => until(() => others.every(other => whole(other) === whole(one)))
const stateSeenBy = (watching: Opened, whom: Opened): Record<string, unknown> | undefined => watching.provider.awareness.getStates().get(whom.doc.clientID)

describe('stock clients in Node', () => {
  let kopa: TestKopa
  beforeAll(async () => { kopa = await startKopaHere({ LOG_LEVEL: 'error' }) })

  async function scene(): Promise<Scene> {
    const { ana, bo, pageId } = await twoCompanies(kopa.url)
    const [byToken, byCookie] = [openPage(await scriptOf(ana), pageId), openPage(bo, pageId)]
    const own = openEditor(`${kopa.url.replace('http', 'ws')}/sync`, pageId, ana)
    await Promise.all([byToken.synced, byCookie.synced, synced(own)])
    await saysTitle('Launch plan', byToken, byCookie, own)
    return { byToken, byCookie, kopa: own, ana, pageId }
  }

  test('two of them and a Kopa client write text, blocks and a map, and read the same; so does who comes later', async () => {
    const { byToken, byCookie, kopa: own, ana, pageId } = await scene()
    for (const [index, client] of [byToken, byCookie, own].entries()) {
      titleIn(client).insert(index, `${index}`)
      titleIn(client).format(0, 2, { bold: true })
      client.doc.getXmlFragment('content').insert(0, [paragraphOf(`written by ${index}`)])
      client.doc.getMap('notes').set(`note ${index}`, { by: index })
      client.doc.getMap('notes').set('shared', index)
    }
    byToken.doc.getXmlFragment('content').delete(0, 1)
    await until(() => [byToken, byCookie, own].every(({ doc }) => doc.getXmlFragment('content').length === 2 && doc.getMap('notes').size === 4))
    await agree(byToken, byCookie, own)
    const late = openPage(ana, pageId)
    await agree(byToken, late)
    expect(late.doc.store.pendingStructs).toBeNull()
  })

  test('each sees where the others are, under the name of their session, and that they have gone', async () => {
    const { byToken, byCookie, kopa: own } = await scene()
    byToken.provider.awareness.setLocalState({ user: { name: 'whoever' }, state: 'active' })
    own.awareness.setLocalState({ state: 'idle' })
    await until(() => stateSeenBy(own, byToken)?.['state'] === 'active' && stateSeenBy(byCookie, byToken)?.['state'] === 'active')
    await until(() => stateSeenBy(byToken, own)?.['state'] === 'idle')
    expect(stateSeenBy(own, byToken)).toMatchObject({ user: { name: 'Ana Alksne' } })
    byToken.leave()
    await until(() => stateSeenBy(own, byToken) === undefined && stateSeenBy(byCookie, byToken) === undefined)
  })

  test('what was written while away arrives on return, from either kind of client', async () => {
    const { byToken, byCookie, kopa: own } = await scene()
    byToken.provider.disconnect()
    own.provider.disconnect()
    titleIn(byToken).insert(0, 'stock offline, ')
    titleIn(own).insert(titleIn(own).length, ', kopa offline')
    titleIn(byCookie).delete(0, 'Launch '.length)
    byToken.provider.connect()
    own.provider.connect()
    await saysTitle('stock offline, plan, kopa offline', byToken, byCookie, own)
  })

  test('the server is killed and comes back: they come back by themselves, with what they wrote meanwhile', async () => {
    const { byToken, byCookie, kopa: own } = await scene()
    titleIn(byToken).insert(0, 'before ')
    await saysTitle('before Launch plan', byCookie, own)
    await kopa.kill9()
    titleIn(byToken).insert(0, 'meanwhile ')
    await kopa.restart()
    await saysTitle('meanwhile before Launch plan', byToken, byCookie, own)
    titleIn(byCookie).insert(0, 'after ')
    await saysTitle('after meanwhile before Launch plan', byToken, byCookie, own)
  })

  // What stands on words that only the other window has is told to come again (4504), and is compared anew.
  test('two windows of a script talk to each other, as is usual; one has no connection, and the other writes on: all of it is stored', async () => {
    const { byToken: one, byCookie: watching, ana, pageId } = await scene()
    const other = openPage(ana, pageId)
    await saysTitle('Launch plan', other)
    for (const { provider } of [one, other]) {
      provider.disableBc = false
      provider.connectBc()
    }
    other.provider.shouldConnect = false
    other.provider.ws?.close()
    await until(() => !other.provider.wsconnected)
    titleIn(other).insert(0, 'without a connection, ')
    await saysTitle('without a connection, Launch plan', one)
    const closeCodes: (number | undefined)[] = []
    one.provider.on('connection-close', event => closeCodes.push(event?.code))
    titleIn(one).insert('without'.length, ' having')
    await until(() => titleIn(watching).toJSON().startsWith('without having') || closeCodes.includes(closeCode.refusedUpdate))
    expect(closeCodes).not.toContain(closeCode.refusedUpdate)
  })
})

function paragraphOf(words: string): Y.XmlElement {
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(words)])
  return paragraph
}
