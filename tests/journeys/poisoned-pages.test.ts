import { beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { closeCode } from '@kopa/shared/documents/protocol.ts'
import { inLine } from '@kopa/shared/pages/in-place.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { openPage, when } from '../support/page-client.ts'
import { until } from '../support/services.ts'
import { twoCompanies, visit } from '../support/world.ts'

/**
 * Values that Yjs carries and no editor of ours writes. Whoever may write in a page could once make it unreadable for the keeper with
 * a single one of them: the page was shut for everybody, or never folded again. And the way out, should there be another.
 */
let app: TestApp
beforeAll(async () => { app = await startApp() })

const record = { toString: 1, valueOf: 1 }
const values: Record<string, unknown> = {
  'no number': NaN, 'more than any number': -Infinity, 'a large whole number': 5n, 'bytes': new Uint8Array([1, 2]), 'nothing': undefined,
  'an object that breaks whoever asks for its number': record, 'an object in a list': [[record, 7n]],
}
/** Attributes that the server looks at itself. */
const looked: [node: string, attribute: string][] = [['paragraph', 'x'], ['heading', 'id'], ['heading', 'level'], ['tableCell', 'colspan'], ['orderedList', 'start'], ['image', 'width'], ['image', 'src'], ['taskItem', 'checked'], ['mention', 'label']]

function poison(doc: Y.Doc): void {
  const blocks = Object.values(values).flatMap(value => looked.map(([name, attribute]) => {
    const block = new Y.XmlElement(name)
    block.setAttribute(attribute, value as never)
    if (!inLine.has(name)) return block
    const line = new Y.XmlElement('paragraph')
    line.insert(0, [block])
    return line
  }))
  const [holder, word] = [new Y.XmlElement('paragraph'), new Y.XmlText()]
  holder.setAttribute('x', new Y.Map() as never)
  word.insert(0, 'marked', { link: { href: record, more: [1] }, bold: 7 as never })
  holder.insert(0, [word])
  doc.getXmlFragment('content').push([...blocks, holder])
}

test('what no editor writes shuts no page: it is folded, listed, kept as a version, and written in', async () => {
  const { ana, bo, workspaceId, pageId } = await twoCompanies(app.url)
  const [hers, his] = [openPage(ana, pageId), openPage(bo, pageId)]
  await Promise.all([hers.synced, his.synced])
  his.doc.transact(() => poison(his.doc))
  await when(hers.doc, () => hers.doc.getXmlFragment('content').length > 60)
  hers.doc.getText('title').insert(0, 'Still open')
  await until(async () => (await ana.pages.listPages({ workspaceId })).pages.some(({ id, title }) => id === pageId && title.startsWith('Still open')))
  const { version } = await ana.versions.createVersion({ workspaceId, pageId, name: 'with all of it' })
  hers.doc.getXmlFragment('content').delete(0, 60)
  await ana.versions.restoreVersion({ workspaceId, pageId, versionId: version.id })
  await when(his.doc, () => his.doc.getXmlFragment('content').length > 60)
  const { flaggedAt, contentHash } = await app.database.selectFrom('documents').select(['flaggedAt', 'contentHash']).where('id', '=', pageId).executeTakeFirstOrThrow()
  expect(flaggedAt).toBeNull()
  expect(contentHash).toHaveLength(32)
  hers.leave()
  his.leave()
})

/** A row of the log that nobody can read: what a hole in the guard, or a bad disk, would leave. */
async function breakPage(pageId: string, userId: string): Promise<void> {
  const { position } = await app.database.selectFrom('documents').select('snapshotPosition as position').where('id', '=', pageId).executeTakeFirstOrThrow()
  await app.database.insertInto('documentUpdates').values({ documentId: pageId, position: position + 1, userId, clientId: 5, bytes: Buffer.from([1]) }).execute()
}

test('a page that cannot be read further is read only, until somebody restores a version of it: then all write again', async () => {
  const { ana, bo, workspaceId, pageId } = await twoCompanies(app.url)
  const hers = openPage(ana, pageId)
  await hers.synced
  hers.doc.getText('title').insert(0, 'Before. ')
  const isFolded = async () => (await ana.pages.listPages({ workspaceId })).pages.some(({ title }) => title.startsWith('Before. '))
  await until(isFolded)
  hers.leave()
  await breakPage(pageId, bo.userId)
  const node = await startApp({ beside: app })
  const [her, him] = [Object.assign(visit(node.url), { cookie: ana.cookie }), Object.assign(visit(node.url), { cookie: bo.cookie })]
  const shown = openPage(him, pageId)
  await shown.synced
  expect(shown.title()).toMatch(/^Before\. /)
  const flagged = () => app.database.selectFrom('documents').select(['flaggedAt', 'epoch']).where('id', '=', pageId).executeTakeFirstOrThrow()
  await until(async () => (await flagged()).flaggedAt !== null)
  shown.doc.getText('title').insert(0, 'In vain. ')
  await until(async () => (await app.database.selectFrom('events').select('payload').where('name', '=', 'document.updateRefused').execute()).length > 0)
  const { version } = await her.versions.createVersion({ workspaceId, pageId, name: 'as it is shown' })
  await her.versions.restoreVersion({ workspaceId, pageId, versionId: version.id })
  expect(await shown.closed).toBe(closeCode.otherEpoch)
  expect(await flagged()).toEqual({ flaggedAt: null, epoch: 2 })
  const [again, other] = [openPage(him, pageId), openPage(ana, pageId)]
  await Promise.all([again.synced, other.synced])
  again.doc.getText('title').insert(0, 'And after. ')
  await when(other.doc, () => other.title().startsWith('And after. Before. '))
  const [fact] = await app.database.selectFrom('events').select(['userId', 'payload']).where('name', '=', 'document.reopened').execute()
  expect(fact).toEqual({ userId: ana.userId, payload: { documentId: pageId, workspaceId, epoch: 2, privateTo: null } })
})
