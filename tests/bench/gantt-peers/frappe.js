import Gantt from 'frappe-gantt'
import 'frappe-gantt/dist/frappe-gantt.css'

export function show(root, { tasks, links }) {
  const before = new Map()
  for (const { from, to } of links) before.set(to, [...before.get(to) ?? [], from])
  const rows = tasks.map(({ id, title, start, finish }) => ({ id, name: title, start, end: finish > start ? finish : start, progress: 0, dependencies: before.get(id) ?? [] }))
  const chart = new Gantt(root, rows, { view_mode: 'Week', container_height: innerHeight - 20, infinite_padding: false })
  return { bar: '.bar-wrapper .bar', scrollBy: (x, y) => chart.$container.scrollBy(x, y) }
}
