import type { ScheduledTask, ScheduleResult } from '@kopa/shared/boards/plan.ts'
import { schedule } from '@kopa/shared/boards/schedule.ts'
import { readProjectXml } from '../transfer/project-xml.ts'
import { CannotDo, type Command } from './command.ts'
import { readGiven } from './given-file.ts'

/** Needs nothing but the file: no server, no database, no settings. */
export const scheduleCommand: Command = {
  summary: 'compute the dates of a Microsoft Project XML file, as JSON: schedule <file>',
  run: async ([file, ...more]) => {
    if (file === undefined || more.length > 0) throw new CannotDo('Say which file: scripts/kopa schedule <file>')
    const { plan, taskIds } = await readGiven(file, 'a Microsoft Project XML file that can be read', readProjectXml)
    const result = schedule(plan)
    const told = taskIds.flatMap(id => result.tasks.get(id) ?? []).map(tell)
    // Written to the end before the process may go: a pipe takes a little at a time.
    await new Promise<void>((resolve, reject) => process.stdout.write(`[\n${told.join(',\n')}\n]\n`, error => (error ? reject(error) : resolve())))
    const left = notFollowed(result)
    if (left) process.stderr.write(`kopa: ${left}\n`)
  },
}

const tell = ({ id, start, finish, lateStart, lateFinish, totalSlack }: ScheduledTask): string => JSON.stringify({
  uid: /^\d+$/.test(id) ? Number(id) : id, start: clock(start), finish: clock(finish), lateStart: clock(lateStart), lateFinish: clock(lateFinish), totalSlack,
})

/** A local time, as the file has them. */
const clock = (minutes: number): string => new Date(Math.round(minutes) * 60_000).toISOString().slice(0, 16)

function notFollowed({ skippedLinks }: ScheduleResult): string | null {
  if (skippedLinks.length === 0) return null
  const count = (reason: string) => skippedLinks.filter(link => link.reason === reason).length
  return `Links that were not followed: ${count('circle')} would close a circle, ${count('missingTask')} lead from tasks that are not there, ${count('finishOfSummary')} ask for a summary's finish.`
}
