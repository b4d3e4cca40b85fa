import { type Editor, Extension } from '@tiptap/core'
import { type Plugin, PluginKey } from '@tiptap/pm/state'
import { exitSuggestion, Suggestion, type SuggestionOptions } from '@tiptap/suggestion'

/** The slash menu as the editor knows it: what was typed after the slash, and where it stands. */
export interface SlashState { query: string, from: number, to: number }

type KeyHandler = (event: KeyboardEvent) => boolean

/** Between ProseMirror, which sees the keys, and React, which draws the menu. */
export class SlashStore {
  #state: SlashState | null = null
  #onKey: KeyHandler = () => false
  readonly #listeners = new Set<() => void>()

  readonly state = (): SlashState | null => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The menu says what its keys do; returns the way to stop. */
  listen(onKey: KeyHandler): () => void {
    this.#onKey = onKey
    return () => { this.#onKey = () => false }
  }

  show(state: SlashState | null): void {
    this.#state = state
    this.#listeners.forEach(listener => listener())
  }

  press(event: KeyboardEvent): boolean {
    return this.#onKey(event)
  }
}

/** A menu that opens behind a sign in the text: the caret stays there, what is typed filters. */
interface MenuBehind { name: string, char: string, store: SlashStore, editor: Editor, /** longer, and it is text again */ mostQuery: number, rest?: Partial<SuggestionOptions> }

export function menuBehind({ name, char, store, editor, mostQuery, rest }: MenuBehind): Plugin {
  const key = new PluginKey(name)
  const show = ({ query, range }: { query: string, range: { from: number, to: number } }) => store.show(query.length > mostQuery || query.startsWith(' ') ? null : { query, ...range })
  return Suggestion({
    pluginKey: key,
    editor,
    char,
    allowedPrefixes: [' '],
    decorationClass: 'slash',
    dismissOnOutsideClick: false,
    allow: ({ editor: asked, state }) => asked.isEditable && !state.selection.$from.parent.type.spec.code,
    items: () => [],
    render: () => ({
      onStart: show,
      onUpdate: show,
      onExit: () => store.show(null),
      onKeyDown: ({ view, event }) => {
        if (event.key !== 'Escape') return store.press(event)
        const isOpen = store.state() !== null
        if (isOpen) exitSuggestion(view, key)
        return isOpen
      },
    }),
    ...rest,
  })
}

export const SlashCommand = Extension.create<{ store: SlashStore | null }>({
  name: 'slashCommand',
  addOptions: () => ({ store: null }),
  addProseMirrorPlugins() {
    const { store } = this.options
    return store ? [menuBehind({ name: 'slashMenu', char: '/', store, editor: this.editor, mostQuery: 24 })] : []
  },
})
