import pg from 'pg'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { closeCode } from '@kopa/shared/documents/protocol.ts'
import { until } from '../support/services.ts'
import { openEditor, startEngine, synced, textOf } from './engine-world.ts'

describe('writing together', async () => {
  const world = await startEngine()

  test('two people write in one document and see the same', async () => {
    const [ana, bo] = [await world.join('Ana'), await world.join('Bo')]
    const id = await world.createDocument(ana)
    const [hers, his] = [openEditor(world.url, id, ana), openEditor(world.url, id, bo)]
    await synced(hers, his)
    hers.doc.getText('title').insert(0, 'Hello from Ana. ')
    his.doc.getText('title').insert(0, 'Hello from Bo. ')
    await until(() => textOf(hers).length === 31 && textOf(hers) === textOf(his))
    const late = openEditor(world.url, id, bo)
    await synced(late)
    expect(textOf(late)).toBe(textOf(hers))
  })

  test('what a person is told is saved can be read by everybody else', async () => {
    const ana = await world.join('Ana')
    const id = await world.createDocument(ana)
    const editor = openEditor(world.url, id, ana)
    await synced(editor)
    const other = new pg.Client({ connectionString: world.connectionString })
    await other.connect()
    for (let i = 1; i <= 20; i++) {
      editor.doc.getText('title').insert(0, `${i}.`)
      await until(() => editor.saved() === i + 1) // the first was the answer to the server's question
      const { rows } = await other.query('select count(*)::int as stored from document_updates where document_id = $1', [id])
      expect(rows[0].stored).toBeGreaterThanOrEqual(i)
    }
    await other.end()
  })

  test('a document comes back whole after a restart, folded or not', async () => {
    const ana = await world.join('Ana')
    const id = await world.createDocument(ana)
    const editor = openEditor(world.url, id, ana)
    await synced(editor)
    editor.doc.getText('title').insert(0, 'first part')
    await until(() => world.settled.some(settled => settled.documentId === id))
    editor.doc.getText('title').insert(0, 'second part, ')
    await until(() => editor.saved() === 3)
    editor.leave()
    await world.restart()
    const later = openEditor(world.url, id, ana)
    await synced(later)
    expect(textOf(later)).toBe('second part, first part')
  })

  test('somebody who wrote offline merges on return, and only what is new is stored', async () => {
    const ana = await world.join('Ana')
    const bo = await world.join('Bo')
    const id = await world.createDocument(ana)
    const [hers, his] = [openEditor(world.url, id, ana), openEditor(world.url, id, bo)]
    await synced(hers, his)
    hers.doc.getText('title').insert(0, 'abc')
    await until(() => textOf(his) === 'abc')
    his.provider.disconnect()
    his.doc.getText('title').insert(3, ' written offline')
    his.doc.getText('title').delete(0, 1)
    hers.doc.getText('title').insert(0, 'meanwhile ')
    await until(() => hers.saved() === 3)
    his.provider.connect()
    await until(() => textOf(hers) === 'meanwhile bc written offline' && textOf(his) === textOf(hers))
    const count = () => world.database.selectFrom('documentUpdates').select(({ fn }) => fn.countAll<number>().as('n')).where('documentId', '=', id).executeTakeFirstOrThrow()
    const before = await count()
    for (let i = 0; i < 3; i++) {
      his.provider.disconnect()
      his.provider.connect()
      await until(() => his.provider.synced && his.saved() === 1)
    }
    expect(await count()).toEqual(before)
  })

  test('the server itself changes a document in a person\'s name', async () => {
    const ana = await world.join('Ana')
    const id = await world.createDocument(ana)
    const editor = openEditor(world.url, id, ana)
    await synced(editor)
    editor.doc.getText('title').insert(0, 'Old title')
    await until(() => editor.saved() === 2)
    await world.engine.edit({ documentId: id, userId: ana, verb: 'setTitle', args: ['New title'] })
    await until(() => textOf(editor) === 'New title')
    await until(() => world.settled.some(({ documentId, projection }) => documentId === id && (projection as { title: string }).title === 'New title'))
  })

  test('a server that stops finishes what it has received, and sends everybody away for a moment', async () => {
    const ana = await world.join('Ana')
    const id = await world.createDocument(ana)
    const editor = openEditor(world.url, id, ana)
    await synced(editor)
    for (let i = 0; i < 50; i++) editor.doc.getText('title').insert(0, 'x')
    await until(() => editor.saved() > 1)
    await world.restart()
    await until(() => editor.closeCodes.includes(closeCode.serverStops))
    const fresh = openEditor(world.url, id, ana)
    await until(() => textOf(fresh).length === 50)
    await until(() => editor.provider.synced)
    expect(textOf(editor)).toBe(textOf(fresh))
  })

  test('a client that resumes gets just what it missed', async () => {
    const ana = await world.join('Ana')
    const id = await world.createDocument(ana)
    const editor = openEditor(world.url, id, ana)
    await synced(editor)
    for (const letter of 'abc') editor.doc.getText('title').insert(0, letter)
    await until(() => editor.saved() === 4)
    const doc = new Y.Doc()
    const resumed = openEditor(world.url, `${id}?since=2&epoch=1&`, ana, { doc })
    await synced(resumed)
    expect(doc.store.pendingStructs?.missing.size).toBe(1) // the third letter, which stands on the two it said it had
  })

  test('who resumes after what they missed was let go gets the whole document', async () => {
    const forgetful = await startEngine({ config: { quiet: 50, resumable: 0 } })
    const ana = await forgetful.join('Ana')
    const id = await forgetful.createDocument(ana)
    const editor = openEditor(forgetful.url, id, ana)
    await synced(editor)
    for (const letter of 'abc') editor.doc.getText('title').insert(0, letter)
    await until(() => editor.saved() === 4)
    await until(async () => {
      const resumed = openEditor(forgetful.url, `${id}?since=2&epoch=1&`, ana)
      await synced(resumed)
      resumed.leave()
      return textOf(resumed) === 'cba'
    })
    editor.doc.getText('title').insert(0, 'd')
    const late = openEditor(forgetful.url, id, ana)
    await until(() => textOf(late) === 'dcba')
  })
})
