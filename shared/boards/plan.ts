import type { PlanCalendar } from './calendar-days.ts'

/**
 * What `schedule` reads: intentions of people, never computed dates. A live board, a Microsoft Project file or a test makes it.
 *
 * **Times** are minutes of the wall clock since 1970-01-01T00:00 in the project's own place: no zones and no summer time in here.
 * **Durations, work and slack** are minutes too. Both may hold tenths, as Microsoft Project keeps them; everything finer is rounded.
 */
export interface Plan {
  readonly settings: PlanSettings
  readonly tasks: readonly PlanTask[]
  readonly links: readonly PlanLink[]
  readonly calendars: readonly PlanCalendar[]
  readonly resources: readonly PlanResource[]
  readonly assignments: readonly PlanAssignment[]
}

export interface PlanSettings {
  /** Where tasks without a predecessor begin. Counts when `from` is 'start'. */
  readonly start: number
  /** Where tasks without a successor end. Counts when `from` is 'finish'. */
  readonly finish: number
  readonly from: 'start' | 'finish'
  /** The calendar of every task that has none of its own; null or unknown: Monday to Friday, 8 to 12 and 13 to 17. */
  readonly calendar: string | null
  /** Do constraint dates win over links (Microsoft Project's default), or links over them? */
  readonly constraintsWin: boolean
  /** Tasks with this much total slack or less are critical; minutes. */
  readonly criticalSlack: number
  /** Does every chain of links end in slack 0, not only the one that ends last? */
  readonly manyCriticalPaths: boolean
}

/**
 * As soon as possible, as late as possible, must start on, must finish on, start no earlier than, start no later than,
 * finish no earlier than, finish no later than.
 */
export type ConstraintKind = 'ASAP' | 'ALAP' | 'MSO' | 'MFO' | 'SNET' | 'SNLT' | 'FNET' | 'FNLT'

export interface PlanTask {
  readonly id: string
  /** The summary task it lies in. A task that others lie in is a summary: its dates come from them. */
  readonly parent?: string | null
  /** Working minutes on the task's calendar, or minutes of the clock when `isElapsed`. 0 is a milestone. Not read of summaries. */
  readonly duration: number
  readonly isElapsed?: boolean
  /** ASAP when it is missing. */
  readonly constraint?: ConstraintKind
  /** Of every constraint but ASAP and ALAP; without it they do not count. */
  readonly constraintDate?: number | null
  readonly deadline?: number | null
  readonly calendar?: string | null
  /** Work in the hours of the task's own calendar, whatever the calendars of those who do it. Counts with a calendar only. */
  readonly ignoresResourceCalendars?: boolean
  /** Set by hand: links do not move it. */
  readonly manual?: ManualDates | null
  /** False: it stays in the list and moves nothing. */
  readonly isActive?: boolean
  /** Waits for this long after it could start, so that nobody has two tasks at once; minutes of the clock. */
  readonly levelingDelay?: number
  /** Of two that cannot go on at once the one with more of it goes first; 1000: waits for nobody's sake. 500 when it is missing. */
  readonly priority?: number
  /** Pauses, in order: after so many of its working minutes nothing is done for so many working minutes. */
  readonly splits?: readonly Split[]
  readonly progress?: Progress | null
  /** A task of another project: its dates are given, not computed. */
  readonly external?: { readonly start: number, readonly finish: number } | null
}

/** `finish` is looked at before `duration`; with neither, the task's own duration counts. */
export interface ManualDates { readonly start?: number | null, readonly finish?: number | null, readonly duration?: number | null }

export interface Split { readonly after: number, readonly pause: number }

/** What has really happened. A task without `start` has not begun. */
export interface Progress {
  readonly start?: number | null
  readonly finish?: number | null
  /** Minutes of its duration that are still to be done; those of the task less those done when it is missing. */
  readonly remaining?: number | null
  /** Until when it was worked on, and from when on the rest is planned. */
  readonly stop?: number | null
  readonly resume?: number | null
}

/** Finish to start, start to start, finish to finish, start to finish: the predecessor's end first. */
export type LinkType = 'FS' | 'SS' | 'FF' | 'SF'

/**
 * Time between the two ends, less than 0 for a lead. `working`: minutes on the successor's calendar (its own, or the project's).
 * `elapsed`: minutes of the clock. The others are percent of the predecessor's duration, in either kind of minutes.
 */
export interface Lag { readonly kind: 'working' | 'elapsed' | 'percent' | 'elapsedPercent', readonly amount: number }

export interface PlanLink {
  readonly id: string
  /** The predecessor. */
  readonly from: string
  /** The successor. */
  readonly to: string
  readonly type: LinkType
  readonly lag?: Lag | null
  /** Clock of its creation: of the links that close a circle, the one made last (then the one with the greater id) is skipped. */
  readonly created?: number
}

export interface PlanResource {
  readonly id: string
  /** Only people and machines ('work') have hours; material and cost do not move a task. */
  readonly kind: 'work' | 'material' | 'cost'
  readonly calendar?: string | null
  /** How much of it there is at once, in percent; 100 when it is missing: one person. */
  readonly maxUnits?: number
}

export interface PlanAssignment {
  readonly id: string
  readonly task: string
  readonly resource: string
  /** Share of the resource's time, in percent. */
  readonly units: number
  /** Working minutes to be done, without overtime. */
  readonly work: number
  /** Starts so many working minutes after the task. */
  readonly delay?: number
  /** False: the work is not spread evenly, so that work / units does not say how long it takes. */
  readonly isEven?: boolean
}

export type ScheduleFlag =
  /** It finishes after its deadline. */
  | 'deadlineMissed'
  /** A link keeps it from its constraint date. */
  | 'constraintBroken'
  /** Its constraint date or manual dates do not leave the time a link asks for. */
  | 'linkBroken'
  /** Its calendars never give it the time it needs: the dates are the end of what can be counted. */
  | 'noWorkingTime'
  /** It lay in itself, over several summaries: taken out of its summary. */
  | 'parentCircle'

/** Where a task lies; times in minutes, see `Plan`. */
export interface PlacedTask {
  readonly id: string
  readonly start: number
  readonly finish: number
  readonly isSummary: boolean
}

/** All that is worked out of a task; times and slack in minutes. */
export interface ScheduledTask extends PlacedTask {
  readonly earlyStart: number
  readonly earlyFinish: number
  readonly lateStart: number
  readonly lateFinish: number
  readonly startSlack: number
  readonly finishSlack: number
  /** The lesser of the two; less than 0 when dates cannot be kept. */
  readonly totalSlack: number
  /** How far it may move before another task moves. */
  readonly freeSlack: number
  readonly isCritical: boolean
  readonly flags: readonly ScheduleFlag[]
}

/** A link that was not followed. */
export interface SkippedLink {
  readonly id: string
  readonly reason:
    /** It would close a circle, perhaps through summaries. */
    | 'circle'
    /** One of its tasks is not there. */
    | 'missingTask'
    /** A summary's finish follows from its tasks: FF and SF cannot lead to one. */
    | 'finishOfSummary'
}

export interface ScheduleResult {
  /** First start and last finish of all active tasks. */
  readonly start: number
  readonly finish: number
  readonly tasks: ReadonlyMap<string, ScheduledTask>
  /** In the order of their creation. */
  readonly skippedLinks: readonly SkippedLink[]
}
