/** A person and a board: what this browser remembers of how the board was looked at is kept for both. */
export interface WhoseBoard { readonly userId: string, readonly boardId: string }

export type Remembered = 'baseline' | 'switches' | 'answers'
const keyOf = (what: Remembered, { userId, boardId }: WhoseBoard): string => `kopa.board.${what}.${userId}.${boardId}`

export function remembered(what: Remembered, whose: WhoseBoard): string | null {
  try {
    return localStorage.getItem(keyOf(what, whose))
  } catch {
    return null
  }
}

/** null: nothing any more. */
export function remember(what: Remembered, whose: WhoseBoard, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(keyOf(what, whose))
    else localStorage.setItem(keyOf(what, whose), value)
  } catch {
    document.documentElement.dataset['storage'] = 'refused'
  }
}

/** What the Gantt shows beside its bars. */
export interface PlanSwitches { readonly showsCritical: boolean, readonly showsSlack: boolean }

export function rememberedSwitches(whose: WhoseBoard): PlanSwitches {
  const shown = (remembered('switches', whose) ?? '').split(' ')
  return { showsCritical: shown.includes('critical'), showsSlack: shown.includes('slack') }
}

export function rememberSwitches(whose: WhoseBoard, { showsCritical, showsSlack }: PlanSwitches): void {
  const shown = [...showsCritical ? ['critical'] : [], ...showsSlack ? ['slack'] : []].join(' ')
  remember('switches', whose, shown || null)
}
