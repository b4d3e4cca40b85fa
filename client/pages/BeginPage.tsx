import { Trans, useLingui } from '@lingui/react/macro'
import { contentOf } from '@kopa/shared/pages/page.ts'
import { readPage, revertPage } from '@kopa/shared/pages/page-content.ts'
import { beginPage, isBlankPage } from '@kopa/shared/pages/page-verbs.ts'
import { lazy, Suspense, useCallback, useState, useSyncExternalStore } from 'react'
import { useLanguage } from '../core/i18n.tsx'
import type { OpenDocument } from '../documents/open-document.ts'
import { showError, showToast } from '../ui/toasts.ts'
import styles from './BeginPage.module.css'
import { readBuiltIn } from './page-templates.ts'
import type { ChosenTemplate } from './TemplatePicker.tsx'
import { pageCopiesApi } from './use-page-copies.ts'
import { useTemplateNames } from './use-template-names.ts'

const TemplatePicker = lazy(async () => ({ default: (await import('./TemplatePicker.tsx')).TemplatePicker }))

interface Props { document: OpenDocument, workspaceId: string, companies: readonly { id: string, name: string }[], /** The page says something now. */ onBegun: () => void }

/** In a page that says nothing yet: what it can begin with. Whoever just writes never meets it. */
export function BeginPage(props: Props) {
  const { document: { doc } } = props
  const subscribe = useCallback((tell: () => void) => {
    contentOf(doc).observeDeep(tell)
    return () => contentOf(doc).unobserveDeep(tell)
  }, [doc])
  return useSyncExternalStore(subscribe, () => isBlankPage(doc)) ? <Offer {...props} /> : null
}

const offered: readonly string[] = ['meeting-notes', 'decision-record', 'joint-business-plan']

function Offer({ document, workspaceId, companies, onBegun }: Props) {
  const { t } = useLingui()
  const use = useTemplate(document, workspaceId)
  const [isChoosing, setIsChoosing] = useState(false)
  const templates = useTemplateNames().flatMap(group => group.templates).filter(({ id }) => offered.includes(id))
  const begin = async (chosen: ChosenTemplate) => { if (await use(chosen)) onBegun() }
  return (
    <div role="group" data-fades aria-label={t`Begin with a template`} className={styles['begin']}>
      <div className={styles['row']}>
        <span className={styles['lead']}><Trans>Write, or begin with:</Trans></span>
        {templates.map(({ id, icon, name }) => (
          <button key={id} type="button" className={styles['template']} onClick={() => void begin({ kind: 'everybodys', id, name }).catch(showError)}><span aria-hidden="true">{icon}</span> {name}</button>
        ))}
        <button type="button" className={styles['template']} onClick={() => setIsChoosing(true)}><Trans>All templates…</Trans></button>
      </div>
      {isChoosing && <Suspense><TemplatePicker workspaceId={workspaceId} companies={companies} onUse={begin} onClose={() => setIsChoosing(false)} /></Suspense>}
    </div>
  )
}

/** Answers whether the page says it now. What the page said before (nothing, but perhaps a title) comes back with "Undo". */
function useTemplate({ doc, id: pageId }: OpenDocument, workspaceId: string): (chosen: ChosenTemplate) => Promise<boolean> {
  const { t } = useLingui()
  const { language } = useLanguage()
  return async chosen => {
    const before = readPage(doc)
    if (chosen.kind === 'own') await pageCopiesApi.beginPage({ workspaceId, pageId, templateId: chosen.id })
    else {
      const { icon, ...page } = await readBuiltIn(chosen.id, language)
      if (!doc.transact(() => beginPage(doc, { ...page, settings: { language, ...icon !== null && { icon } } }))) return false
    }
    const name = chosen.name || t`Untitled`
    showToast({ text: t`The page begins with “${name}”.`, action: { label: t`Undo`, act: () => doc.transact(() => revertPage(doc, before)) } })
    return true
  }
}
