import { Trans } from '@lingui/react/macro'
import { contentOf } from '@kopa/shared/pages/page.ts'
import { pageHtml } from '@kopa/shared/pages/page-html.ts'
import { type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react'
import { endFirstLook } from '../core/first-look.ts'
import type { OpenDocument } from '../documents/open-document.ts'
import { Notice } from '../ui/Notice.tsx'
import { isOpened, setOpened } from './open-details.ts'
import './page-text.css'
import { usePageSettings } from './use-page-settings.ts'

/** A page to be read: while the editor is on its way, or when the page holds what this Kopa cannot edit without harm. */
export function PlainPage({ document, isUnfit = false, ref }: { document: OpenDocument, isUnfit?: boolean, ref?: Ref<HTMLDivElement> }) {
  const [{ language, direction }] = usePageSettings(document)
  const html = usePageHtml(document)
  const text = useRef<HTMLDivElement>(null)
  useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(ref, () => text.current)
  useLayoutEffect(() => { if (html && text.current) openAsLeft(text.current) }, [html])
  useLayoutEffect(endFirstLook, [])
  return (
    <>
      {isUnfit && <Notice><Trans>This page was made with a newer Kopa and can only be read here. Reload to get the newest one.</Trans></Notice>}
      {/* pageHtml escapes every word and writes no attribute that is not of its own list. */}
      {/* oxlint-disable-next-line react/no-danger */}
      <div ref={text} lang={language ?? undefined} dir={direction ?? undefined} className="page-text" data-plain dangerouslySetInnerHTML={{ __html: html }} />
    </>
  )
}

function usePageHtml({ doc }: OpenDocument): string {
  const [html, setHtml] = useState(() => pageHtml(doc))
  useEffect(() => {
    const content = contentOf(doc)
    const read = () => setHtml(pageHtml(doc))
    read()
    content.observeDeep(read)
    return () => content.unobserveDeep(read)
  }, [doc])
  return html
}

/** What this reader left open opens again, and stays as they leave it here. */
function openAsLeft(text: HTMLElement): void {
  for (const details of text.querySelectorAll<HTMLDetailsElement>('details[data-id]')) {
    const { dataset: { id = '' } } = details
    details.open = isOpened(id)
    details.addEventListener('toggle', () => setOpened(id, details.open))
  }
}
