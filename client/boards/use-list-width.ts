import { useState } from 'react'

const key = 'kopa.gantt.list'
export const leastList = 200
export const mostList = 1100
/** Names of thirty letters beside all columns but the people; a narrower window takes of it. */
const usual = 700

/** How broad the list beside the bars is, as this browser was left. */
export function useListWidth(): [width: number, change: (width: number) => void] {
  const [width, setWidth] = useState(read)
  return [width, wanted => {
    const next = Math.round(Math.max(leastList, Math.min(mostList, wanted)))
    setWidth(next)
    store(next)
  }]
}

function read(): number {
  try {
    const kept = Number(localStorage.getItem(key))
    return kept >= leastList && kept <= mostList ? kept : usual
  } catch {
    return usual
  }
}

function store(width: number): void {
  try {
    localStorage.setItem(key, String(width))
  } catch {
    document.documentElement.dataset['storage'] = 'refused'
  }
}
