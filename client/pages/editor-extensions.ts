import { Extension, type Extensions, mergeAttributes, type NodeViewRenderer } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { defaultDeleteFilter, defaultProtectedNodes, ySyncPluginKey } from '@tiptap/y-tiptap'
import { contentOf } from '@kopa/shared/pages/page.ts'
import { chosenSettings, settingsOf } from '@kopa/shared/pages/page-settings.ts'
import { movedBlocks } from '@kopa/shared/pages/move-blocks.ts'
import { pageExtensions, withParts } from '@kopa/shared/pages/page-schema.ts'
import * as Y from 'yjs'
import type { OpenDocument } from '../documents/open-document.ts'
import { BlockIds } from './block-ids.ts'
import { BlockKeys, ChosenBlockKeys } from './block-keys.ts'
import { BlockMoves } from './block-moves.ts'
import { BlockSelection } from './block-selection.ts'
import { calloutView } from './callout-view.ts'
import { Carets } from './carets.ts'
import { codeBlockView } from './code-block-view.ts'
import { CodeHighlight } from './code-highlight.ts'
import { DetailsFolds } from './details-folds.ts'
import { columnView } from './column-view.ts'
import { ColumnsMend } from './columns-mend.ts'
import { contentsView } from './contents-view.ts'
import { detailsView } from './details-view.ts'
import type { EditorWords } from './editor-words.ts'
import { ControlsFollowEditing, taskView } from './controls-follow-editing.ts'
import { FindMarks } from './find-marks.ts'
import { ImageInput } from './image-input.ts'
import type { ImageUploads } from './image-uploads.ts'
import { imageView } from './image-view.ts'
import { KeydownGuard } from './keydown-guard.ts'
import { type Exit, PassageExits } from './passage-exits.ts'
import type { Outline } from './page-outline.ts'
import { Paste } from './paste.ts'
import { PassagePlaces, type PassageSlots } from './passage-slots.ts'
import { Placeholder } from './placeholder.ts'
import { SlashCommand, type SlashStore } from './slash-state.ts'
import { MentionInput, type MentionParts } from './mention-input.ts'
import { LiveListKeys, type LiveLists, liveListView } from './live-lists.ts'
import { mentionView } from './mention-view.ts'
import { TrueCaret } from './true-caret.ts'
import { TypedLinks } from './typed-links.ts'

export interface EditorParts {
  document: OpenDocument
  /** What is edited: the page's own body, or that of a passage. */
  body: Y.XmlFragment
  /** Where passages of the own company stand between the blocks; a passage has none inside. */
  slots: PassageSlots | null
  /** Where the caret goes that leaves a passage; false: nowhere. A page is not left so. */
  leave: ((to: Exit) => boolean) | null
  myId: string
  words: EditorWords
  uploads: ImageUploads
  slash: SlashStore
  mentions: MentionParts
  lists: LiveLists
  /** Ctrl+K, Ctrl+/, Ctrl+F: what the editor cannot do by itself. */
  openLink: () => void
  openHelp: () => void
  openFind: (how: { isReplacing: boolean }) => void
  /** What can be done with the chosen blocks, beside the first of them. */
  openBlockMenu: () => void
  /** Pictures of what was pasted that nobody here can read. */
  tellLost: (count: number) => void
}

export type ContentParts = Pick<EditorParts, 'words' | 'mentions' | 'lists'> & { outline: Outline }

/** What a page may hold, with the looks of this client: the part that room for unknown content is made in. */
export const contentExtensions = ({ words, mentions, lists, outline }: ContentParts): Extensions => withParts(pageExtensions(), {
  image: part => part.extend({ addNodeView: () => imageView(words.image) }),
  mention: part => part.extend({ addNodeView: () => mentionView(mentions.source) }),
  liveTasks: part => part.extend({ addNodeView: () => liveListView(lists) }),
  callout: part => part.extend({ addNodeView: () => calloutView(words.callout) }),
  details: part => part.extend({ addNodeView: () => detailsView(words.details) }),
  column: part => part.extend({ addNodeView: () => columnView(words.column) }),
  tableOfContents: part => part.extend({ addNodeView: () => contentsView(words.contents, outline) }),
  codeBlock: part => part.extend({ addNodeView: () => codeBlockView(words.code) }),
  taskItem: part => part.configure({ a11y: { checkboxLabel: words.taskLabel } }).extend({ addNodeView() { return this.parent ? taskView(this.parent() as NodeViewRenderer) : null } }),
  table: part => part.extend({ renderHTML: ({ HTMLAttributes }) => ['div', { class: 'table' }, ['table', mergeAttributes(HTMLAttributes), ['tbody', 0]]] }),
})

/** How a page is edited: binding, undo, carets, menus, input. */
export const behaviourExtensions = (parts: EditorParts, undoManager: Y.UndoManager): Extensions => [
  Collaboration.configure({ fragment: parts.body, yUndoOptions: { undoManager } }),
  TrueCaret, LiveListKeys,
  Carets.configure({ awareness: parts.document.awareness, myId: parts.myId }),
  KeydownGuard, BlockIds, TypedLinks, CodeHighlight, ControlsFollowEditing, FindMarks, BlockSelection, DetailsFolds, ColumnsMend,
  BlockKeys.configure({ words: parts.words.blocks, openMenu: parts.openBlockMenu }),
  ChosenBlockKeys.configure({ words: parts.words.blocks, openMenu: parts.openBlockMenu }),
  BlockMoves.configure({ body: parts.body, awareness: parts.document.awareness }),
  Placeholder.configure(parts.words.placeholder),
  ImageInput.configure({ uploads: parts.uploads }),
  Paste.configure({ uploads: parts.uploads, tellLost: parts.tellLost }),
  SlashCommand.configure({ store: parts.slash }),
  MentionInput.configure({ parts: parts.mentions }),
  ...parts.leave ? [PassageExits.configure({ leave: parts.leave })] : [],
  ...parts.slots ? [PassagePlaces.configure({ slots: parts.slots })] : [],
  shortcuts(parts),
]

/** Own edits only, of the text and, with the page's own, of its settings; it outlives the editor, so that making the editor anew forgets nothing. */
export const makeUndoManager = (doc: Y.Doc, body: Y.XmlFragment): Y.UndoManager => new Y.UndoManager(body === contentOf(doc) ? [body, settingsOf(doc)] : [body], {
  trackedOrigins: new Set<unknown>([ySyncPluginKey, chosenSettings, movedBlocks]),
  deleteFilter: item => defaultDeleteFilter(item, defaultProtectedNodes),
  captureTransaction: transaction => transaction.meta.get('addToHistory') !== false,
})

const shortcuts = ({ openLink, openHelp, openFind }: EditorParts): Extension => Extension.create({
  name: 'pageShortcuts',
  addKeyboardShortcuts: () => ({
    'Mod-k': () => { openLink(); return true },
    'Mod-/': () => { openHelp(); return true },
    'Mod-f': () => { openFind({ isReplacing: false }); return true },
    'Mod-h': () => { openFind({ isReplacing: true }); return true },
    'Mod-Shift-h': () => { openFind({ isReplacing: true }); return true },
  }),
})
