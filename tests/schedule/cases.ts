import { existsSync, readFileSync } from 'node:fs'

/** The projects with Microsoft Project's own dates: `shared/data/README.md` beside the repository tells of them. */
const folder = new URL('../../../shared/data/schedule/', import.meta.url)

export const haveCases = existsSync(new URL('cases.json', folder))

export interface Case { id: string, tier: 'A' | 'B', file: string, compare: readonly CompareField[] }

export type CompareField =
  'start' | 'finish' | 'earlyStart' | 'earlyFinish' | 'lateStart' | 'lateFinish' | 'totalSlackMin' | 'freeSlackMin'

/** A project as its file has it; days of calendars are 1 (Monday) to 7, times are local without a zone. */
export interface CaseProject {
  project: {
    start: string, finish: string, scheduleFromStart: boolean, calendar: number, minutesPerDay: number
    honorConstraints: boolean, multipleCriticalPaths: boolean, criticalSlackMinutes: number
  }
  calendars: { uid: number, name: string | null, parent: number | null, days: Record<string, { t: string, h: [string, string][] }>, ex: { f: string, to: string, h: [string, string][] }[] }[]
  resources: { uid: number, type: string, cal: number | null, name: string | null }[]
  tasks: CaseTask[]
  expected: ({ uid: number, summary: boolean } & Record<CompareField, string | number>)[]
}

export interface CaseTask {
  uid: number, name: string, parent: number | null, outlineLevel: number, summary: boolean, active: boolean, manual: boolean
  manualStart?: string | null, manualFinish?: string | null
  type: string, milestone: boolean, durationMin: number, elapsed: boolean, constraint: string, constraintDate: string | null, deadline: string | null
  calendar: number | null, ignoreResourceCalendars: boolean, levelingDelayMin: number, percentComplete: number
  actualStart: string | null, actualFinish: string | null, actualDurationMin: number, remainingDurationMin: number
  stop: string | null, resume: string | null, splits: [string, string][], external: boolean
  predecessors: { uid: number, type: 'FS' | 'SS' | 'FF' | 'SF', lag: { min?: number, percent?: number, elapsed: boolean } | null }[]
  assignments: { resource: number | null, units: number, workMin: number, delayMin: number, flat: boolean }[]
}

export function readCases(): Case[] {
  return (JSON.parse(readFileSync(new URL('cases.json', folder), 'utf8')) as { cases: Case[] }).cases
}

export const readProject = (file: string): CaseProject => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as CaseProject
