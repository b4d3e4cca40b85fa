import { firstMinute, lastMinute } from './calendar.ts'
import type { ScheduledTask, ScheduleFlag } from './plan.ts'
import { isFinished } from './schedule-backward.ts'
import { isSummary } from './schedule-events.ts'
import { outgoingOf } from './schedule-network.ts'
import type { Row } from './schedule-rows.ts'
import { at, backThroughLag, isActiveRow, rowAt, type State } from './schedule-state.ts'

/** What is told of a task when all passes are through. */
export function describeTask(state: State, index: number): ScheduledTask {
  const row = rowAt(state, index)
  const { early, late, planned, settings } = state
  const slack = slackOf(state, index)
  const totalSlack = Math.min(slack.start, slack.finish)
  const isDone = row.task.progress?.finish !== null && row.task.progress?.finish !== undefined
  return {
    id: row.task.id,
    start: at(planned.start, index),
    finish: at(planned.finish, index),
    earlyStart: at(early.start, index),
    earlyFinish: at(early.finish, index),
    lateStart: at(late.start, index),
    lateFinish: at(late.finish, index),
    startSlack: slack.start,
    finishSlack: slack.finish,
    totalSlack,
    freeSlack: freeSlackOf(state, index, totalSlack),
    isSummary: isSummary(state.network, index),
    isCritical: totalSlack <= settings.criticalSlack && !row.task.manual && !isDone && isActiveRow(state, index),
    flags: flagsOf(state, index, row),
  }
}

/**
 * Working time between the early and the late dates. A date that does not leave the time a link asks for shows how much is
 * missing: from where the link alone would have the task.
 */
function slackOf(state: State, index: number): { start: number, finish: number } {
  const { early, late } = state
  const { calendar, isHeld } = rowAt(state, index)
  const earliest = isHeld && !isSummary(state.network, index) ? Math.max(at(early.start, index), at(state.driven, index)) : at(early.start, index)
  return {
    start: calendar.workBetween(earliest, at(late.start, index)),
    finish: calendar.workBetween(at(early.finish, index), at(late.finish, index)),
  }
}

/** Up to where the nearest successor is; as much as in total where there is none. */
function freeSlackOf(state: State, index: number, totalSlack: number): number {
  const { early } = state
  const { calendar } = rowAt(state, index)
  let free = Infinity
  for (const edge of outgoingOf(state.network, index)) {
    if (!isActiveRow(state, edge.to) || isFinished(state, edge.to)) continue
    const isToStart = edge.type === 'FS' || edge.type === 'SS'
    const until = backThroughLag(state, edge, at(isToStart ? early.start : early.finish, edge.to))
    const from = edge.type === 'FS' || edge.type === 'FF' ? early.finish : early.start
    free = Math.min(free, calendar.workBetween(at(from, index), until))
  }
  return Math.max(0, Math.min(free, Math.max(0, totalSlack)))
}

function flagsOf(state: State, index: number, row: Row): readonly ScheduleFlag[] {
  const start = at(state.planned.start, index)
  const finish = at(state.planned.finish, index)
  const flags: ScheduleFlag[] = []
  if (finish > row.deadline) flags.push('deadlineMissed')
  if (isBroken(row, start, finish)) flags.push('constraintBroken')
  if (isLinkBroken(state, index, row)) flags.push('linkBroken')
  if (row.lacksHours || start <= firstMinute || finish >= lastMinute) flags.push('noWorkingTime')
  if (state.network.parentCircles.has(row.task.id)) flags.push('parentCircle')
  return flags.length > 0 ? flags : none
}

const none: readonly ScheduleFlag[] = []

function isBroken({ constraint, date, calendar }: Row, start: number, finish: number): boolean {
  switch (constraint) {
    case 'MSO': return calendar.workBetween(start, date) !== 0
    case 'MFO': return calendar.workBetween(finish, date) !== 0
    case 'SNET': return calendar.workBetween(start, date) > 0
    case 'FNET': return calendar.workBetween(finish, date) > 0
    case 'SNLT': return calendar.workBetween(date, start) > 0
    case 'FNLT': return calendar.workBetween(date, finish) > 0
    case 'ASAP': case 'ALAP': return false
  }
}

/** Is it put where its links do not allow it? */
function isLinkBroken(state: State, index: number, row: Row): boolean {
  if (isSummary(state.network, index) || row.begun) return false
  if (state.settings.from === 'start') return row.calendar.workBetween(at(state.planned.start, index), at(state.driven, index)) > 0
  return row.calendar.workBetween(at(state.drivenLate, index), at(state.planned.start, index)) > 0
}
