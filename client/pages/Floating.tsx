import { type ReactNode, useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import styles from './Floating.module.css'

interface Props {
  /** Where it belongs, in the window; null while that cannot be said. */
  anchor: () => DOMRect | null
  side?: 'above' | 'below'
  className?: string
  children: ReactNode
}

const gap = 8

/** Something that floats beside a place in the text and stays within the window. */
export function Floating({ anchor, side = 'below', className = '', children }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const place = useCallback(() => {
    const target = anchor()
    if (box.current && target) putBeside(box.current, target, side)
  }, [anchor, side])
  useLayoutEffect(place)
  useEffect(() => {
    const listening = new AbortController()
    const options = { capture: true, passive: true, signal: listening.signal }
    window.addEventListener('scroll', place, options)
    window.addEventListener('resize', place, options)
    return () => listening.abort()
  }, [place])
  return createPortal(<div ref={box} className={`${styles['floating']} ${className}`}>{children}</div>, document.body)
}

function putBeside(box: HTMLElement, target: DOMRect, side: 'above' | 'below'): void {
  const { width, height } = box.getBoundingClientRect()
  const above = target.top - height - gap
  const below = target.bottom + gap
  const fitsBelow = below + height <= window.innerHeight
  const isAbove = side === 'above' ? above >= 0 : !fitsBelow && above >= 0
  const start = document.documentElement.dir === 'rtl' ? target.right - width : target.left
  box.style.top = `${Math.max(gap, isAbove ? above : Math.min(below, window.innerHeight - height - gap))}px`
  box.style.left = `${Math.max(gap, Math.min(start, window.innerWidth - width - gap))}px`
}
