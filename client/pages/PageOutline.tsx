import { Link2, X } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { blockHash, type OutlineLine } from '@kopa/shared/pages/outline.ts'
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import type { OpenDocument } from '../documents/open-document.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Sheet } from '../ui/Sheet.tsx'
import { showToast } from '../ui/toasts.ts'
import { blockElement } from './go-to-block.ts'
import { usePageOutline } from './page-outline.ts'
import styles from './PageOutline.module.css'
import { useMediaQuery } from './use-media-query.ts'

interface Props { document: OpenDocument, article: RefObject<HTMLElement | null>, onClose: () => void, /** below the headings */ children?: ReactNode }

/** The headings of the page as links; the one that is being read is marked. Right of the page; on narrow screens a sheet. */
export function PageOutline({ document, article, onClose, children }: Props) {
  const { t } = useLingui()
  const isWide = useMediaQuery('(min-width: 1000px)')
  const lines = usePageOutline(document.doc)
  const current = useCurrentLine(lines, article)
  const content = (
    <div className={styles['outline']}>
      <div className={styles['head']}><h2><Trans>Outline</Trans></h2><IconButton icon={X} label={t`Close the outline`} size="dense" onPress={onClose} /></div>
      {lines.length === 0 && <p className={styles['empty']}><Trans>Headings of this page are listed here. Type # and a space for one.</Trans></p>}
      {lines.length > 0 && (
        <nav aria-label={t`Outline`}>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrows walk through its links */}
          <ul onKeyDown={walk}>{lines.map((line, index) => <Line key={line.id ?? index} line={line} isCurrent={index === current} onGo={isWide ? undefined : onClose} />)}</ul>
        </nav>
      )}
      {children}
    </div>
  )
  return isWide ? <Rail label={t`Outline`} onClose={onClose}>{content}</Rail> : <Sheet label={t`Outline`} isOpen onClose={onClose}>{content}</Sheet>
}

/** It takes the focus as it opens; Escape closes it. */
function Rail({ label, onClose, children }: { label: string, onClose: () => void, children: ReactNode }) {
  const rail = useRef<HTMLElement>(null)
  useEffect(() => { (rail.current?.querySelector('a') ?? rail.current)?.focus({ preventScroll: true }) }, [])
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes what the keyboard is in
    <aside ref={rail} data-fades tabIndex={-1} aria-label={label} className={styles['rail']} onKeyDown={({ key }) => { if (key === 'Escape') onClose() }}>{children}</aside>
  )
}

function Line({ line: { id, depth, text }, isCurrent, onGo }: { line: OutlineLine, isCurrent: boolean, onGo: (() => void) | undefined }) {
  const { t } = useLingui()
  const style = { paddingInlineStart: 10 + depth * 14 }
  if (id === null) return <li><span style={style}>{text}</span></li>
  const copy = async () => {
    await navigator.clipboard.writeText(`${location.origin}${location.pathname}#${blockHash(id)}`)
    showToast({ text: t`The link to “${text}” is copied.` })
  }
  return (
    <li>
      {/* The sheet goes first: what is under it cannot be scrolled while it is there. */}
      <a href={`#${blockHash(id)}`} aria-current={isCurrent ? 'location' : undefined} style={style} dir="auto" onClick={() => onGo && requestAnimationFrame(onGo)}>{text}</a>
      <IconButton icon={Link2} label={t`Copy the link to “${text}”`} size="dense" onPress={() => void copy()} className={styles['copy'] ?? ''} />
    </li>
  )
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!step) return
  const links = [...event.currentTarget.querySelectorAll('a')]
  const at = links.findIndex(link => link.parentElement?.contains(globalThis.document.activeElement))
  event.preventDefault()
  links[Math.max(0, Math.min(links.length - 1, at + step))]?.focus()
}

/** The last heading at or above the top of the window. */
function useCurrentLine(lines: readonly OutlineLine[], article: RefObject<HTMLElement | null>): number {
  const [current, setCurrent] = useState(0)
  useEffect(() => {
    let frame = 0
    const look = () => {
      frame = 0
      const root = article.current
      const top = (root?.closest('main')?.getBoundingClientRect().top ?? 0) + readingLine
      const passed = lines.findLastIndex(({ id }) => id !== null && root && (blockElement(root, id)?.getBoundingClientRect().top ?? Infinity) <= top)
      setCurrent(Math.max(0, passed))
    }
    const ask = () => { frame ||= requestAnimationFrame(look) }
    ask()
    globalThis.document.addEventListener('scroll', ask, { capture: true, passive: true })
    return () => {
      cancelAnimationFrame(frame)
      globalThis.document.removeEventListener('scroll', ask, { capture: true })
    }
  }, [lines, article])
  return current
}

/** pixels below the top of the page's window */
const readingLine = 96
