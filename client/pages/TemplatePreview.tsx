import { useLingui } from '@lingui/react/macro'
import { nodesHtml } from '@kopa/shared/pages/page-html.ts'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useLanguage } from '../core/i18n.tsx'
import { useMe } from '../core/session.tsx'
import { useDocument, useDocumentState } from '../documents/use-document.ts'
import { Skeleton } from '../ui/Skeleton.tsx'
import { readBuiltIn, type TemplateId } from './page-templates.ts'
import { PlainPage } from './PlainPage.tsx'
import './page-text.css'
import type { ChosenTemplate } from './TemplatePicker.tsx'
import styles from './TemplatePicker.module.css'

/** How a page will look that begins with it. */
export function TemplatePreview({ chosen }: { chosen: ChosenTemplate }) {
  const { t } = useLingui()
  const name = chosen.name || t`Untitled`
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what can be scrolled must be reached by keyboard
    <section key={chosen.id} aria-label={t`Preview of “${name}”`} tabIndex={0} className={styles['preview']}>
      <p className={styles['name']}>{name}</p>
      {chosen.kind === 'own' ? <OwnPreview id={chosen.id} name={name} /> : <BuiltInPreview id={chosen.id} />}
    </section>
  )
}

function BuiltInPreview({ id }: { id: TemplateId }) {
  const { language } = useLanguage()
  const template = useQuery({ queryKey: ['template', id, language], queryFn: () => readBuiltIn(id, language), staleTime: Infinity })
  if (!template.data) return <Skeleton lines={8} />
  // nodesHtml escapes every word and writes no attribute that is not of its own list.
  // oxlint-disable-next-line react/no-danger
  return <div lang={language} inert className="page-text" dangerouslySetInnerHTML={{ __html: nodesHtml(template.data.content) }} />
}

function OwnPreview({ id, name }: { id: string, name: string }) {
  const { t } = useLingui()
  const { workspaceId = '' } = useParams({ strict: false })
  const document = useDocument(id, useMe().id)
  return (
    <>
      <Link to="/w/$workspaceId/p/$pageId" params={{ workspaceId, pageId: id }} className={styles['change']}>{t`Change the template “${name}”`}</Link>
      {document ? <OpenPreview document={document} /> : <Skeleton lines={8} />}
    </>
  )
}

function OpenPreview({ document }: { document: NonNullable<ReturnType<typeof useDocument>> }) {
  const { content } = useDocumentState(document)
  return content === 'here' ? <PlainPage document={document} /> : <Skeleton lines={8} />
}
