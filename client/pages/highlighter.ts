import { common, createLowlight } from 'lowlight'

type Part = { type: string, value?: string, children?: Part[], properties?: { className?: unknown } }

export interface Highlighter {
  knows: (language: string) => boolean
  pieces: (language: string, code: string) => { from: number, to: number, className: string }[]
}

const lowlight = createLowlight(common)

/** In a chunk of its own: the grammars weigh more than the rest of the editor. */
export const highlighter: Highlighter = {
  knows: language => lowlight.registered(language),
  pieces: (language, code) => {
    const found: ReturnType<Highlighter['pieces']> = []
    let at = 0
    const walk = (part: Part, className: string): void => {
      const own = Array.isArray(part.properties?.className) ? part.properties.className.join(' ') : ''
      const name = own || className
      if (part.type !== 'text') return part.children?.forEach(child => walk(child, name))
      const length = part.value?.length ?? 0
      if (name && length > 0) found.push({ from: at, to: at + length, className: name })
      at += length
    }
    walk(lowlight.highlight(language, code), '')
    return found
  },
}
