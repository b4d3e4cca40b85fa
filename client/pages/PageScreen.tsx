import { Trans, useLingui } from '@lingui/react/macro'
import type { PageSettings } from '@kopa/shared/pages/page-settings.ts'
import { type Role, reachOf } from '@kopa/shared/policy.ts'
import { lazy, type ReactNode, type RefObject, Suspense, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { OpenDocument } from '../documents/open-document.ts'
import { PresenceBar } from '../documents/PresenceBar.tsx'
import { RefusedNotice } from '../documents/RefusedNotice.tsx'
import { SavedBadge } from '../documents/SavedBadge.tsx'
import { isLocked, isUnsaved, type SavedState, worseOf } from '../documents/saved-state.ts'
import { useDocument, useDocumentState } from '../documents/use-document.ts'
import { UnsentWords } from '../documents/UnsentWords.tsx'
import { type Myself, usePresence } from '../documents/use-presence.ts'
import { useIsOnline } from '../core/connection.ts'
import { endFirstLook } from '../core/first-look.ts'
import { useMe } from '../core/session.tsx'
import { early } from '../ui/early.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { catchTyping } from '../ui/typed-ahead.ts'
import type { PageEditorHandle } from './PageEditor.tsx'
import './page-paper.css'
import styles from './PageScreen.module.css'
import { EditingEnded } from './EditingEnded.tsx'
import { PageBody } from './PageBody.tsx'
import { PageCover } from './PageCover.tsx'
import { PageEmblem } from './PageEmblem.tsx'
import { PageMenu } from './PageMenu.tsx'
import { PageNamedIn } from './NamedIn.tsx'
import { PageStanding } from './PageStanding.tsx'
import { PageTitle } from './PageTitle.tsx'
import type { PropertyPerson } from './PageProperties.tsx'
import { PrivateBand } from './PrivateBand.tsx'
import { ReadOnlyLine } from './ReadOnlyLine.tsx'
import type { Caret } from './use-page-tree-naming.ts'
import { useEditingEnded } from './use-editing-ended.ts'
import { usePageEntry, useVisit } from './use-page-entry.ts'
import { forgetPageLook, pagePath, useKeptLook } from './use-kept-look.ts'
import { usePageSettings } from './use-page-settings.ts'
import { type PageSide, usePageSide } from './use-page-side.ts'
import { usePageTools } from './use-page-tools.ts'
import { useIconInTree } from './page-tree-queries.ts'

const PageEditor = early(() => import('./PageEditor.tsx').then(module => module.PageEditor))
const PageLook = lazy(() => import('./PageLook.tsx').then(module => ({ default: module.PageLook })))
const BeginPage = lazy(() => import('./BeginPage.tsx').then(module => ({ default: module.BeginPage })))
const PageTemplateBand = lazy(() => import('./PageTemplateBand.tsx').then(module => ({ default: module.PageTemplateBand })))
const PageProperties = lazy(() => import('./PageProperties.tsx').then(module => ({ default: module.PageProperties })))
const PageOutline = lazy(() => import('./PageOutline.tsx').then(module => ({ default: module.PageOutline })))
const PageSize = lazy(() => import('./PageSize.tsx').then(module => ({ default: module.PageSize })))
const Passages = lazy(() => import('./Passages.tsx').then(module => ({ default: module.Passages })))

interface Props {
  workspaceId: string
  pageId: string
  role: Role
  companies: readonly { id: string, name: string, color: number }[]
  /** Share and the like: top right. */
  acts?: ReactNode
  /** Shown in place of a page that does not exist for this person. */
  missing?: ReactNode
  /** The page was made just now: where writing begins. */
  caret?: Caret | undefined
  /** Everybody of the workspace: one of them answers for the page. */
  people?: readonly PropertyPerson[]
  /** Right of the page: comments, versions. */
  rail?: ReactNode
  /** Right of the page, as high as the window: something that is looked at without leaving the page. */
  beside?: ReactNode
  /** Is what can be changed here, and lies elsewhere, saved? */
  savedBeside?: SavedState | null
}

/** One page: who is here, whether it is saved, its title and its text. */
export function PageScreen(props: Props) {
  const me = useMe()
  const document = useDocument(props.pageId, me.id)
  useVisit(props.workspaceId, props.pageId)
  if (!document) return null
  return <OpenPage key={document.doc.clientID} {...props} me={me} document={document} />
}

interface OpenProps extends Props { me: Myself, document: OpenDocument }

function OpenPage(props: OpenProps) {
  const { workspaceId, pageId } = props
  const { content } = useDocumentState(props.document)
  // The words themselves take it away when they are there (PlainPage).
  useEffect(() => { if (content !== 'opening' && content !== 'here') endFirstLook() }, [content])
  useEffect(() => { if (content === 'gone') void forgetPageLook(workspaceId, pageId) }, [content, workspaceId, pageId])
  useKeptLook(props.document, pagePath(workspaceId, pageId))
  if (content === 'gone') return props.missing
  if (content === 'unsent') return <UnsentWords document={props.document} />
  return <ReadablePage {...props} />
}

function ReadablePage(props: OpenProps) {
  const { document, me, role, companies, workspaceId, pageId, acts, rail, beside, savedBeside = null } = props
  const { saved: savedPage, content } = useDocumentState(document)
  const isOnline = useIsOnline()
  const people = usePresence(document, { ...me, company: companies.find(({ id }) => id === me.company.id) ?? me.company })
  const { entry, isArchived, privateTo, sideId } = usePageEntry(workspaceId, pageId)
  const side = usePageSide({ workspaceId, pageId, userId: me.id, sideId })
  const saved = side.saved ? worseOf(savedPage, side.saved) : savedPage
  const told = savedBeside && savedBeside.state !== 'refused' ? worseOf(saved, savedBeside) : saved
  const owner = companies.find(({ id }) => id === privateTo)
  const mayEdit = reachOf(role, 'document.edit') !== 'none' && !isArchived
  const isEditable = mayEdit && !isLocked(saved)
  const { hasEnded, onRead } = useEditingEnded(mayEdit, saved)
  const [settings, choose] = usePageSettings(document)
  const [isLooking, setIsLooking] = useState(false)
  const [isAsking, setIsAsking] = useState(false)
  const editor = useRef<PageEditorHandle>(null)
  const { article, panel, tools } = usePageTools()
  useIconInTree(workspaceId, pageId, content === 'here' ? settings.icon : undefined)
  if (side.unsent) return <UnsentWords document={side.unsent} />
  return (
    <div className={styles['screen']}>
      <InTopBar>
        {isOnline && saved.state !== 'offline' && <PresenceBar people={people} />}
        {(mayEdit || (isUnsaved(told) && !hasEnded)) && <SavedBadge saved={told} />}
        {acts}
        {content === 'here' && <PageMenu workspaceId={workspaceId} entry={entry} mayCreate={reachOf(role, 'page.create') !== 'none'} settings={settings} choose={choose} isEditable={isEditable} onLook={() => setIsLooking(true)} onFind={() => editor.current?.find()} onProperties={() => setIsAsking(true)} {...tools} />}
      </InTopBar>
      {settings.cover && <PageCover cover={settings.cover} />}
      <div className={styles['middle']}>
        <article ref={article} data-width={settings.width} className="page-paper">
          {owner && <PrivateBand company={owner} />}
          {entry?.isTemplate && !isArchived && <Suspense><PageTemplateBand workspaceId={workspaceId} template={entry} mayWrite={reachOf(role, 'page.create') !== 'none'} /></Suspense>}
          {entry && entry.verified?.length > 0 && <PageStanding verified={entry.verified} companies={companies} onOpen={() => setIsAsking(true)} />}
          <div className={styles['refused']}>
            <RefusedNotice saved={saved} documents={[document, side.document]} />
            {hasEnded && <div data-editing-ended><EditingEnded document={document} saved={saved} isArchived={isArchived} onRead={onRead} /></div>}
          </div>
          {!mayEdit && !hasEnded && <ReadOnlyLine role={role} isArchived={isArchived} workspaceId={workspaceId} pageId={pageId} />}
          {content === 'here' && <Words {...props} editor={editor} side={side} isShared={privateTo === null} mayBegin={isEditable && sideId === null && entry?.isTemplate === false} settings={settings} isEditable={isEditable} onLook={() => setIsLooking(true)} />}
          {content === 'here' && <PageNamedIn workspaceId={workspaceId} pageId={pageId} />}
          {content === 'opening' && <Skeleton lines={6} />}
          {content === 'missing' && saved.state !== 'refused' && <p className={styles['missing']}><Trans>This page is not on this device yet. It opens as soon as Kopa can be reached.</Trans></p>}
        </article>
        {panel.isOpen && content === 'here' && <Suspense><PageOutline document={document} article={article} onClose={panel.close}><PageSize document={document} article={article} language={settings.language} isAsked={panel.isSizeAsked} /></PageOutline></Suspense>}
        {rail && <aside className={styles['rail']}>{rail}</aside>}
        {beside}
      </div>
      {isAsking && <Suspense><PageProperties workspaceId={workspaceId} pageId={pageId} privateTo={privateTo} companies={companies} people={props.people ?? []} mayChange={reachOf(role, 'page.verify') !== 'none' && !isArchived} onClose={() => setIsAsking(false)} /></Suspense>}
      {isLooking && isEditable && <Suspense><PageLook workspaceId={workspaceId} pageId={pageId} settings={settings} choose={choose} onClose={() => setIsLooking(false)} /></Suspense>}
    </div>
  )
}

interface WordsProps extends Pick<OpenProps, 'document' | 'workspaceId' | 'me' | 'caret' | 'companies'> { editor: RefObject<PageEditorHandle | null>, settings: PageSettings, side: PageSide, isShared: boolean, mayBegin: boolean, isEditable: boolean, onLook: () => void }

/** Icon, title and text. */
function Words({ editor, document, workspaceId, me, caret, companies, settings: { icon, language, direction }, side, isShared, mayBegin, isEditable, onLook }: WordsProps) {
  const { t } = useLingui()
  // Enter in the title, before there is an editor to go to: what is typed meanwhile waits for it.
  const [isAwaited, setIsAwaited] = useState(false)
  const goOn = () => {
    if (editor.current) return editor.current.focusStart()
    catchTyping(t`Page text`, 'textarea')
    setIsAwaited(true)
  }
  const own = companies.find(({ id }) => id === me.company.id) ?? { ...me.company, color: 0 }
  const spoken = { lang: language, dir: direction }
  return (
    <>
      {icon !== null && <PageEmblem icon={icon} dir={direction} isEditable={isEditable} onLook={onLook} />}
      <PageTitle document={document} workspaceId={workspaceId} isEditable={isEditable} isFocusedFirst={caret === 'title'} {...spoken} onLeave={goOn} />
      {mayBegin && <Suspense><BeginPage document={document} workspaceId={workspaceId} companies={companies} onBegun={() => editor.current?.focusStart()} /></Suspense>}
      <PageBody Editor={PageEditor} document={document} workspaceId={workspaceId} myId={me.id} isEditable={isEditable} isFocusedFirst={caret === 'text' || isAwaited} {...spoken} handle={editor}
        renderPassages={(text, slots) => <Suspense><Passages editor={text} slots={slots} side={side} workspaceId={workspaceId} myId={me.id} company={own} isEditable={isEditable} mayAdd={isEditable && companies.length > 1 && isShared} /></Suspense>} />
    </>
  )
}

/** Who is here and what is saved stand beside where I am: in the shell's bar, which leaves a place for it. */
function InTopBar({ children }: { children: ReactNode }) {
  const [place] = useState(() => globalThis.document.getElementById('page-state'))
  return place && createPortal(children, place)
}
