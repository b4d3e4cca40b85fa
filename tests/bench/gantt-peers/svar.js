import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { Gantt, Willow } from '@svar-ui/react-gantt'
import '@svar-ui/react-gantt/all.css'

export function show(root, { tasks, links }) {
  const data = {
    tasks: tasks.map(({ id, title, parent, start, finish, isSummary }) => ({ id, text: title, start, end: finish > start ? finish : start, parent: parent ?? 0, type: isSummary ? 'summary' : finish > start ? 'task' : 'milestone', open: isSummary, progress: 0 })),
    links: links.map(({ id, from, to }) => ({ id, source: from, target: to, type: 'e2s' })),
    scales: [{ unit: 'month', step: 1, format: '%F %Y' }, { unit: 'week', step: 1, format: '%j' }],
    cellWidth: 120,
  }
  createRoot(root).render(createElement(Willow, null, createElement(Gantt, data)))
  const most = side => [...document.querySelectorAll('*')].filter(one => /auto|scroll/.test(getComputedStyle(one)[side === 'Height' ? 'overflowY' : 'overflowX'])).toSorted((one, other) => other[`scroll${side}`] - one[`scroll${side}`])[0]
  let [down, along] = [null, null]
  return { bar: '.wx-bar.wx-task', scrollBy: (x, y) => { if (x) (along ??= most('Width')).scrollLeft += x; else (down ??= most('Height')).scrollTop += y } }
}
