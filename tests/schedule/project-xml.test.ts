import { execFile } from 'node:child_process'
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { schedule } from '@kopa/shared/boards/schedule.ts'
import { largestProjectBytes, readProjectXml } from '../../server/transfer/project-xml.ts'
import { minutesOf, planOfCase } from './case-plan.ts'
import { xmlOfCase } from './case-xml.ts'
import { haveCases, readCases, readProject } from './cases.ts'

const root = path.join(import.meta.dirname, '../..')
let folder = ''
beforeAll(async () => { folder = await mkdtemp(path.join(os.tmpdir(), 'kopa-projects-')) })
afterAll(() => rm(folder, { recursive: true }))

async function fileOf(content: string | Uint8Array): Promise<string> {
  const file = path.join(folder, 'project.xml')
  await writeFile(file, content)
  return file
}

/** The command as `scripts/kopa schedule` runs it; a refusal is an answer too. */
async function kopaSchedule(...args: string[]): Promise<{ code: number, stdout: string, stderr: string }> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ['server/kopa.ts', 'schedule', ...args], { cwd: root, maxBuffer: 1e8 })
    return { code: 0, stdout, stderr }
  } catch (error) {
    return error as { code: number, stdout: string, stderr: string }
  }
}

const project = (tasks: string, more = '') => `<Project xmlns="http://schemas.microsoft.com/project"><StartDate>2025-01-06T08:00:00</StartDate>${more}<Tasks>${tasks}</Tasks></Project>`
const oneDay = '<Task><UID>7</UID><Duration>PT8H0M0S</Duration></Task>'

const datesOf = async (content: string | Uint8Array) => {
  const { plan } = await readProjectXml(await fileOf(content))
  const { tasks } = schedule(plan)
  return (id: string) => {
    const task = tasks.get(id)
    return task && [task.start, task.finish].map(minutes => new Date(minutes * 60_000).toISOString().slice(0, 16))
  }
}

describe.skipIf(!haveCases)('projects of Microsoft Project, as XML', () => {
  test('have the dates that they have when they are read from elsewhere', async () => {
    for (const { file } of readCases()) {
      const given = readProject(file)
      const { plan } = await readProjectXml(await fileOf(xmlOfCase(given)))
      const { tasks } = schedule(plan)
      const { tasks: wanted } = schedule(planOfCase(given))
      for (const [id, { start, finish, lateStart, lateFinish, totalSlack, isSummary }] of wanted) {
        expect({ file, id, ...tasks.get(id) }).toMatchObject({ file, id, start, finish, lateStart, lateFinish, totalSlack, isSummary })
      }
    }
  })

  test('are told by the command, to the minute as Microsoft Project has them', async () => {
    const given = readProject('customerfeedback.json')
    const { stdout, code } = await kopaSchedule(await fileOf(xmlOfCase(given)))
    expect(code).toBe(0)
    const told = new Map((JSON.parse(stdout) as { uid: number, start: string, finish: string }[]).map(task => [task.uid, task]))
    expect(told.size).toBe(given.tasks.length + 1)
    for (const { uid, start, finish } of given.expected) {
      expect(Math.abs(minutesOf(told.get(uid)?.start ?? '') - minutesOf(String(start))), `${uid} start`).toBeLessThanOrEqual(1)
      expect(Math.abs(minutesOf(told.get(uid)?.finish ?? '') - minutesOf(String(finish))), `${uid} finish`).toBeLessThanOrEqual(1)
    }
  })
})

describe('files as programs write them', () => {
  const monday = ['2025-01-06T08:00', '2025-01-06T17:00']

  test('are read in every encoding, with and without a byte order mark, with prefixes and comments', async () => {
    const text = project(oneDay)
    const swapped = Buffer.from(text, 'utf16le').swap16()
    const contents = [
      text, `\ufeff${text}`, Buffer.from(`\ufeff${text}`, 'utf16le'), Buffer.from(text, 'utf16le'), swapped, Buffer.concat([Buffer.from([0xfe, 0xff]), swapped]),
      `<?xml version="1.0" encoding="windows-1257"?><!-- by hand -->${text}`, `<?xml version="1.0" encoding="UTF-16"?>${text}`,
      text.replaceAll('<', '<p:').replaceAll('<p:/', '</p:').replace('xmlns=', 'xmlns:p='),
    ]
    for (const content of contents) expect((await datesOf(content))('7')).toEqual(monday)
  })

  test('may leave out whatever can be guessed', async () => {
    const dates = await datesOf(project('<Task><UID>1</UID><IsNull>1</IsNull></Task><Task><ID>5</ID></Task><Task><UID>2</UID></Task><Task><UID>3</UID><Milestone>1</Milestone><Duration/></Task><Task><UID>2</UID></Task>'))
    expect(dates('1')).toBeUndefined()
    expect(dates('2')).toEqual(monday)
    expect(dates('3')).toEqual(['2025-01-06T08:00', '2025-01-06T08:00'])
  })

  test('say by levels or by numbers which task lies in which; the project itself is number 0', async () => {
    const byLevel = await datesOf(project('<Task><UID>0</UID><OutlineLevel>0</OutlineLevel></Task><Task><UID>1</UID><OutlineLevel>1</OutlineLevel></Task><Task><UID>2</UID><OutlineLevel>2</OutlineLevel><Duration>PT16H0M0S</Duration></Task>'))
    const byNumber = await datesOf(project('<Task><UID>0</UID><OutlineNumber>0</OutlineNumber></Task><Task><UID>1</UID><OutlineNumber>1</OutlineNumber></Task><Task><UID>2</UID><OutlineNumber>1.1</OutlineNumber><Duration>PT16H0M0S</Duration></Task>'))
    for (const dates of [byLevel, byNumber]) for (const id of ['0', '1', '2']) expect(dates(id)).toEqual(['2025-01-06T08:00', '2025-01-07T17:00'])
  })
})

describe('calendars of a file', () => {
  const calendar = (inside: string) => `<CalendarUID>1</CalendarUID><Calendars><Calendar><UID>1</UID><BaseCalendarUID>-1</BaseCalendarUID>${inside}</Calendar></Calendars>`
  const period = '<TimePeriod><FromDate>2025-01-01T00:00:00</FromDate><ToDate>2026-01-01T23:59:00</ToDate></TimePeriod>'
  const twoDays = '<Task><UID>7</UID><Duration>PT16H0M0S</Duration></Task>'

  test.each([
    ['every Tuesday', '<Type>6</Type><Period>1</Period><DaysOfWeek>4</DaysOfWeek>', '2025-01-08T17:00'],
    ['every second Tuesday', '<Type>6</Type><Period>2</Period><DaysOfWeek>4</DaysOfWeek>', '2025-01-07T17:00'],
    ['the 7th of January', '<Type>2</Type><Month>0</Month><MonthDay>7</MonthDay>', '2025-01-08T17:00'],
    ['the first Tuesday of January', '<Type>3</Type><Month>0</Month><MonthItem>5</MonthItem><MonthPosition>0</MonthPosition>', '2025-01-08T17:00'],
    ['the 7th of each month', '<Type>4</Type><Period>1</Period><MonthDay>7</MonthDay>', '2025-01-08T17:00'],
    ['the last Tuesday of each month', '<Type>5</Type><Period>1</Period><MonthItem>5</MonthItem><MonthPosition>4</MonthPosition>', '2025-01-07T17:00'],
  ])('know a holiday on %s', async (_, recurrence, finish) => {
    const dates = await datesOf(project(twoDays, calendar(`<Exceptions><Exception>${period}${recurrence}<DayWorking>0</DayWorking></Exception></Exceptions>`)))
    expect(dates('7')).toEqual(['2025-01-06T08:00', finish])
  })

  test('know other weeks, shifts until midnight, and exceptions as files before 2007 have them', async () => {
    const day = (type: number, from: string, until: string) =>
      `<WeekDay><DayType>${type}</DayType><DayWorking>1</DayWorking><WorkingTimes><WorkingTime><FromTime>${from}:00</FromTime><ToTime>${until}:00</ToTime></WorkingTime></WorkingTimes></WeekDay>`
    const week = (name: string, days: string) => `<${name}>${days}</${name}>`
    const mondays = await datesOf(project(twoDays, calendar(`<WorkWeeks><WorkWeek>${period}${week('WeekDays', day(2, '08:00', '16:00'))}</WorkWeek></WorkWeeks>`)))
    expect(mondays('7')).toEqual(['2025-01-06T08:00', '2025-01-13T16:00'])
    const nights = await datesOf(project(twoDays, calendar(week('WeekDays', [1, 2, 3, 4, 5, 6, 7].map(type => day(type, '16:00', '00:00')).join('')))))
    expect(nights('7')).toEqual(['2025-01-06T16:00', '2025-01-08T00:00'])
    const tuesday = '<WeekDay><DayType>0</DayType><DayWorking>0</DayWorking><TimePeriod><FromDate>2025-01-07T00:00:00</FromDate><ToDate>2025-01-07T23:59:00</ToDate></TimePeriod></WeekDay>'
    const old = await datesOf(project(twoDays, calendar(week('WeekDays', tuesday))))
    expect(old('7')).toEqual(['2025-01-06T08:00', '2025-01-08T17:00'])
  })
})

describe('links and people of a file', () => {
  const two = (link: string) => `${oneDay}<Task><UID>8</UID><Duration>PT8H0M0S</Duration><PredecessorLink><PredecessorUID>7</PredecessorUID>${link}</PredecessorLink></Task>`

  test.each([
    ['one day of work', '<Type>1</Type><LinkLag>4800</LinkLag><LagFormat>7</LagFormat>', '2025-01-08T08:00'],
    ['one day of the clock', '<Type>1</Type><LinkLag>14400</LinkLag><LagFormat>8</LagFormat>', '2025-01-08T08:00'],
    ['half of the predecessor', '<Type>1</Type><LinkLag>50</LinkLag><LagFormat>19</LagFormat>', '2025-01-07T13:00'],
    ['half of the predecessor, by the clock', '<Type>1</Type><LinkLag>50</LinkLag><LagFormat>20</LagFormat>', '2025-01-07T08:00'],
    ['a lead of half a day, from the start', '<Type>3</Type><LinkLag>2400</LinkLag><LagFormat>5</LagFormat>', '2025-01-06T13:00'],
    ['a file that is not at hand', '<Type>1</Type><CrossProject>1</CrossProject>', '2025-01-06T08:00'],
  ])('wait for %s', async (_, link, start) => {
    expect((await datesOf(project(two(link))))('8')?.[0]).toBe(start)
  })

  test('overtime shortens what one person does in hours of their own', async () => {
    const people = '<Resources><Resource><UID>1</UID><Type>1</Type><CalendarUID>1</CalendarUID></Resource><Resource><UID>2</UID><Type>1</Type><CalendarUID>2</CalendarUID></Resource></Resources>'
    const calendars = '<Calendars><Calendar><UID>1</UID></Calendar><Calendar><UID>2</UID><WeekDays>'
      + '<WeekDay><DayType>3</DayType><DayWorking>0</DayWorking></WeekDay></WeekDays></Calendar></Calendars>'
    const doing = (overtime: string) => `<Assignments><Assignment><TaskUID>7</TaskUID><ResourceUID>1</ResourceUID><Work>PT8H0M0S</Work></Assignment>
      <Assignment><TaskUID>7</TaskUID><ResourceUID>2</ResourceUID><Work>PT16H0M0S</Work>${overtime}</Assignment></Assignments>`
    const task = '<Task><UID>7</UID><Duration>PT24H0M0S</Duration></Task>'
    expect((await datesOf(project(task, calendars + people + doing(''))))('7')?.[1]).toBe('2025-01-08T17:00')
    expect((await datesOf(project(task, calendars + people + doing('<OvertimeWork>PT4H0M0S</OvertimeWork>'))))('7')?.[1]).toBe('2025-01-08T12:00')
  })
})

describe('a file that cannot be read', () => {
  test.each([
    ['is something else', '<html><body/></html>', 'begins with <html>'],
    ['is broken off', project(oneDay).slice(0, -20), 'not whole XML'],
    ['is no XML', 'PK\u0003\u0004', 'not whole XML'],
    ['is empty', '', 'it is empty'],
    ['brings entities of its own', `<!DOCTYPE Project [<!ENTITY a "aaaa">]>${project('<Task><UID>&a;</UID></Task>')}`, 'a document type'],
    ['asks for an entity that nobody knows', project('<Task><Name>&a;</Name></Task>'), 'not whole XML'],
    ['lies deep in itself', project('<a>'.repeat(100_000)), 'too deep'],
    ['does not say when it begins', '<Project><Tasks/></Project>', 'does not say when the project starts'],
    ['is in letters that nobody knows', '<?xml version="1.0" encoding="klingon"?><Project/>', 'encoding "klingon" is not known'],
    ['is not in the letters that it says', Buffer.from([0x3c, 0xff, 0xff, 0x3e]), 'not in the encoding'],
  ])('because it %s is refused with a sentence', async (_, content, sentence) => {
    await expect(readProjectXml(await fileOf(content))).rejects.toThrow(sentence)
  })

  test('because it is larger than anybody\'s plan is refused before it is read', async () => {
    const file = await fileOf(project(oneDay))
    await truncate(file, largestProjectBytes + 1)
    await expect(readProjectXml(file)).rejects.toThrow('no more than 200 are read')
  })

  test('is told in one sentence, with exit code 1 and nothing on standard output', async () => {
    expect(await kopaSchedule(path.join(folder, 'missing.xml'))).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^kopa: .*missing\.xml cannot be read: there is no such file\.\n$/) as string })
    expect(await kopaSchedule(await fileOf('<html/>'))).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^kopa: [^\n]*begins with <html>[^\n]*\.\n$/) as string })
  })
})
