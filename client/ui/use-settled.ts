import { type KeyboardEvent, useRef, useState } from 'react'

interface Settled<V extends string> {
  readonly value: V
  readonly onChange: (value: V) => void
  readonly onBlur: () => void
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onPointerDown: () => void
}

/** For a Select that others see: with keys one walks over what lies between, and only where one stays is written. */
export function useSettled<V extends string>(value: V, write: (value: V) => void): Settled<V> {
  const [held, setHeld] = useState<V | null>(null)
  const isWalking = useRef(false)
  function settle(): void {
    if (held !== null && held !== value) write(held)
    setHeld(null)
    isWalking.current = false
  }
  function onKeyDown({ key, altKey }: KeyboardEvent): void {
    if (key === 'Enter' || key === 'Escape') return settle()
    // These open the list: what is chosen in it was meant.
    isWalking.current = !altKey && key !== ' '
  }
  return {
    value: held ?? value, onBlur: settle, onKeyDown, onPointerDown: () => { isWalking.current = false },
    onChange: next => { if (isWalking.current) setHeld(next); else { setHeld(null); write(next) } },
  }
}
