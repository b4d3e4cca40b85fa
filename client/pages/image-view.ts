import type { NodeViewRenderer } from '@tiptap/core'
import { isFileAddress } from '@kopa/shared/pages/page-schema.ts'

/** An image of Kopa's own file store; its measures hold the place before the bytes are here. */
export const imageView = (words: { missing: string }): NodeViewRenderer => ({ node }) => {
  const dom = document.createElement('figure')
  const image = document.createElement('img')
  dom.className = 'image'
  dom.dataset['label'] = words.missing
  image.decoding = 'async'
  image.loading = 'lazy'
  image.draggable = false
  image.addEventListener('error', () => { dom.dataset['state'] = 'missing' })
  image.addEventListener('load', () => { delete dom.dataset['state'] })
  dom.append(image)
  const show = (attributes: Record<string, unknown>) => {
    const { src, alt, width, height } = attributes
    if (!isFileAddress(src)) dom.dataset['state'] = 'missing'
    else if (image.getAttribute('src') !== src) image.src = String(src)
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
  }
}

function measure(image: HTMLImageElement, side: 'width' | 'height', value: unknown): void {
  if (typeof value === 'number' && value > 0) image[side] = value
  else image.removeAttribute(side)
}
