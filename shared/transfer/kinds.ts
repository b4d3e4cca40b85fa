/** What a file can be, as far as Kopa knows. */
export const fileKinds = ['projectXml', 'kopaJson', 'trelloJson', 'asanaJson', 'asanaCsv', 'jiraCsv', 'jiraXml', 'mondayExcel', 'csv', 'excel', 'ical'] as const
export type FileKind = (typeof fileKinds)[number]

export const exportFormats = ['projectXml', 'csv', 'excel', 'json', 'ical'] as const
export type ExportFormat = (typeof exportFormats)[number]
