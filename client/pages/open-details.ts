const key = 'kopa.pages.open'
/** What was opened longest ago is closed again. */
const most = 400

let opened: Set<string> | null = null

/** Which blocks that fold this browser left open, by their ids: nobody else's page opens with them. */
export const isOpened = (id: string): boolean => (opened ??= read()).has(id)

export function setOpened(id: string, isOpen: boolean): void {
  opened ??= read()
  if (opened.has(id) === isOpen) return
  if (isOpen) opened.add(id)
  else opened.delete(id)
  try {
    localStorage.setItem(key, JSON.stringify([...opened].slice(-most)))
  } catch {
    document.documentElement.dataset['storage'] = 'refused'
  }
}

function read(): Set<string> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return new Set(Array.isArray(kept) ? kept.filter(id => typeof id === 'string') : [])
  } catch {
    return new Set()
  }
}
