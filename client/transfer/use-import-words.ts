import { useLingui } from '@lingui/react/macro'
import type { FileKind } from '@kopa/shared/transfer/kinds.ts'
import type { ColumnMeaning } from '@kopa/shared/transfer/mapping.ts'
import type { ReportCode } from '@kopa/shared/transfer/report.ts'

export function useKindNames(): Record<FileKind, string> {
  const { t } = useLingui()
  return {
    projectXml: t`a project of Microsoft Project`, kopaJson: t`a board of Kopa`, trelloJson: t`a board of Trello`, asanaJson: t`a project of Asana`, asanaCsv: t`a project of Asana`, jiraCsv: t`issues of Jira`, jiraXml: t`issues of Jira`,
    mondayExcel: t`a board of Monday`, csv: t`a table`, excel: t`an Excel workbook`, ical: t`a calendar`,
  }
}

export function useFieldNames(): Record<ColumnMeaning, string> {
  const { t } = useLingui()
  return {
    title: t`Title`, description: t`Description`, column: t`Column`, id: t`Number or id`, parent: t`Parent task`, level: t`Level in the outline`, start: t`Start`, finish: t`Finish`, duration: t`Duration`, deadline: t`Deadline`,
    done: t`Done or not`, percent: t`Progress in per cent`, priority: t`Priority`, labels: t`Labels`, company: t`Responsible company`, people: t`People`, estimate: t`Estimate`, spent: t`Time spent`, predecessors: t`Waits for`, checklist: t`Checklist`,
    'own:text': t`A field: text`, 'own:number': t`A field: number`, 'own:money': t`A field: money`, 'own:date': t`A field: date`, 'own:select': t`A field: one of a list`, 'own:multiSelect': t`A field: several of a list`, 'own:checkbox': t`A field: checkbox`,
    'own:person': t`A field: person`, 'own:company': t`A field: company`, 'own:link': t`A field: web link`,
  }
}

export function useReportWords(): Record<ReportCode, string> {
  const { t } = useLingui()
  return {
    peopleNotHere: t`People who are not in this workspace:`, companiesNotHere: t`Companies that are not in this workspace:`, comments: t`Comments:`, attachments: t`Files:`, history: t`Entries of the history:`, watchers: t`Watchers:`, votes: t`Votes:`,
    archived: t`Archived things:`, customFields: t`Fields of their own:`, columnsLeftOut: t`Columns of the table that are left out:`, covers: t`Cover pictures:`, locations: t`Places on a map:`, sprints: t`Sprints:`, reminders: t`Reminders:`,
    resourceCalendars: t`Working hours of single people:`, materialResources: t`Material and costs:`, unevenWork: t`People whose work is spread unevenly:`, splits: t`Tasks with interruptions, now without:`, inactiveTasks: t`Inactive tasks, now without dates:`,
    externalTasks: t`Tasks of other projects, now with fixed dates:`, crossProjectLinks: t`Links to other projects:`, partialMinutes: t`Durations rounded to minutes:`, linkTypes: t`Links of kinds that a board does not have:`,
    unknownParents: t`Lines whose parent was not found:`, unknownPredecessors: t`Lines that wait for a task that was not found:`, unknownDates: t`Lines with dates that could not be read:`, unknownNumbers: t`Lines with numbers that could not be read:`,
    unknownDurations: t`Lines with durations that could not be read:`, emptyRows: t`Empty lines:`, untitled: t`Lines without a title:`, longTexts: t`Texts that were shortened:`, repeats: t`Repetitions:`, baselinesLeft: t`Baselines:`,
    privateTasks: t`Tasks that were private to one company; whoever sees this board sees them:`, privateFields: t`Fields that were private to one company; whoever sees this board sees them:`, descriptions: t`Descriptions beyond the first 5,000:`, unreadParts: t`Parts that were not read:`,
  }
}
