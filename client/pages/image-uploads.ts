import type { Editor } from '@tiptap/core'
import type { ResolvedPos } from '@tiptap/pm/model'
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey } from '@tiptap/y-tiptap'
import type * as Y from 'yjs'
import { ApiError } from '../core/api-error.ts'

export interface StoredImage { url: string, width: number | null, height: number | null }
export type StoreImage = (file: File, signal: AbortSignal) => Promise<StoredImage>
export type Upload = { id: number, name: string } & ({ state: 'sending' } | { state: 'failed', sentence: string, mayRetry: boolean })

interface Job { upload: Upload, file: File, place: Y.RelativePosition | null, stopping: AbortController }
interface Binding { doc: Y.Doc, type: Y.XmlFragment, mapping: never }

/** Images on their way into a page. The place is remembered as Yjs names it, so others may go on writing above it. */
export class ImageUploads {
  #jobs: readonly Job[] = []
  #shown: readonly Upload[] = []
  #lastId = 0
  readonly #listeners = new Set<() => void>()
  readonly #store: StoreImage
  readonly #editor: () => Editor | null

  /** @param editor the editor of this moment: it is made anew when a page brings content it does not know */
  constructor(store: StoreImage, editor: () => Editor | null) {
    this.#store = store
    this.#editor = editor
  }

  readonly list = (): readonly Upload[] => this.#shown

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** @param position where the images go; the caret's place when none is given */
  add(files: readonly File[], position?: number): void {
    const editor = this.#editor()
    const place = editor && rememberPlace(editor, position ?? editor.state.selection.to)
    for (const file of files) {
      this.#lastId++
      const job: Job = { upload: { id: this.#lastId, name: file.name, state: 'sending' }, file, place, stopping: new AbortController() }
      this.#show([...this.#jobs, job])
      void this.#send(job)
    }
  }

  retry(id: number): void {
    const job = this.#jobs.find(({ upload }) => upload.id === id)
    if (job) void this.#send(job)
  }

  dismiss(id: number): void {
    this.#jobs.find(({ upload }) => upload.id === id)?.stopping.abort()
    this.#show(this.#jobs.filter(({ upload }) => upload.id !== id))
  }

  stop(): void {
    this.#jobs.forEach(({ stopping }) => stopping.abort())
  }

  async #send(job: Job): Promise<void> {
    const { id, name } = job.upload
    this.#change(id, { id, name, state: 'sending' })
    try {
      const stored = await this.#store(job.file, job.stopping.signal)
      const editor = this.#editor()
      if (!editor || job.stopping.signal.aborted) return
      insertImage(editor, stored, job)
      this.dismiss(id)
    } catch (error) {
      if (!job.stopping.signal.aborted) this.#change(id, { id, name, state: 'failed', sentence: (error as Error).message, mayRetry: !isFinal(error) })
    }
  }

  #change(id: number, upload: Upload): void {
    this.#show(this.#jobs.map(job => (job.upload.id === id ? { ...job, upload } : job)))
  }

  #show(jobs: readonly Job[]): void {
    this.#jobs = jobs
    this.#shown = jobs.map(({ upload }) => upload)
    this.#listeners.forEach(listener => listener())
  }
}

/** The file itself was refused: the same file again would be, too. */
const isFinal = (error: unknown): boolean => error instanceof ApiError && refusalsOfFile.has(error.code)
const refusalsOfFile: ReadonlySet<string> = new Set(['notAnImage', 'fileTooLarge', 'requestTooLarge', 'invalid'])

const bindingOf = (editor: Editor): Binding | undefined => (ySyncPluginKey.getState(editor.state) as { binding?: Binding } | undefined)?.binding

function rememberPlace(editor: Editor, position: number): Y.RelativePosition | null {
  const binding = bindingOf(editor)
  return binding ? absolutePositionToRelativePosition(position, binding.type, binding.mapping) as Y.RelativePosition : null
}

/** Where the place has gone meanwhile; the end of the page when it was deleted. */
function insertImage(editor: Editor, { url, width, height }: StoredImage, { place, file }: Job): void {
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
