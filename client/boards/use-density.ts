import { useState } from 'react'

const key = 'kopa.board.density'

/** Cards in full or in two lines, as this browser was left. */
export function useDensity(): [isCompact: boolean, change: (isCompact: boolean) => void] {
  const [isCompact, setIsCompact] = useState(read)
  return [isCompact, next => {
    setIsCompact(next)
    store(next)
  }]
}

function read(): boolean {
  try {
    return localStorage.getItem(key) === 'compact'
  } catch {
    return false
  }
}

function store(isCompact: boolean): void {
  try {
    localStorage.setItem(key, isCompact ? 'compact' : 'full')
  } catch {
    document.documentElement.dataset['storage'] = 'refused'
  }
}
