import type { NodeViewRenderer } from '@tiptap/core'
import { isFileAddress } from '@kopa/shared/pages/file-address.ts'

/** A server that is restarting is soon back; a file that is gone is not asked for again and again. */
const waitsBeforeAsking = [1_000, 3_000, 10_000, 30_000]

/** An image of Kopa's own file store; its measures hold the place before the bytes are here. */
export const imageView = (words: { missing: string }): NodeViewRenderer => ({ node }) => {
  const dom = document.createElement('figure')
  const image = document.createElement('img')
  dom.className = 'image'
  dom.dataset['label'] = words.missing
  image.decoding = 'async'
  image.loading = 'lazy'
  image.draggable = false
  const stopAsking = askAgain(image)
  image.addEventListener('error', () => { dom.dataset['state'] = 'missing' })
  image.addEventListener('load', () => { delete dom.dataset['state'] })
  dom.append(image)
  const show = (attributes: Record<string, unknown>) => {
    const { src, alt, width, height } = attributes
    if (!isFileAddress(src)) dom.dataset['state'] = 'missing'
    else if (image.getAttribute('src') !== src) {
      delete dom.dataset['state']
      image.src = src
    }
    image.alt = typeof alt === 'string' ? alt : ''
    measure(image, 'width', width)
    measure(image, 'height', height)
  }
  show(node.attrs)
  return {
    dom,
    update: next => {
      if (next.type !== node.type) return false
      show(next.attrs)
      return true
    },
    ignoreMutation: () => true,
    destroy: stopAsking,
  }
}

/** An image that could not be fetched is fetched again after a while, and when the network is back; answers how to stop that. */
function askAgain(image: HTMLImageElement): () => void {
  let asked = 0
  let waiting: ReturnType<typeof setTimeout> | undefined
  const ask = () => {
    // A lazy image is not fetched while it is hidden, and the missing one is.
    image.loading = 'eager'
    image.setAttribute('src', image.getAttribute('src') ?? '')
  }
  const askWhenOnline = () => { if (image.complete && image.naturalWidth === 0) ask() }
  image.addEventListener('error', () => {
    const wait = waitsBeforeAsking[asked++]
    if (wait !== undefined) waiting = setTimeout(ask, wait)
  })
  image.addEventListener('load', () => { asked = 0 })
  addEventListener('online', askWhenOnline)
  return () => {
    clearTimeout(waiting)
    removeEventListener('online', askWhenOnline)
  }
}

function measure(image: HTMLImageElement, side: 'width' | 'height', value: unknown): void {
  if (typeof value === 'number' && value > 0) image[side] = value
  else image.removeAttribute(side)
}
