import type { Plan, PlanAssignment } from '@kopa/shared/boards/plan.ts'
import { most, type PortablePerson, type PortableTask } from '@kopa/shared/transfer/board-file.ts'
import { writable } from '@kopa/shared/transfer/blocks.ts'
import type { Report } from '@kopa/shared/transfer/report.ts'
import type { XmlRecord } from './xml-records.ts'

interface ProjectPeople { people: PortablePerson[], assigneesOf: (task: string) => PortableTask['assignees'] }

/** Those who work. What is used up or paid for has no place on a board. */
export function peopleOfProject(root: XmlRecord, { resources, assignments, tasks }: Plan, report: Report): ProjectPeople {
  const records = new Map(root.path('Resources', 'Resource').map(record => [record.text('UID') ?? '', record]))
  const nameOf = (id: string): string => writable(records.get(id)?.text('Name') ?? '').slice(0, 200)
  const workers = new Set(resources.filter(({ kind, id }) => kind === 'work' && nameOf(id) !== '').slice(0, most.people).map(({ id }) => id))
  for (const { id, kind } of resources) if (kind !== 'work') report.add('materialResources', nameOf(id))
  const durations = new Map(tasks.map(({ id, duration }) => [id, duration]))
  const byTask = Map.groupBy(assignments.filter(({ resource }) => workers.has(resource)), ({ task }) => task)
  for (const [task, own] of byTask) {
    const name = own.some(({ isEven, delay = 0 }) => isEven === false || delay > 0) ? records.get(own[0]?.resource ?? '')?.text('Name') ?? task : null
    if (name !== null) report.add('unevenWork', name)
  }
  return {
    people: [...workers].map(id => ({ id, name: nameOf(id), email: records.get(id)?.text('EmailAddress')?.toLowerCase().slice(0, 320) ?? null })),
    assigneesOf: task => assigneesOf(byTask.get(task) ?? [], durations.get(task) ?? 0),
  }
}

/** How much work each has is said only where it does not follow from the duration; then of all, for the longest decides. */
function assigneesOf(assignments: readonly PlanAssignment[], duration: number): PortableTask['assignees'] {
  const unique = [...new Map(assignments.map(assignment => [assignment.resource, assignment])).values()].slice(0, 200)
  const takes = ({ work, units }: PlanAssignment): number => (units > 0 ? work * 100 / units : 0)
  const isSpread = unique.every(({ isEven, units, work }) => isEven !== false && units > 0 && work > 0)
  const follows = !isSpread || unique.every(assignment => Math.abs(takes(assignment) - duration) <= 0.5)
  return unique.map(({ resource, units, work }) => ({ userId: resource, units: Math.min(10_000, Math.max(0, units)), work: follows ? null : Math.round(work) }))
}
