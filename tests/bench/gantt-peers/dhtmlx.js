import { gantt } from 'dhtmlx-gantt'
import 'dhtmlx-gantt/codebase/dhtmlxgantt.css'

export function show(root, { tasks, links }) {
  gantt.config.scales = [{ unit: 'month', step: 1, format: '%F %Y' }, { unit: 'week', step: 1, format: '%d' }]
  gantt.config.min_column_width = 120
  gantt.config.open_tree_initially = true
  gantt.init(root)
  gantt.parse({
    data: tasks.map(({ id, title, parent, start, finish, isSummary }) => ({ id, text: title, start_date: start, end_date: finish, parent: parent ?? 0, type: isSummary ? 'project' : finish > start ? 'task' : 'milestone', open: true })),
    links: links.map(({ id, from, to }) => ({ id, source: from, target: to, type: '0' })),
  })
  const at = () => gantt.getScrollState()
  return { bar: '.gantt_task_line:not(.gantt_project)', scrollBy: (x, y) => (x ? gantt.scrollTo(at().x + x, null) : gantt.scrollTo(null, at().y + y)) }
}
