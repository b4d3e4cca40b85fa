import { escapeHtml } from '../escape-html.ts'
import { isFileAddress } from './file-address.ts'
import { isLanguageTag, type PageSettings } from './page-settings.ts'

/** What there is to see of a page. `html`: of its body, from pageHtml. `settings`: as they were stored; what is none of them counts as not chosen. */
export interface SeenPage { title: string, icon: string | null, settings: Partial<Omit<PageSettings, 'icon'>>, html: string }

/**
 * A page as HTML that stands in the document before any script is read, in the styles of `page-paper.css` and `page-text.css`; the app takes it away
 * when it shows the page itself. Everything but `html` is escaped here or one of a fixed list.
 */
export function firstLook({ title, icon, settings: { cover, width, language, direction }, html }: SeenPage): string {
  const spoken = `${isLanguageTag(language) ? ` lang="${language}"` : ''}${direction === 'ltr' || direction === 'rtl' ? ` dir="${direction}"` : ''}`
  const emblem = icon === null ? '' : `<div class="page-emblem"><span aria-hidden="true">${escapeHtml(icon)}</span></div>`
  const heading = `<h1 class="page-title"${spoken || ' dir="auto"'}>${escapeHtml(title)}</h1>`
  return `<div id="first-look"><main>${coverHtml(cover)}<article class="page-paper"${width === 'full' ? ' data-width="full"' : ''}>${emblem}${heading}<div class="page-text"${spoken}>${html}</div></article></main></div>`
}

function coverHtml(cover: PageSettings['cover'] | undefined): string {
  const address = `/api/files/${cover?.fileId}`
  if (!cover || !isFileAddress(address)) return ''
  const position = Number.isFinite(cover.position) ? Math.min(100, Math.max(0, cover.position)) : 50
  return `<img alt="" src="${address}" class="page-cover" style="object-position: 50% ${position}%">`
}
