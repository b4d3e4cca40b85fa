import { Trans } from '@lingui/react/macro'
import { type Role, reachOf } from '@kopa/shared/policy.ts'
import { lazy, type ReactNode, Suspense, useRef } from 'react'
import type { OpenDocument } from '../documents/open-document.ts'
import { PresenceBar } from '../documents/PresenceBar.tsx'
import { RefusedNotice } from '../documents/RefusedNotice.tsx'
import { SavedBadge } from '../documents/SavedBadge.tsx'
import { useDocument, useDocumentState } from '../documents/use-document.ts'
import { type Myself, usePresence } from '../documents/use-presence.ts'
import { Skeleton } from '../ui/Skeleton.tsx'
import type { PageEditorHandle } from './PageEditor.tsx'
import styles from './PageScreen.module.css'
import { PageTitle } from './PageTitle.tsx'
import { PlainPage } from './PlainPage.tsx'
import { ReadOnlyLine } from './ReadOnlyLine.tsx'

const PageEditor = lazy(() => import('./PageEditor.tsx').then(module => ({ default: module.PageEditor })))

interface Props {
  workspaceId: string
  pageId: string
  me: Myself
  role: Role
  isArchived?: boolean
  /** Where this page is: top left. */
  crumbs?: ReactNode
  /** Share and the like: top right. */
  acts?: ReactNode
  /** Above the title: "Only <company> sees this". */
  band?: ReactNode
  /** Right of the page: comments, versions. */
  rail?: ReactNode
}

/** One page: who is here, whether it is saved, its title and its text. */
export function PageScreen(props: Props) {
  const document = useDocument(props.pageId, props.me.id)
  if (!document) return <div className={styles['screen']}><div className={styles['top']} /></div>
  return <OpenPage key={document.doc.clientID} {...props} document={document} />
}

function OpenPage({ document, me, role, isArchived = false, workspaceId, crumbs, acts, band, rail }: Props & { document: OpenDocument }) {
  const { saved, content } = useDocumentState(document)
  const people = usePresence(document, me)
  const editor = useRef<PageEditorHandle>(null)
  const mayEdit = reachOf(role, 'document.edit') !== 'none' && !isArchived
  const isEditable = mayEdit && saved.state !== 'refused'
  const hasWritten = mayEdit || ('isWaiting' in saved && saved.isWaiting) || saved.state === 'saving'
  return (
    <div className={styles['screen']}>
      <div className={styles['top']}>
        <div className={styles['crumbs']}>{crumbs}</div>
        <PresenceBar people={people} />
        {hasWritten && <SavedBadge saved={saved} />}
        {acts}
      </div>
      <div className={styles['middle']}>
        <article className={styles['page']}>
          {band}
          <RefusedNotice saved={saved} />
          {!mayEdit && <ReadOnlyLine role={role} isArchived={isArchived} />}
          {content === 'here' && <PageTitle document={document} isEditable={isEditable} onLeave={() => editor.current?.focusStart()} />}
          {content === 'here' && (
            <Suspense fallback={<PlainPage document={document} />}>
              <PageEditor document={document} workspaceId={workspaceId} myId={me.id} isEditable={isEditable} handle={editor} />
            </Suspense>
          )}
          {content === 'opening' && <Skeleton lines={6} />}
          {content === 'missing' && saved.state !== 'refused' && <p className={styles['missing']}><Trans>This page is not on this device yet. It opens as soon as Kopa can be reached.</Trans></p>}
        </article>
        {rail && <aside className={styles['rail']}>{rail}</aside>}
      </div>
    </div>
  )
}
