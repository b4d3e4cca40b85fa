import type { CaseProject, CaseTask } from './cases.ts'

/** A project of `cases.json` as Microsoft Project would write it into XML, without any date that has to be computed. */
export function xmlOfCase({ project, calendars, resources, tasks }: CaseProject): string {
  const assignments = tasks.flatMap(task => task.assignments.map(assignment => ({ task, ...assignment })))
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Project xmlns="http://schemas.microsoft.com/project"><SaveVersion>14</SaveVersion>${element({
    ScheduleFromStart: Number(project.scheduleFromStart), StartDate: `${project.start}:00`, FinishDate: `${project.finish}:00`,
    MinutesPerDay: project.minutesPerDay, CalendarUID: project.calendar, HonorConstraints: Number(project.honorConstraints),
    MultipleCriticalPaths: Number(project.multipleCriticalPaths), CriticalSlackLimit: project.criticalSlackMinutes / project.minutesPerDay,
  })}
<Calendars>${calendars.map(calendarXml).join('\n')}</Calendars>
<Tasks><Task><UID>0</UID><OutlineLevel>0</OutlineLevel><Summary>1</Summary></Task>${tasks.map(taskXml).join('\n')}</Tasks>
<Resources>${resources.map(({ uid, name, type, cal }) => `<Resource>${element({ UID: uid, Name: escaped(name), Type: ['MATERIAL', 'WORK', 'COST'].indexOf(type), CalendarUID: cal ?? -1 })}</Resource>`).join('\n')}</Resources>
<Assignments>${assignments.map(({ task, resource, units, workMin, delayMin, flat }, index) => `<Assignment>${element({
    UID: index + 1, TaskUID: task.uid, ResourceUID: resource ?? -65535, Units: units / 100, Work: duration(workMin), Delay: delayMin * 10, WorkContour: flat ? 0 : 8,
  })}${task.splits.map(([from, until]) => `<TimephasedData>${element({ Type: 1, UID: index + 1, Start: time(from), Finish: time(until), Unit: 3, Value: duration(60) })}</TimephasedData>`).join('')}</Assignment>`).join('\n')}</Assignments>
</Project>`
}

type Value = string | number | null | undefined
const element = (values: Record<string, Value>): string =>
  Object.entries(values).flatMap(([name, value]) => (value === null || value === undefined || value === '' ? [] : [`<${name}>${value}</${name}>`])).join('')

const escaped = (text: string | null): string => (text ?? '').replace(/[<&>]/g, letter => `&#${letter.charCodeAt(0)};`)
const time = (at: string | null | undefined): string | null => (at ? (at.length === 16 ? `${at}:00` : at) : null)
const duration = (minutes: number): string => {
  const seconds = Math.round(minutes * 60)
  return `PT${Math.floor(seconds / 3600)}H${Math.floor(seconds / 60) % 60}M${seconds % 60}S`
}

function calendarXml({ uid, name, parent, days, ex }: CaseProject['calendars'][number]): string {
  const times = (hours: [string, string][]) => `<WorkingTimes>${hours.map(([from, until]) => `<WorkingTime><FromTime>${from}:00</FromTime><ToTime>${until}:00</ToTime></WorkingTime>`).join('')}</WorkingTimes>`
  const weekDays = [7, 1, 2, 3, 4, 5, 6].flatMap((day, index) => {
    const said = days[day]
    if (!said || said.t === 'DEFAULT') return []
    return [`<WeekDay><DayType>${index + 1}</DayType><DayWorking>${Number(said.t === 'WORKING')}</DayWorking>${said.h.length > 0 ? times(said.h) : ''}</WeekDay>`]
  })
  const exceptions = ex.map(({ f, to, h }) =>
    `<Exception><EnteredByOccurrences>0</EnteredByOccurrences><TimePeriod><FromDate>${f}T00:00:00</FromDate><ToDate>${to}T23:59:00</ToDate></TimePeriod><Occurrences>1</Occurrences><Type>1</Type><DayWorking>${Number(h.length > 0)}</DayWorking>${h.length > 0 ? times(h) : ''}</Exception>`)
  return `<Calendar>${element({ UID: uid, Name: escaped(name), IsBaseCalendar: Number(parent === null), BaseCalendarUID: parent ?? -1 })}<WeekDays>${weekDays.join('')}</WeekDays>${exceptions.length > 0 ? `<Exceptions>${exceptions.join('')}</Exceptions>` : ''}</Calendar>`
}

const constraints = ['AS_SOON_AS_POSSIBLE', 'AS_LATE_AS_POSSIBLE', 'MUST_START_ON', 'MUST_FINISH_ON', 'START_NO_EARLIER_THAN', 'START_NO_LATER_THAN', 'FINISH_NO_EARLIER_THAN', 'FINISH_NO_LATER_THAN']

function taskXml(task: CaseTask): string {
  const links = task.predecessors.map(({ uid, type, lag }) => `<PredecessorLink>${element({
    PredecessorUID: uid, Type: ['FF', 'FS', 'SF', 'SS'].indexOf(type), CrossProject: 0,
    LinkLag: lag?.percent ?? (lag?.min ?? 0) * 10, LagFormat: lag?.percent === undefined ? (lag?.elapsed ? 8 : 7) : lag.elapsed ? 20 : 19,
  })}</PredecessorLink>`)
  return `<Task>${element({
    UID: task.uid, Name: escaped(task.name), Active: Number(task.active), Manual: Number(task.manual), OutlineLevel: task.outlineLevel,
    Duration: duration(task.durationMin), ManualStart: time(task.manualStart), ManualFinish: time(task.manualFinish), DurationFormat: task.elapsed ? 8 : 7,
    Milestone: Number(task.milestone), Summary: Number(task.summary), PercentComplete: task.percentComplete,
    ActualStart: time(task.actualStart), ActualFinish: time(task.actualFinish), ActualDuration: duration(task.actualDurationMin), RemainingDuration: duration(task.remainingDurationMin),
    ConstraintType: constraints.indexOf(task.constraint), CalendarUID: task.calendar ?? -1, ConstraintDate: time(task.constraintDate), Deadline: time(task.deadline),
    LevelingDelay: task.levelingDelayMin * 10, LevelingDelayFormat: 8, IgnoreResourceCalendar: Number(task.ignoreResourceCalendars),
    Stop: time(task.stop), Resume: time(task.resume), ExternalTask: Number(task.external),
  })}${links.join('')}</Task>`
}
