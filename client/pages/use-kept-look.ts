import { firstLook } from '@kopa/shared/pages/first-look.ts'
import { titleOf } from '@kopa/shared/pages/page.ts'
import { pageHtml } from '@kopa/shared/pages/page-html.ts'
import { readPageSettings } from '@kopa/shared/pages/page-settings.ts'
import { useEffect } from 'react'
import type * as Y from 'yjs'
import { canKeepLooks, forgetLook, keepLook } from '../core/kept-looks.ts'
import type { OpenDocument } from '../documents/open-document.ts'

export const pagePath = (workspaceId: string, pageId: string): string => `/w/${workspaceId}/p/${pageId}`

/** milliseconds: where browsers do not tell when they are idle */
const soon = 2000

/** Keeps the page as it is to be seen when somebody comes back to it: when it was opened, and when they look away from what has changed since. */
export function useKeptLook(document: OpenDocument, path: string): void {
  useEffect(() => {
    const { doc } = document
    let isKept = false
    const keep = () => {
      if (isKept || !canKeepLooks() || document.state().content !== 'here') return
      isKept = true
      void keepLook(path, lookOf(doc)).catch(() => undefined)
    }
    const onChange = () => { isKept = false }
    const onHidden = () => { if (globalThis.document.visibilityState === 'hidden') keep() }
    const stop = whenIdle(keep)
    doc.on('update', onChange)
    globalThis.document.addEventListener('visibilitychange', onHidden)
    // At the first visit of all it is there later than the page.
    navigator.serviceWorker?.addEventListener('controllerchange', keep)
    return () => {
      stop()
      doc.off('update', onChange)
      globalThis.document.removeEventListener('visibilitychange', onHidden)
      navigator.serviceWorker?.removeEventListener('controllerchange', keep)
      keep()
    }
  }, [document, path])
}

/** What a person may not see any more leaves their device. */
export const forgetPageLook = (workspaceId: string, pageId: string): Promise<void> => forgetLook(pagePath(workspaceId, pageId))

function lookOf(doc: Y.Doc): { title: string, html: string } {
  const [title, { icon, ...settings }] = [titleOf(doc).toJSON(), readPageSettings(doc)]
  return { title, html: firstLook({ title, icon, settings, html: pageHtml(doc) }) }
}

function whenIdle(act: () => void): () => void {
  if (!('requestIdleCallback' in globalThis)) {
    const timer = setTimeout(act, soon)
    return () => clearTimeout(timer)
  }
  const idle = requestIdleCallback(act)
  return () => cancelIdleCallback(idle)
}
