import { files, mostImageBytes } from '@kopa/shared/files/contract.ts'
import { errorSentence } from '@kopa/shared/errors.ts'
import { isLanguage } from '@kopa/shared/languages.ts'
import { useLingui } from '@lingui/react/macro'
import { type RefObject, use, useCallback, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { Editor } from '@tiptap/react'
import type { OpenDocument } from '../documents/open-document.ts'
import { makeApi } from '../core/api.ts'
import { ApiError } from '../core/api-error.ts'
import { UploadTray } from '../core/UploadTray.tsx'
import { EditorToolbars } from './EditorToolbars.tsx'
import { useEditorWords } from './editor-words.ts'
import { ImageUploads, type StoreImage } from './image-uploads.ts'
import { beginWriting, isKeyboardFree, markKeyboardFocus } from './keyboard-focus.ts'
import { LinkPopover } from './LinkPopover.tsx'
import type { MentionParts } from './mention-input.ts'
import { MentionsContext } from './mention-source.ts'
import { MentionMenu } from './MentionMenu.tsx'
import { PageEditorSession } from './page-editor-session.ts'
import './page-text.css'
import { PlainPage } from './PlainPage.tsx'
import { ShortcutHelp } from './ShortcutHelp.tsx'
import { SlashMenu } from './SlashMenu.tsx'
import { SlashStore } from './slash-state.ts'
import { usePageEntry } from './use-page-entry.ts'

export interface PageEditorHandle { focusStart: () => void }

interface Props {
  document: OpenDocument
  workspaceId: string
  myId: string
  isEditable: boolean
  /** The page was made and named just now: the caret stands in its text. */
  isFocusedFirst?: boolean
  handle: RefObject<PageEditorHandle | null>
}

interface Panels { openLink: () => void, openHelp: () => void }
interface Parts { session: PageEditorSession, uploads: ImageUploads, slash: SlashStore, mentions: MentionParts }

const api = makeApi(files)

/** The text of a page. In a chunk of its own: a page can be read before this has come. */
export function PageEditor(props: Props) {
  const [panel, setPanel] = useState<'none' | 'link' | 'help'>('none')
  const parts = useParts(props, { openLink: () => setPanel('link'), openHelp: () => setPanel('help') })
  if (!parts) return <PlainPage document={props.document} />
  return <OpenEditor {...props} parts={parts} panel={panel} setPanel={setPanel} />
}

interface OpenProps extends Props { parts: Parts, panel: 'none' | 'link' | 'help', setPanel: (panel: 'none' | 'link' | 'help') => void }

function OpenEditor({ document, isEditable, isFocusedFirst = false, handle, parts, panel, setPanel }: OpenProps) {
  const { session, uploads, slash, mentions } = parts
  const { t } = useLingui()
  const state = useSyncExternalStore(session.subscribe, session.state)
  const pickImage = useImagePicker(uploads)
  const close = useCallback(() => setPanel('none'), [setPanel])
  useImperativeHandle(handle, () => ({ focusStart: () => session.editor?.commands.focus('start') }), [session])
  useEffect(() => { if (isFocusedFirst && isKeyboardFree() && session.editor) beginWriting(session.editor) }, [isFocusedFirst, session])
  if (state.state === 'unfit') return <PlainPage document={document} isUnfit />
  const { editor } = state
  return (
    <>
      <Surface editor={editor} isEditable={isEditable} session={session} />
      {isEditable && <EditorToolbars editor={editor} pickImage={pickImage} openLink={() => setPanel('link')} isLinkOpen={panel === 'link'} />}
      {isEditable && <SlashMenu editor={editor} store={slash} pickImage={pickImage} />}
      {isEditable && <MentionMenu editor={editor} parts={mentions} />}
      {isEditable && panel === 'link' && <LinkPopover editor={editor} onClose={close} />}
      <UploadTray uploads={uploads} label={t`Images on their way`} />
      <ShortcutHelp isOpen={panel === 'help'} onClose={close} />
    </>
  )
}

/** Made when the page is shown, taken apart when it goes; StrictMode does both twice. */
function useParts({ document, workspaceId, myId, isEditable }: Props, panels: Panels): Parts | null {
  const [parts, setParts] = useState<Parts | null>(null)
  const words = useEditorWords()
  const store = useStoreImage(workspaceId, document.id)
  const source = use(MentionsContext)
  // A page that is not in the tree, as a task's, may be read by everybody.
  const isPrivate = usePageEntry(workspaceId, document.id).privateTo !== null
  const latest = useRef({ panels, isEditable, store, isPrivate })
  useEffect(() => { latest.current = { panels, isEditable, store, isPrivate } })
  useEffect(() => {
    const slash = new SlashStore()
    const mentions: MentionParts = { source, place: () => ({ isPrivate: latest.current.isPrivate }), named: new SlashStore(), pages: new SlashStore() }
    const uploads: ImageUploads = new ImageUploads((file, signal) => latest.current.store(file, signal), () => session.editor, () => words.image.nowhere)
    const session = new PageEditorSession(
      { document, myId, words, uploads, slash, mentions, openLink: () => latest.current.panels.openLink(), openHelp: () => latest.current.panels.openHelp() },
      { isEditable: latest.current.isEditable },
    )
    setParts({ session, uploads, slash, mentions })
    return () => {
      setParts(null)
      uploads.stop()
      session.close()
    }
  }, [document, myId, words, source])
  useEffect(() => parts?.session.setEditable(isEditable), [parts, isEditable])
  return parts
}

function useStoreImage(workspaceId: string, pageId: string): StoreImage {
  const { i18n } = useLingui()
  return useCallback(async (file, signal) => {
    const language = isLanguage(i18n.locale) ? i18n.locale : 'en'
    if (file.size > mostImageBytes) throw new ApiError('fileTooLarge', errorSentence('fileTooLarge', language, { most: mostImageBytes / 1024 / 1024 }))
    return api.uploadImage({ workspaceId, pageId, file }, { signal })
  }, [workspaceId, pageId, i18n.locale])
}

function useImagePicker(uploads: ImageUploads): () => void {
  return useCallback(() => {
    const input = globalThis.document.createElement('input')
    input.type = 'file'
    input.accept = 'image/png,image/jpeg,image/gif,image/webp'
    input.multiple = true
    input.addEventListener('change', () => uploads.add([...input.files ?? []]))
    input.click()
  }, [uploads])
}

/** Where the editor's own element stands. A click below the last block starts a new paragraph there. */
function Surface({ editor, isEditable, session }: { editor: Editor, isEditable: boolean, session: PageEditorSession }) {
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
  return <div ref={host} onPointerDown={event => { if (isEditable && event.target === host.current) { event.preventDefault(); writeAtEnd(editor) } }} className="page-surface" />
}

function writeAtEnd(editor: Editor): void {
  const { lastChild, content } = editor.state.doc
  if (lastChild?.type.name === 'paragraph') editor.commands.focus('end')
  else editor.chain().insertContentAt(content.size, { type: 'paragraph' }).focus('end').run()
}
