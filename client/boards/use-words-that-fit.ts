import { type RefObject, useLayoutEffect } from 'react'

/**
 * Words beside the pictures of a toolbar, as many as stay on one line: where there is little room, tools give up theirs one by one: first those whose
 * pictures say enough (`data-word-rank`, the highest first), then the others from the end. It is measured, for words are as long as their language makes them, and again when they become others.
 */
export function useWordsThatFit(toolbar: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = toolbar.current
    if (!element) return
    let fitted = ''
    const fitAnew = (): void => {
      fit(element)
      fitted = sizeOf(element)
    }
    // Before anything is seen, and before anybody measures what is left below: tools that go from two lines to one move all of it.
    fitAnew()
    const size = new ResizeObserver(() => { if (sizeOf(element) !== fitted) fitAnew() })
    const words = new MutationObserver(fitAnew)
    size.observe(element)
    words.observe(element, { subtree: true, childList: true, characterData: true })
    return () => { size.disconnect(); words.disconnect() }
  }, [toolbar])
}

const sizeOf = ({ offsetWidth, offsetHeight }: HTMLElement): string => `${offsetWidth} ${offsetHeight}`

const rankOf = ({ dataset }: HTMLElement): number => Number(dataset['wordRank'] ?? 0)

function fit(toolbar: HTMLElement): void {
  const tools = [...toolbar.querySelectorAll<HTMLElement>('button:has(> svg + span)')].toReversed().toSorted((one, other) => rankOf(other) - rankOf(one))
  delete toolbar.dataset['wordless']
  for (const tool of tools) delete tool.dataset['wordless']
  for (const tool of tools) {
    if (isOneLine(toolbar)) return
    tool.dataset['wordless'] = ''
  }
  toolbar.dataset['wordless'] = ''
}

function isOneLine({ firstElementChild: first, lastElementChild: last }: HTMLElement): boolean {
  return !first || !last || last.getBoundingClientRect().top < first.getBoundingClientRect().bottom
}
