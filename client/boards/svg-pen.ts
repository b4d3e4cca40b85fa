/**
 * Draws what is drawn on a canvas as SVG, so that it is sharp on paper: as much of a 2D context as gantt-paint.ts and its kin use.
 * Text is made of nodes, never of markup.
 */
export class SvgPen {
  fillStyle = '#000'
  strokeStyle = '#000'
  lineWidth = 1
  lineJoin = 'miter'
  globalAlpha = 1
  font = '12px sans-serif'
  textBaseline = 'alphabetic'
  #dash: readonly number[] = []
  #path = ''
  #x = 0
  #y = 0
  #group: SVGElement
  #halo: { element: SVGElement, key: string } | null = null
  readonly #stack: (() => void)[] = []
  readonly #ruler = document.createElement('canvas').getContext('2d')

  constructor(svg: SVGElement) {
    this.#group = svg
  }

  save(): void {
    const { fillStyle, strokeStyle, lineWidth, lineJoin, globalAlpha, font, textBaseline } = this
    const [dash, x, y, group] = [this.#dash, this.#x, this.#y, this.#group]
    this.#stack.push(() => {
      Object.assign(this, { fillStyle, strokeStyle, lineWidth, lineJoin, globalAlpha, font, textBaseline })
      this.#dash = dash
      this.#x = x
      this.#y = y
      this.#group = group
    })
  }

  restore(): void { this.#stack.pop()?.() }

  translate(x: number, y: number): void {
    this.#x += x
    this.#y += y
  }

  setLineDash(dash: readonly number[]): void { this.#dash = dash }

  beginPath(): void { this.#path = '' }
  moveTo(x: number, y: number): void { this.#path += `M${this.#at(x, y)}` }
  lineTo(x: number, y: number): void { this.#path += `L${this.#at(x, y)}` }
  closePath(): void { this.#path += 'Z' }
  rect(x: number, y: number, width: number, height: number): void { this.#path += `M${this.#at(x, y)}h${short(width)}v${short(height)}h${short(-width)}Z` }

  roundRect(x: number, y: number, width: number, height: number, radius: number): void {
    const r = Math.max(0, Math.min(radius, width / 2, height / 2))
    const [across, down] = [short(width - 2 * r), short(height - 2 * r)]
    const corner = (dx: number, dy: number): string => `a${short(r)} ${short(r)} 0 0 1 ${short(dx)} ${short(dy)}`
    this.#path += `M${this.#at(x + r, y)}h${across}${corner(r, r)}v${down}${corner(-r, r)}h${short(2 * r - width)}${corner(-r, -r)}v${short(2 * r - height)}${corner(r, -r)}Z`
  }

  /** A whole circle: nothing else is drawn with it. */
  arc(x: number, y: number, radius: number): void {
    const half = (by: number): string => `a${short(radius)} ${short(radius)} 0 0 1 ${short(by)} 0`
    this.#path += `M${this.#at(x - radius, y)}${half(2 * radius)}${half(-2 * radius)}Z`
  }

  fill(): void { if (this.#path) this.#add('path', { d: this.#path, ...this.#filled() }) }
  stroke(): void { if (this.#path) this.#add('path', { d: this.#path, fill: 'none', ...this.#stroked() }) }
  fillRect(x: number, y: number, width: number, height: number): void { this.#add('rect', { ...this.#place(x, y), width: short(width), height: short(height), ...this.#filled() }) }

  /** What is drawn until the next `restore` is seen within the path only. */
  clip(): void {
    const id = `clip-${++clips}`
    const clip = this.#add('clipPath', { id })
    clip.append(made('path', { d: this.#path }))
    this.#group = this.#add('g', { 'clip-path': `url(#${id})` })
  }

  measureText(text: string): { width: number } {
    if (!this.#ruler) return { width: text.length * 6 }
    this.#ruler.font = this.font
    return { width: this.#ruler.measureText(text).width }
  }

  /** A seam around letters; with the letters themselves it becomes one text, so that whoever copies or searches finds it once. */
  strokeText(text: string, x: number, y: number): void {
    const element = this.#text(text, x, y, { fill: 'none', ...this.#stroked() })
    this.#halo = { element, key: `${text} ${x} ${y}` }
  }

  fillText(text: string, x: number, y: number): void {
    if (text === '') return
    const { element, key } = this.#halo ?? {}
    this.#halo = null
    if (!element || key !== `${text} ${x} ${y}`) return void this.#text(text, x, y, this.#filled())
    set(element, { ...this.#filled(), 'paint-order': 'stroke' })
  }

  #text(text: string, x: number, y: number, look: Look): SVGElement {
    const [, weight = '400', size = '12', family = 'sans-serif'] = /^(?:(\d+) )?([\d.]+)px (.+)$/.exec(this.font) ?? []
    const element = this.#add('text', { ...this.#place(x, y), 'font-weight': weight, 'font-size': size, 'font-family': family, ...this.textBaseline === 'middle' ? { 'dominant-baseline': 'central' } : {}, ...look })
    element.textContent = text
    return element
  }

  #add(name: string, look: Look): SVGElement {
    const element = made(name, look)
    this.#group.append(element)
    return element
  }

  #at(x: number, y: number): string { return `${short(x + this.#x)} ${short(y + this.#y)}` }
  #place(x: number, y: number): Look { return { x: short(x + this.#x), y: short(y + this.#y) } }
  #filled(): Look { return { fill: this.fillStyle, ...this.#opacity() } }
  #opacity(): Look { return this.globalAlpha < 1 ? { opacity: String(this.globalAlpha) } : {} }

  #stroked(): Look {
    const dash: Look = this.#dash.length > 0 ? { 'stroke-dasharray': this.#dash.join(' ') } : {}
    return { stroke: this.strokeStyle, 'stroke-width': String(this.lineWidth), 'stroke-linejoin': this.lineJoin, ...dash, ...this.#opacity() }
  }
}

type Look = Readonly<Record<string, string>>
let clips = 0
const short = (value: number): string => String(Math.round(value * 100) / 100)

function set(element: SVGElement, look: Look): void {
  for (const [name, value] of Object.entries(look)) element.setAttribute(name, value)
}

export function made(name: string, look: Look): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name)
  set(element, look)
  return element
}
