import { type Editor, Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { announce } from '../ui/announce.ts'
import { duplicate, removeBlocks, sliceOf, stepBlocks } from './block-acts.ts'
import { blocksMeant, choose, chooseNone, chosenBlocks, headOf } from './block-selection.ts'
import { endOf, siblingOf, type Unit, unitAround, unitOfCaret } from './block-units.ts'
import { markdownOf } from './copied-markdown.ts'

export interface BlockWords {
  add: string
  grip: string
  chosen: (count: number) => string
  removed: (count: number) => string
  copied: (count: number) => string
  duplicated: (count: number) => string
  moved: (step: -1 | 1) => string
  atEdge: (step: -1 | 1) => string
  dropped: string
}

interface Parts { words: BlockWords | null, openMenu: (() => void) | null }

/** While blocks are chosen, keys mean them: before Enter or Delete does to the words what it does to words. */
export const ChosenBlockKeys = Extension.create<Parts>({
  name: 'chosenBlockKeys',
  priority: 5_000,
  addOptions: () => ({ words: null, openMenu: null }),
  addProseMirrorPlugins() {
    const { editor, options: { words, openMenu } } = this
    if (!words || !openMenu) return []
    const keys = new Keys(editor, words, openMenu)
    return [new Plugin({
      props: {
        handleKeyDown: (_view, event) => keys.press(event, 'whenChosen'),
        handleDOMEvents: { copy: (view, event) => copy(view, event, words), cut: (view, event) => copy(view, event, words) && cut(editor, words) },
      },
    })]
  },
})

/** Keys that lead to whole blocks. After menus that Escape closes, and before it leaves a passage. */
export const BlockKeys = Extension.create<Parts>({
  name: 'blockKeys',
  priority: 20,
  addOptions: () => ({ words: null, openMenu: null }),
  addProseMirrorPlugins() {
    const { editor, options: { words, openMenu } } = this
    if (!words || !openMenu) return []
    const keys = new Keys(editor, words, openMenu)
    return [new Plugin({ props: { handleKeyDown: (_view, event) => keys.press(event, 'always') } })]
  },
})

class Keys {
  readonly #editor: Editor
  readonly #words: BlockWords
  readonly #openMenu: () => void

  constructor(editor: Editor, words: BlockWords, openMenu: () => void) {
    this.#editor = editor
    this.#words = words
    this.#openMenu = openMenu
  }

  press(event: KeyboardEvent, when: 'always' | 'whenChosen'): boolean {
    if (event.isComposing || !this.#editor.isEditable) return false
    const mods = [event.ctrlKey || event.metaKey ? 'Mod' : '', event.altKey ? 'Alt' : '', event.shiftKey ? 'Shift' : ''].filter(Boolean)
    const name = [...mods, event.key.length === 1 ? event.key.toLowerCase() : event.key].join('-')
    const act = when === 'always' ? this.#always(name) : chosenBlocks(this.#editor.state).length > 0 ? this.#whenChosen(name) : null
    if (!act?.()) return false
    // Whatever the text stands in, a panel, is not closed by the same key.
    event.stopPropagation()
    return true
  }

  #always(name: string): (() => boolean) | null {
    switch (name) {
      case 'Escape': return () => this.#chooseAround()
      case 'Alt-Shift-ArrowUp': return () => this.#step(-1)
      case 'Alt-Shift-ArrowDown': return () => this.#step(1)
      case 'Mod-d': return () => this.#act(units => { duplicate(this.#editor, units); announce(this.#words.duplicated(units.length)) })
      default: return null
    }
  }

  #whenChosen(name: string): (() => boolean) | null {
    switch (name) {
      case 'ArrowUp': case 'ArrowLeft': return () => this.#go(-1, { isNew: true })
      case 'ArrowDown': case 'ArrowRight': return () => this.#go(1, { isNew: true })
      case 'Shift-ArrowUp': return () => this.#go(-1, { isNew: false })
      case 'Shift-ArrowDown': return () => this.#go(1, { isNew: false })
      case 'Delete': case 'Backspace': return () => this.#act(units => { removeBlocks(this.#editor, units); announce(this.#words.removed(units.length)) })
      case 'Enter': return () => this.#act(units => chooseNone(this.#editor.view, units.map(endOf).at(-1) ?? 0))
      case 'Mod-a': return () => this.#chooseAll()
      case 'ContextMenu': case 'Shift-F10': return () => this.#act(this.#openMenu)
      default: return null
    }
  }

  #act(act: (units: readonly Unit[]) => void): boolean {
    const units = blocksMeant(this.#editor.state)
    if (units.length > 0) act(units)
    return units.length > 0
  }

  #step(step: -1 | 1): boolean {
    return this.#act(units => announce(stepBlocks(this.#editor, units, step) ? this.#words.moved(step) : this.#words.atEdge(step)))
  }

  /** First the block with the caret, then what it stands in; at last back to the text. */
  #chooseAround(): boolean {
    const { view } = this.#editor
    const [chosen] = chosenBlocks(view.state)
    const unit = chosen ? unitAround(view.state.doc, chosen) : unitOfCaret(view.state)
    if (unit) return this.#choose(unit, { isNew: true })
    if (chosen) chooseNone(view)
    return false
  }

  #go(step: -1 | 1, how: { isNew: boolean }): boolean {
    const { state } = this.#editor
    const head = headOf(state)
    const next = head && (siblingOf(state.doc, head, step) ?? unitAround(state.doc, head))
    return next ? this.#choose(next, how) : true
  }

  #chooseAll(): boolean {
    const { state: { doc }, view } = this.#editor
    const [first] = chosenBlocks(view.state)
    if (!first) return false
    let [top, last] = [first, first]
    for (let next = siblingOf(doc, top, -1); next; next = siblingOf(doc, top, -1)) top = next
    for (let next = siblingOf(doc, last, 1); next; next = siblingOf(doc, last, 1)) last = next
    choose(view, top, { isNew: true })
    return this.#choose(last, { isNew: false })
  }

  #choose(unit: Unit, how: { isNew: boolean }): boolean {
    const { view } = this.#editor
    choose(view, unit, how)
    const dom = view.nodeDOM(unit.position)
    if (dom instanceof Element) dom.scrollIntoView({ block: 'nearest' })
    announce(this.#words.chosen(chosenBlocks(view.state).length))
    return true
  }
}

/** As HTML for other editors and as markdown for everything else. */
function copy(view: EditorView, event: ClipboardEvent, words: BlockWords): boolean {
  const units = chosenBlocks(view.state)
  if (units.length === 0 || !event.clipboardData) return false
  const slice = sliceOf(view.state.doc, units)
  const { dom } = view.serializeForClipboard(slice)
  event.preventDefault()
  event.clipboardData.clearData()
  event.clipboardData.setData('text/html', dom.innerHTML)
  event.clipboardData.setData('text/plain', markdownOf(slice.content))
  announce(words.copied(units.length))
  return true
}

function cut(editor: Editor, words: BlockWords): boolean {
  const units = chosenBlocks(editor.state)
  if (!editor.isEditable) return true
  removeBlocks(editor, units)
  announce(words.removed(units.length))
  return true
}
