import { type RefCallback, useCallback, useState } from 'react'

const isHandheld = matchMedia('(pointer: coarse)')

interface First {
  /** Also on a phone, where the keyboard then covers half of the screen: where there is nothing to do but type. */
  onPhones?: boolean
}

/**
 * Where writing begins in a dialog or beside a button. On a device that can be touched React Aria keeps what opens with the caret in a field
 * invisible until the keyboard of the screen has come, 0.6 s where none comes. So there the caret follows when it can be seen;
 * on a phone the dialog itself has the focus, is read out, and a touch begins.
 */
export function useFirstField<Field extends HTMLElement = HTMLInputElement>(isFirst: boolean, { onPhones = false }: First = {}): { autoFocus: boolean, ref: RefCallback<Field> } {
  const [canBeTouched] = useState(() => navigator.maxTouchPoints > 0)
  const follows = isFirst && canBeTouched && (onPhones || !isHandheld.matches)
  const ref = useCallback((field: Field | null) => (field && follows ? focusWhenShown(field) : undefined), [follows])
  return { autoFocus: isFirst && !canBeTouched, ref }
}

/** React Aria looks two frames after the first where the focus is, and shows a dialog at once when no keyboard is to come. */
function focusWhenShown(field: HTMLElement): () => void {
  let frame = 0
  const look = (): void => {
    if (field.checkVisibility({ opacityProperty: true })) field.focus()
    else frame = requestAnimationFrame(look)
  }
  frame = requestAnimationFrame(look)
  return () => cancelAnimationFrame(frame)
}
