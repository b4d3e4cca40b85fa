import type { Editor } from '@tiptap/core'
import type { ResolvedPos } from '@tiptap/pm/model'
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey } from '@tiptap/y-tiptap'
import type * as Y from 'yjs'
import { Uploads } from '../core/uploads.ts'

export interface StoredImage { url: string, width: number | null, height: number | null }
export type StoreImage = (file: File, signal: AbortSignal) => Promise<StoredImage>

type Place = Y.RelativePosition | null
interface Binding { doc: Y.Doc, type: Y.XmlFragment, mapping: never }

/** Images on their way into a page. The place is remembered as Yjs names it, so others may go on writing above it. */
export class ImageUploads extends Uploads<StoredImage, Place> {
  readonly #editor: () => Editor | null

  /**
   * @param editor the editor of this moment: it is made anew when a page brings content it does not know
   * @param nowhere what is said when the page can no longer be written in
   */
  constructor(store: StoreImage, editor: () => Editor | null, nowhere: () => string) {
    super({
      store,
      arrived: async (image, { file, place }) => {
        // An editor that is just being made anew is there after this turn.
        await Promise.resolve()
        const open = editor()
        if (!open) throw new Error(nowhere())
        insertImage(open, image, { file, place })
      },
    })
    this.#editor = editor
  }

  /** @param position where the images go; the caret's place when none is given */
  add(files: readonly File[], position?: number): void {
    const editor = this.#editor()
    this.send(files, editor && rememberPlace(editor, position ?? editor.state.selection.to))
  }
}

const bindingOf = (editor: Editor): Binding | undefined => (ySyncPluginKey.getState(editor.state) as { binding?: Binding } | undefined)?.binding

function rememberPlace(editor: Editor, position: number): Place {
  const binding = bindingOf(editor)
  return binding ? absolutePositionToRelativePosition(position, binding.type, binding.mapping) as Y.RelativePosition : null
}

/** Where the place has gone meanwhile; the end of the page when it was deleted. */
function insertImage(editor: Editor, { url, width, height }: StoredImage, { place, file }: { file: File, place: Place }): void {
  const binding = bindingOf(editor)
  const found = binding && place ? relativePositionToAbsolutePosition(binding.doc, binding.type, place, binding.mapping) : null
  const alt = file.name.replace(/\.\w+$/, '')
  const { doc } = editor.state
  const end = doc.content.size
  editor.commands.insertContentAt(besideBlock(doc.resolve(Math.min(found ?? end, end))), { type: 'image', attrs: { src: url, alt, width, height } }, { updateSelection: false })
}

/** Before an empty line, so that the caret stays in it to go on writing; after a line with words. */
function besideBlock($place: ResolvedPos): number {
  if (!$place.parent.isTextblock) return $place.pos
  return $place.parent.content.size === 0 ? $place.before() : $place.after()
}
