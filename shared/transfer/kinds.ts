/** What a file can be, as far as Kopa knows. */
export const fileKinds = ['projectXml', 'kopaJson', 'trelloJson', 'asanaJson', 'asanaCsv', 'jiraCsv', 'jiraXml', 'mondayExcel', 'csv', 'excel', 'ical'] as const
export type FileKind = (typeof fileKinds)[number]

export const exportFormats = ['projectXml', 'csv', 'excel', 'json', 'ical'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** The media types of what is exported. */
export const exportTypes: Readonly<Record<ExportFormat, string>> = {
  projectXml: 'application/xml',
  csv: 'text/csv',
  excel: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json',
  ical: 'text/calendar',
}
