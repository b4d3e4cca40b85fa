import { Type, type Static } from 'typebox'
import { OneOf, Shape } from '../contract.ts'

/** What a file holds that does not come along, or not as it was; each with a sentence in every language (client/transfer). */
export const reportCodes = [
  'peopleNotHere', 'comments', 'attachments', 'history', 'watchers', 'votes', 'archived', 'customFields', 'columnsLeftOut', 'covers', 'locations', 'sprints', 'reminders',
  'resourceCalendars', 'materialResources', 'unevenWork', 'splits', 'inactiveTasks', 'externalTasks', 'crossProjectLinks', 'partialMinutes', 'linkTypes',
  'unknownParents', 'unknownPredecessors', 'unknownDates', 'unknownNumbers', 'unknownDurations', 'emptyRows', 'untitled', 'longTexts', 'repeats', 'companiesNotHere', 'baselinesLeft', 'privateTasks', 'privateFields', 'descriptions', 'unreadParts',
] as const
export type ReportCode = (typeof reportCodes)[number]

/** `count` of them; `examples`: what the first few are called, or on which lines they stand. */
export const ReportLine = Shape({ code: OneOf(reportCodes), count: Type.Integer(), examples: Type.Array(Type.String()) })
export type ReportLine = Static<typeof ReportLine>

const mostExamples = 5
const mostExample = 80

/** Gathers what is not carried over. */
export class Report {
  readonly #lines = new Map<ReportCode, { count: number, examples: string[] }>()

  add(code: ReportCode, example?: string | number, count = 1): void {
    if (count <= 0) return
    const line = this.#lines.get(code) ?? { count: 0, examples: [] }
    this.#lines.set(code, line)
    line.count += count
    const words = example === undefined ? '' : String(example).trim().slice(0, mostExample).toWellFormed()
    if (words !== '' && line.examples.length < mostExamples && !line.examples.includes(words)) line.examples.push(words)
  }

  get lines(): ReportLine[] {
    return reportCodes.flatMap(code => { const line = this.#lines.get(code); return line ? [{ code, ...line }] : [] })
  }
}
