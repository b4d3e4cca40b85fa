import { Keyboard } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { type ReactNode, type RefObject, use, useCallback, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { Editor } from '@tiptap/react'
import type { OpenDocument } from '../documents/open-document.ts'
import { contentOf } from '@kopa/shared/pages/page.ts'
import type * as Y from 'yjs'
import { useOfferActs } from '../core/offered-acts.ts'
import { showToast } from '../ui/toasts.ts'
import { UploadTray } from '../core/UploadTray.tsx'
import { chosenBlocks } from './block-selection.ts'
import { followAddress } from './block-link.ts'
import { watchMargin } from './block-margin.ts'
import { BlockMenu } from './BlockMenu.tsx'
import type { BlockWords } from './block-keys.ts'
import { BlockTools } from './block-tools.ts'
import { EditorToolbars } from './EditorToolbars.tsx'
import { useEditorWords } from './editor-words.ts'
import { FindBar } from './FindBar.tsx'
import { ImageUploads } from './image-uploads.ts'
import { beginWriting, enterText, isKeyboardFree, markKeyboardFocus } from './keyboard-focus.ts'
import { LiveLists } from './live-lists.ts'
import { LiveListsIn } from './LiveListsIn.tsx'
import { LinkPopover } from './LinkPopover.tsx'
import type { MentionParts } from './mention-input.ts'
import { MentionsContext } from './mention-source.ts'
import { MentionMenu } from './MentionMenu.tsx'
import { PageEditorSession } from './page-editor-session.ts'
import { FinderContext, PageFinder } from './page-finder.ts'
import './page-text.css'
import type { Exit } from './passage-exits.ts'
import { PassageSlots } from './passage-slots.ts'
import { PlainPage } from './PlainPage.tsx'
import { ShortcutHelp } from './ShortcutHelp.tsx'
import { SlashMenu } from './SlashMenu.tsx'
import { TasksOfLines } from './TasksOfLines.tsx'
import { SlashStore } from './slash-state.ts'
import { usePageEntry } from './use-page-entry.ts'
import { pickImages, useStoreImage } from './use-store-image.ts'

export interface PageEditorHandle { focusStart: () => void, focusEnd: () => void, find: () => void }

export interface PageEditorProps {
  document: OpenDocument
  workspaceId: string
  myId: string
  isEditable: boolean
  /** The page was made and named just now: the caret stands in its text. */
  isFocusedFirst?: boolean
  /** What is chosen for the whole page: what its words are spelled by, and which way they read. */
  lang?: string | null
  dir?: 'ltr' | 'rtl' | null
  handle: RefObject<PageEditorHandle | null>
  /** It stands in the window, and nothing is drawn yet: what was shown in its place can go. */
  onShown: () => void
  /** Drawn into the text, between its blocks. */
  renderPassages?: (editor: Editor, slots: PassageSlots) => ReactNode
  /** Not the page's own text, but that of a passage. */
  passage?: PassageText
}

export interface PassageText { body: Y.XmlFragment, label: string, leave: (to: Exit) => boolean }

interface Panels { openLink: () => void, openHelp: () => void, openBlockMenu: (at: Element) => void }
interface Parts { session: PageEditorSession, uploads: ImageUploads, slash: SlashStore, mentions: MentionParts, slots: PassageSlots | null, finder: PageFinder, words: BlockWords, lists: LiveLists }

/** The text of a page. In a chunk of its own: a page can be read before this has come. */
export function PageEditor(props: PageEditorProps) {
  const [panel, setPanel] = useState<Panel>('none')
  const parts = useParts(props, { openLink: () => setPanel('link'), openHelp: () => setPanel('help'), openBlockMenu: setPanel })
  return parts && <OpenEditor {...props} parts={parts} panel={panel} setPanel={setPanel} />
}

/** An element: the menu of blocks is open beside it. */
type Panel = 'none' | 'link' | 'help' | 'tasks' | Element

interface OpenProps extends PageEditorProps { parts: Parts, panel: Panel, setPanel: (panel: Panel) => void }

function OpenEditor({ document, isEditable, isFocusedFirst = false, lang = null, dir = null, handle, onShown, renderPassages, parts, panel, setPanel }: OpenProps) {
  const { session, uploads, slash, mentions, slots, finder, lists } = parts
  const { t } = useLingui()
  const state = useSyncExternalStore(session.subscribe, session.state)
  const pickImage = useImagePicker(uploads)
  const close = useCallback(() => setPanel('none'), [setPanel])
  useImperativeHandle(handle, () => ({ focusStart: () => enterText(session.editor, 'start'), focusEnd: () => enterText(session.editor, 'end'), find: () => { if (session.editor) finder.open(session.editor, { isReplacing: false }) } }), [session, finder])
  const isInside = use(FinderContext) !== null
  useLayoutEffect(onShown, [onShown])
  useOfferActs(`keys ${document.id}`, t`This page`, renderPassages ? [{ id: 'help', label: t`Keyboard`, icon: Keyboard, shortcut: 'Ctrl /', act: () => setPanel('help') }] : [])
  useEffect(() => { if (isFocusedFirst && isKeyboardFree() && session.editor) beginWriting(session.editor) }, [isFocusedFirst, session])
  const editor = state.state === 'editing' ? state.editor : null
  useEffect(() => editor ? finder.join(editor) : undefined, [finder, editor])
  useEffect(() => editor && !isInside ? followAddress(editor) : undefined, [editor, isInside])
  if (!editor) return <PlainPage document={document} isUnfit />
  return (
    <>
      {!isInside && <FindBar finder={finder} isEditable={isEditable} />}
      <Surface editor={editor} isEditable={isEditable} session={session} lang={lang} dir={dir} words={parts.words} openMenu={setPanel} />
      <LiveListsIn lists={lists} isEditable={isEditable} isPrivate={mentions.place().isPrivate} />
      {slots && <FinderContext value={finder}>{renderPassages?.(editor, slots)}</FinderContext>}
      {isEditable && <EditorToolbars editor={editor} pickImage={pickImage} openLink={() => setPanel('link')} openTasks={() => setPanel('tasks')} isLinkOpen={panel === 'link'} />}
      {isEditable && <SlashMenu editor={editor} store={slash} pickImage={pickImage} />}
      {isEditable && <MentionMenu editor={editor} parts={mentions} />}
      {isEditable && panel === 'link' && <LinkPopover editor={editor} onClose={close} />}
      {isEditable && panel instanceof Element && <BlockMenu editor={editor} words={parts.words} anchor={panel} onClose={close} />}
      {isEditable && panel === 'tasks' && <TasksOfLines editor={editor} isPrivate={mentions.place().isPrivate} onClose={close} />}
      <UploadTray uploads={uploads} label={t`Images on their way`} />
      <ShortcutHelp isOpen={panel === 'help'} onClose={close} />
    </>
  )
}

/** Made when the page is shown, taken apart when it goes; StrictMode does both twice. */
function useParts({ document, workspaceId, myId, isEditable, passage, renderPassages }: PageEditorProps, panels: Panels): Parts | null {
  const [parts, setParts] = useState<Parts | null>(null)
  const words = useEditorWords(passage?.label)
  const body = passage?.body ?? contentOf(document.doc)
  const [hasPassages, isPassage] = [renderPassages !== undefined, passage !== undefined]
  const store = useStoreImage(workspaceId, document.id, isPassage)
  const source = use(MentionsContext)
  const finder = useFinder()
  // A page that is not in the tree, as a task's, may be read by everybody; what stands in a passage, by the own company.
  const isPrivate = usePageEntry(workspaceId, document.id).privateTo !== null || isPassage
  const latest = useRef({ panels, isEditable, store, isPrivate, leave: passage?.leave })
  useEffect(() => { latest.current = { panels, isEditable, store, isPrivate, leave: passage?.leave } })
  useEffect(() => {
    const [slash, lists, slots] = [new SlashStore(), new LiveLists(), hasPassages ? new PassageSlots() : null]
    const mentions: MentionParts = { source, place: () => ({ isPrivate: latest.current.isPrivate }), named: new SlashStore(), pages: new SlashStore() }
    const uploads: ImageUploads = new ImageUploads((file, signal) => latest.current.store(file, signal), () => session.editor, () => words.image.nowhere)
    const leave = isPassage ? (to: Exit) => latest.current.leave?.(to) ?? false : null
    const session = new PageEditorSession(
      { document, body, slots, leave, myId, words, uploads, slash, mentions, lists, openLink: () => latest.current.panels.openLink(), openHelp: () => latest.current.panels.openHelp(), openFind: how => { if (session.editor) finder.open(session.editor, how) }, tellLost: count => showToast({ text: words.lostPictures(count) }), openBlockMenu: () => { if (session.editor) latest.current.panels.openBlockMenu(firstChosen(session.editor)) } },
      { isEditable: latest.current.isEditable },
    )
    setParts({ session, uploads, slash, mentions, slots, finder, words: words.blocks, lists })
    return () => {
      setParts(null)
      uploads.stop()
      session.close()
    }
  }, [document, body, hasPassages, isPassage, myId, words, source, finder])
  useEffect(() => parts?.session.setEditable(isEditable), [parts, isEditable])
  return parts
}

/** One for a page and the passages in it. */
function useFinder(): PageFinder {
  const around = use(FinderContext)
  const [own] = useState(() => new PageFinder())
  return around ?? own
}

const useImagePicker = (uploads: ImageUploads): (() => void) =>
  useCallback(() => pickImages(images => uploads.add(images), { isMany: true }), [uploads])

/** Where the editor's own element stands. A click below the last block starts a new paragraph there. */
interface SurfaceProps { editor: Editor, isEditable: boolean, session: PageEditorSession, lang: string | null, dir: 'ltr' | 'rtl' | null, words: BlockWords, openMenu: (at: Element) => void }

function Surface({ editor, isEditable, session, lang, dir, words, openMenu }: SurfaceProps) {
  const host = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const text = editor.view.dom
    host.current?.append(text)
    session.isShown()
    const unmark = markKeyboardFocus(text)
    return () => {
      unmark()
      text.remove()
    }
  }, [editor, session])
  useEffect(() => {
    if (!host.current || !isEditable) return
    const [tools, unwatch] = [new BlockTools(host.current, { editor, words, openMenu }), watchMargin(host.current, editor.view)]
    return () => {
      tools.remove()
      unwatch()
    }
  }, [editor, isEditable, words, openMenu])
  return <div ref={host} lang={lang ?? undefined} dir={dir ?? undefined} onPointerDown={event => { if (isEditable && event.target === host.current) { event.preventDefault(); writeAtEnd(editor) } }} className="page-surface" />
}

/** The element of the first chosen block. */
function firstChosen({ state, view }: Editor): Element {
  const [first] = chosenBlocks(state)
  const dom = first && view.nodeDOM(first.position)
  return dom instanceof Element ? dom : view.dom
}

function writeAtEnd(editor: Editor): void {
  const { lastChild, content } = editor.state.doc
  if (lastChild?.type.name === 'paragraph') editor.commands.focus('end')
  else editor.chain().insertContentAt(content.size, { type: 'paragraph' }).focus('end').run()
}
