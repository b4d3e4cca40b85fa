/** More of a resource is asked for than there is; times in minutes as in `Plan`, units in percent. */
export interface Overload { readonly resource: string, readonly from: number, readonly until: number, readonly units: number, readonly available: number }

/** Units come as shares of a whole, a third of somebody: crumbs of floating point are no overload. */
const crumb = 1e-6

/** How much of one resource is in use, from one change to the next; neighbours differ. */
export class Load {
  readonly resource: string
  readonly available: number
  #times: number[] = [-Infinity]
  #units: number[] = [0]

  constructor(resource: string, available: number) {
    this.resource = resource
    this.available = available
  }

  copy(): Load {
    const copy = new Load(this.resource, this.available)
    copy.#times = this.#times.slice()
    copy.#units = this.#units.slice()
    return copy
  }

  /** When there is room again for so many units, seen from a stretch of time in which there is not always; null: there is. */
  freeAfter(from: number, until: number, units: number): number | null {
    const most = this.available - units + crumb
    for (let step = this.#stepAt(until); step >= 0; step--) {
      const end = this.#times[step + 1] ?? Infinity
      if (end <= from) return null
      if ((this.#times[step] ?? 0) < until && (this.#units[step] ?? 0) > most) return end
    }
    return null
  }

  add(from: number, until: number, units: number): void {
    const first = this.#split(from)
    const last = this.#split(until)
    for (let step = first; step < last; step++) this.#units[step] = (this.#units[step] ?? 0) + units
    this.#join(last)
    this.#join(first)
  }

  overloads(): Overload[] {
    const found: Overload[] = []
    this.#units.forEach((units, step) => {
      if (units <= this.available + crumb) return
      const [from, until] = [this.#times[step] ?? 0, this.#times[step + 1] ?? Infinity]
      const before = found.at(-1)
      if (before?.until === from) found[found.length - 1] = { ...before, until, units: Math.max(units, before.units) }
      else found.push({ resource: this.resource, from, until, units, available: this.available })
    })
    return found
  }

  /** The last change up to a time. */
  #stepAt(time: number): number {
    let [low, high] = [0, this.#times.length]
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((this.#times[middle] ?? 0) <= time) low = middle
      else high = middle
    }
    return low
  }

  /** Lets a change be at a time; answers which it is. */
  #split(time: number): number {
    const step = this.#stepAt(time)
    if (this.#times[step] === time) return step
    this.#times.splice(step + 1, 0, time)
    this.#units.splice(step + 1, 0, this.#units[step] ?? 0)
    return step + 1
  }

  /** Where as much is in use after a change as before it, there is none. */
  #join(step: number): void {
    if (step === 0 || Math.abs((this.#units[step] ?? 0) - (this.#units[step - 1] ?? 0)) > crumb) return
    this.#times.splice(step, 1)
    this.#units.splice(step, 1)
  }
}
