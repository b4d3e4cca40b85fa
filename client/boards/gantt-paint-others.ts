import { initials } from '../ui/initials.ts'
import type { OthersPull, PersonAt } from './board-presence.ts'
import { type GanttBar, middleOf, milestoneRadius } from './gantt-layout.ts'
import type { GanttPicture } from './gantt-paint.ts'
import { traceDiamond } from './gantt-paint-planned.ts'
import { xOf } from './gantt-scale.ts'

const mostShown = 3
/** Bars that others pull at once and in sight. */
const mostGhosts = 12
const chip = 8
const ghostHeight = 20

/** Where the others are: a line around the bar and their letters before it; and what they pull, as it would lie. */
export function paintOthers(to: CanvasRenderingContext2D, picture: GanttPicture, { first, last }: { first: number, last: number }): void {
  const { others, scene, scale } = picture
  if (!others) return
  for (let row = first; row <= last; row++) {
    const people = others.at(scene.rows()[row]?.task.id ?? '')
    const bar = people.length > 0 ? scene.bar(row, scale) : null
    if (bar) paintPeople(to, { people, bar, row }, picture)
  }
  const inSight = others.pulls().flatMap(pull => {
    const row = scene.rowOf(pull.id)
    return row === undefined || row < first || row > last ? [] : [{ pull, row }]
  })
  for (const { pull, row } of inSight.slice(0, mostGhosts)) paintGhost(to, { pull, row }, picture)
}

const colourOf = ({ company: { color } }: { company: { color: number } }, { theme }: GanttPicture): string => theme.companies[color] ?? theme.noCompany

function paintPeople(to: CanvasRenderingContext2D, { people, bar, row }: { people: readonly PersonAt[], bar: GanttBar, row: number }, picture: GanttPicture): void {
  const [one] = people
  if (!one || isBeside(bar.x - 60, bar.x + bar.width, picture)) return
  to.strokeStyle = colourOf(one, picture)
  to.lineWidth = 2
  if (bar.kind === 'milestone') traceDiamond(to, { x: bar.x, y: middleOf(row) }, milestoneRadius + 4)
  else {
    to.beginPath()
    to.roundRect(bar.x - 3, bar.y - 3, Math.max(2, bar.width) + 6, bar.height + 6, 6)
  }
  to.stroke()
  const left = bar.x - (bar.kind === 'milestone' ? milestoneRadius : 0) - 8
  people.slice(0, mostShown).forEach((person, at) => paintChip(to, { x: left - chip - at * 14, y: middleOf(row), person }, picture))
}

function paintChip(to: CanvasRenderingContext2D, { x, y, person }: { x: number, y: number, person: PersonAt }, picture: GanttPicture): void {
  const { theme } = picture
  to.beginPath()
  to.arc(x, y, chip, 0, 2 * Math.PI)
  to.fillStyle = theme.raised
  to.fill()
  to.strokeStyle = colourOf(person, picture)
  to.lineWidth = 2
  to.stroke()
  const letters = initials(person.name)
  to.font = `620 8px ${theme.font}`
  to.fillStyle = theme.text
  to.textBaseline = 'middle'
  to.fillText(letters, x - to.measureText(letters).width / 2, y + 0.5)
}

/** In dashes, and with the name of who pulls it. */
function paintGhost(to: CanvasRenderingContext2D, { pull: { start, finish, person }, row }: { pull: OthersPull, row: number }, picture: GanttPicture): void {
  const { scale, sight } = picture
  // Only as far as it is in sight: whoever says so may pull over centuries.
  const [left, right] = [Math.max(xOf(scale, start), sight.left - 9), Math.min(xOf(scale, finish), sight.left + sight.width + 9)]
  if (isBeside(left - milestoneRadius, right + 160, picture)) return
  const [y, colour] = [middleOf(row), colourOf(person, picture)]
  if (start === finish) traceDiamond(to, { x: left, y }, milestoneRadius)
  else {
    to.beginPath()
    to.roundRect(left, y - ghostHeight / 2, Math.max(3, right - left), ghostHeight, 4)
  }
  to.globalAlpha = 0.25
  to.fillStyle = colour
  to.fill()
  to.globalAlpha = 1
  to.setLineDash([5, 3])
  to.strokeStyle = colour
  to.lineWidth = 2
  to.stroke()
  to.setLineDash([])
  paintName(to, { left, right, y, name: person.name, colour }, picture)
}

interface Name { left: number, right: number, y: number, name: string, colour: string }

/** Behind the bar, or before it where there is no room. */
function paintName(to: CanvasRenderingContext2D, { left, right, y, name, colour }: Name, { theme, sight }: GanttPicture): void {
  to.font = `600 11px ${theme.font}`
  const width = to.measureText(name).width + 12
  const x = right + 6 + width <= sight.left + sight.width ? right + 6 : Math.max(sight.left, left - 6 - width)
  to.beginPath()
  to.roundRect(x, y - 9, width, 18, 9)
  to.fillStyle = colour
  to.fill()
  to.fillStyle = theme.onCompany
  to.textBaseline = 'middle'
  to.fillText(name, x + 6, y + 0.5)
}

const isBeside = (from: number, until: number, { sight: { left, width } }: GanttPicture): boolean => until < left || from > left + width
