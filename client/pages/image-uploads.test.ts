import { Editor } from '@tiptap/core'
import { pageExtensions } from '@kopa/shared/pages/page-schema.ts'
import { expect, test } from 'vitest'
import { ImageUploads } from './image-uploads.ts'

const image = { url: '/files/1', width: 4, height: 3 }
const file = new File(['an image'], 'Bridge.png', { type: 'image/png' })

/** Resolves when the tray shows that state. */
const shown = (uploads: ImageUploads, state: string): Promise<void> => new Promise(resolve => {
  uploads.subscribe(() => { if ((uploads.list()[0]?.state ?? 'none') === state) resolve() })
})

test('an image that arrives where nobody can write any more is not lost without a word: it can be tried again', async () => {
  let editor: Editor | null = null
  const uploads = new ImageUploads(async () => image, () => editor, () => 'This page cannot be written in.')
  const failed = shown(uploads, 'failed')
  uploads.add([file])
  await failed
  expect(uploads.list()).toMatchObject([{ name: 'Bridge.png', state: 'failed', sentence: 'This page cannot be written in.', mayRetry: true }])

  editor = new Editor({ element: null, extensions: pageExtensions(), content: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Hello' }] }] } })
  const gone = shown(uploads, 'none')
  uploads.retry(uploads.list()[0]?.id ?? 0)
  await gone
  expect(editor.getJSON().content).toContainEqual(expect.objectContaining({ type: 'image', attrs: expect.objectContaining({ src: '/files/1', alt: 'Bridge', width: 4, height: 3 }) }))
})
