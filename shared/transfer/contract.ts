import { type Static, Type } from 'typebox'
import { BoardEntry } from '../boards/contract.ts'
import { defineContract, Id, Nothing, OneOf, OrNull, Shape } from '../contract.ts'
import { exportFormats, exportTypes, fileKinds } from './kinds.ts'
import { Mapping } from './mapping.ts'
import { ReportLine } from './report.ts'

const Count = Type.Integer({ minimum: 0 })

/** What a file is, and the board that it would make. */
export const ImportPreview = Shape({
  kind: OneOf(fileKinds),
  title: Type.String(),
  counts: Shape({ tasks: Count, columns: Count, links: Count, labels: Count, calendars: Count, baselines: Count, descriptions: Count }),
  /** the first of them, as the outline has them */
  tasks: Type.Array(Shape({
    title: Type.String(), column: Type.String(), level: Count,
    /** its first day and its last, as the board would have them; null: it is not planned */
    planned: OrNull(Shape({ start: Type.String(), finish: Type.String() })),
    /** a day (`2026-03-02`) or a moment; null: it has no deadline */
    due: OrNull(Type.String()),
  })),
  /** who is named in it, and who that is here; null: nobody. `id`: what the file knows them by */
  people: Type.Array(Shape({ id: Type.String(), name: Type.String(), userId: OrNull(Id) })),
  /** who can be meant by them */
  here: Type.Array(Shape({ id: Id, name: Type.String() })),
  /** null: nothing is to be mapped */
  table: OrNull(Shape({ heads: Type.Array(Type.String()), samples: Type.Array(Type.Array(Type.String())), mapping: Mapping })),
  report: Type.Array(ReportLine),
})
export type ImportPreview = Static<typeof ImportPreview>

/** A Mapping as JSON, for files that are tables. */
const MappingText = Type.Optional(Type.String({ maxLength: 10_000 }))

/** Who is meant by people of a file who were not found: what the file knows them by, and who that is here; as JSON. */
export const ChosenPeople = Type.Record(Type.String(), Id)
export type ChosenPeople = Static<typeof ChosenPeople>
const ChosenPeopleText = Type.Optional(Type.String({ maxLength: 8000 }))

export const transfer = defineContract({
  exportBoard: {
    method: 'GET', path: '/workspaces/:workspaceId/boards/:boardId/export', action: 'board.read', download: Object.values(exportTypes), triesPerMinute: 30,
    summary: 'A board as a file, on demand with what only your own company sees of it (`include=own`): Microsoft Project XML, CSV, Excel, Kopa\'s own JSON, or iCalendar.',
    params: Shape({ workspaceId: Id, boardId: Id }), query: Shape({ format: OneOf(exportFormats), include: Type.Optional(OneOf(['own'])) }), result: Nothing,
  },
  previewImport: {
    method: 'POST', path: '/workspaces/:workspaceId/imports/preview', action: 'board.create', upload: 'form', triesPerMinute: 60,
    summary: 'Looks at a file (multipart/form-data, one part named "file"): what it is, the board it would make, and what would not come along. Stores nothing.',
    params: Shape({ workspaceId: Id }), query: Shape({ mapping: MappingText, people: ChosenPeopleText }), result: ImportPreview,
  },
  importBoard: {
    method: 'POST', path: '/workspaces/:workspaceId/imports', action: 'board.create', upload: 'form', progress: 'lines', triesPerMinute: 20,
    summary: 'Makes a board of a file, all of it or nothing. Answers lines of JSON: progress, then the result.',
    params: Shape({ workspaceId: Id }), query: Shape({ mapping: MappingText, people: ChosenPeopleText, sees: Type.Optional(OneOf(['workspace', 'company'])) }),
    result: Shape({ board: BoardEntry, report: Type.Array(ReportLine) }),
  },
})
