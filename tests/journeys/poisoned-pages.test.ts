import { beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { startApp, type TestApp } from '../support/app.ts'
import { openPage, when } from '../support/page-client.ts'
import { until } from '../support/services.ts'
import { twoCompanies } from '../support/world.ts'

/**
 * Values that Yjs carries and no editor of ours writes. Whoever may write in a page could once make it unreadable for the keeper with
 * a single one of them: the page was shut for everybody, or never folded again.
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
    return block
  }))
  const [holder, text, word] = [new Y.XmlElement('paragraph'), new Y.XmlText(), new Y.XmlText()]
  holder.setAttribute('x', new Y.Map() as never)
  text.insertEmbed(0, { image: 'x' })
  word.insert(0, 'marked', { link: { href: record, more: [1] }, bold: 7 as never })
  holder.insert(0, [text, word])
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
