import { useEffect } from 'react'

/** Names the browser tab, and with it the screen for those who cannot see it. */
export function useTitle(title: string): void {
  useEffect(() => { document.title = title ? `${title} · Kopa` : 'Kopa' }, [title])
}
