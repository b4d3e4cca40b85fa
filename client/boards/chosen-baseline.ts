/** The baseline that a person compares a board with, as this browser was left. */
export interface WhoseBoard { readonly userId: string, readonly boardId: string }

const keyOf = ({ userId, boardId }: WhoseBoard): string => `kopa.board.baseline.${userId}.${boardId}`

export function chosenBaseline(whose: WhoseBoard): string | null {
  try {
    return localStorage.getItem(keyOf(whose))
  } catch {
    return null
  }
}

export function chooseBaseline(whose: WhoseBoard, baseline: string | null): void {
  try {
    if (baseline === null) localStorage.removeItem(keyOf(whose))
    else localStorage.setItem(keyOf(whose), baseline)
  } catch {
    document.documentElement.dataset['storage'] = 'refused'
  }
}
