/** Colours of the look as a canvas needs them; read again when the theme changes. */
const tokens = {
  surface: '--surface', sunken: '--sunken', raised: '--raised', text: '--text', quiet: '--text-quiet', line: '--line', lineQuiet: '--line-quiet',
  hover: '--hover', selected: '--selected', accent: '--accent', focus: '--focus', free: '--neutral-3', onCompany: '--on-company', refused: '--refused', noCompany: '--neutral-9',
} as const

export type GanttTheme = Record<keyof typeof tokens, string> & { readonly companies: readonly string[], readonly font: string }

/** Custom properties keep what was written into them (`light-dark(...)`); a colour that is used is worked out. All are asked for at once: one look costs one round of styles. */
export function readTheme(element: HTMLElement): GanttTheme {
  const names = Object.keys(tokens) as (keyof typeof tokens)[]
  const probe = document.createElement('span')
  for (const token of [...names.map(name => tokens[name]), ...Array.from({ length: 8 }, (_, at) => `--company-${at}`)]) {
    const part = probe.appendChild(document.createElement('span'))
    part.style.color = `var(${token})`
  }
  element.append(probe)
  const colours = Array.from(probe.children, part => getComputedStyle(part).color)
  const named = Object.fromEntries(names.map((name, at) => [name, colours[at]])) as Record<keyof typeof tokens, string>
  const theme = { ...named, companies: colours.slice(names.length), font: getComputedStyle(element).fontFamily }
  probe.remove()
  return theme
}

/** Tells when the colours may be others. Answers the way to stop. */
export function onThemeChange(tell: () => void): () => void {
  const observer = new MutationObserver(tell)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  const dark = matchMedia('(prefers-color-scheme: dark)')
  dark.addEventListener('change', tell)
  return () => {
    observer.disconnect()
    dark.removeEventListener('change', tell)
  }
}
