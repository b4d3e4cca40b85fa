import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { ImageUploads } from './image-uploads.ts'

const isImage = (file: File): boolean => file.type.startsWith('image/')
const imagesIn = (data: DataTransfer | null): File[] => [...data?.files ?? []].filter(isImage)

/** Images that are pasted or dropped into the text. Text that comes along (from a word processor) wins over its picture. */
export const ImageInput = Extension.create<{ uploads: ImageUploads | null }>({
  name: 'imageInput',
  addOptions: () => ({ uploads: null }),
  addProseMirrorPlugins() {
    const { uploads } = this.options
    if (!uploads) return []
    return [new Plugin({
      props: {
        handlePaste: (view, event) => {
          const images = imagesIn(event.clipboardData)
          if (!view.editable || images.length === 0 || event.clipboardData?.types.includes('text/plain')) return false
          uploads.add(images)
          return true
        },
        handleDrop: (view, event, _slice, isMoved) => {
          const images = imagesIn(event.dataTransfer)
          if (!view.editable || isMoved || images.length === 0) return false
          event.preventDefault()
          uploads.add(images, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos)
          return true
        },
      },
    })]
  },
})
