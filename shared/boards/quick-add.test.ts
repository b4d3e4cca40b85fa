import { describe, expect, test } from 'vitest'
import { linesOf, type QuickAddPlace, readQuickTask, tokenKey } from './quick-add.ts'
import type { Repeat } from './task.ts'

const place: QuickAddPlace = {
  people: [{ id: 'ana', name: 'Ana Bērziņa' }, { id: 'anders', name: 'Anders Lund' }, { id: 'bo', name: 'Bo Birk' }],
  companies: [{ id: 'alder', name: 'Alder Homes' }, { id: 'vejs', name: 'SIA "Baltijas Vējš"' }],
  labels: [{ id: 'l1', name: 'Legal' }, { id: 'l2', name: 'Līgums' }],
  // Saturday, 28 November 2026, 12:30 in Riga
  now: Date.parse('2026-11-28T10:30:00Z'),
  timeZone: 'Europe/Riga',
  ignored: new Set(),
}
const read = (text: string, change: Partial<QuickAddPlace> = {}) => {
  const { tokens: _, ...task } = readQuickTask(text, { ...place, ...change })
  return task
}
const nothing = { deadline: null, span: null, hours: null, lasting: null, repeat: null, companyId: null, assignees: [], labels: [], priority: null }

test('a whole sentence in English and in Latvian', () => {
  const wanted = { ...nothing, deadline: { instant: '2026-11-29T12:00:00.000Z' }, companyId: null, assignees: ['ana'], labels: [{ id: 'l1', name: 'Legal' }], priority: 'high' }
  expect(read('Draft contract tomorrow 14:00 @Ana #legal !high')).toEqual({ title: 'Draft contract', ...wanted })
  expect(read('Sagatavot līgumu rīt plkst. 14.00 @Ana #legal !augsta')).toEqual({ title: 'Sagatavot līgumu', ...wanted })
})

describe('days', () => {
  test.each([
    ['today', '2026-11-28'], ['šodien', '2026-11-28'], ['tomorrow', '2026-11-29'], ['rīt', '2026-11-29'], ['rit', '2026-11-29'], ['parīt', '2026-11-30'],
    ['Friday', '2026-12-04'], ['by Friday', '2026-12-04'], ['piektdien', '2026-12-04'], ['līdz piektdienai', '2026-12-04'], ['on mon', '2026-11-30'], ['svētdien', '2026-11-29'],
    // Today is a Saturday: the one meant is the next.
    ['saturday', '2026-12-05'], ['sestdien', '2026-12-05'],
    ['next friday', '2026-12-04'], ['nākamajā trešdienā', '2026-12-02'], ['next week', '2026-11-30'], ['nākamnedēļ', '2026-11-30'],
    ['in 3 days', '2026-12-01'], ['in a week', '2026-12-05'], ['pēc 2 nedēļām', '2026-12-12'], ['pēc nedēļas', '2026-12-05'],
    ['2027-01-15', '2027-01-15'], ['3.12.2026', '2026-12-03'], ['3.12.', '2026-12-03'], ['1.2.', '2027-02-01'],
    ['the day after tomorrow', '2026-11-30'], ['day after tomorrow', '2026-11-30'], ['aizparīt', '2026-12-01'], ['rītdien', '2026-11-29'], ['līdz rītdienai', '2026-11-29'], ['tonight', '2026-11-28'], ['šovakar', '2026-11-28'],
    ['next month', '2026-12-01'], ['nākammēnes', '2026-12-01'], ['nākamajā mēnesī', '2026-12-01'], ['end of month', '2026-11-30'], ['by the end of the month', '2026-11-30'], ['at the end of next month', '2026-12-31'], ['mēneša beigās', '2026-11-30'], ['līdz mēneša beigām', '2026-11-30'], ['nākamā mēneša beigās', '2026-12-31'], ['gada beigās', '2026-12-31'], ['by end of year', '2026-12-31'],
    ['sat', '2026-12-05'], ['on sat', '2026-12-05'], ['next sat', '2026-12-05'], ['by sun', '2026-11-29'], ['on the 15th', '2026-12-15'], ['by the 28th', '2026-11-28'], ['15. datumā', '2026-12-15'], ['līdz 31. datumam', '2026-12-31'], ['on the 3rd of December', '2026-12-03'], ['15th of January', '2027-01-15'],
    ['in two weeks', '2026-12-12'], ['in five days', '2026-12-03'], ['pēc trim dienām', '2026-12-01'], ['pēc piecām dienām', '2026-12-03'], ['in a month', '2026-12-28'], ['in three months', '2027-02-28'], ['pēc mēneša', '2026-12-28'], ['pēc diviem mēnešiem', '2027-01-28'], ['pēc gada', '2027-11-28'],
    ['3 Dec', '2026-12-03'], ['Dec 3rd', '2026-12-03'], ['December 3, 2028', '2028-12-03'], ['3. decembrī', '2026-12-03'], ['līdz 3. janvārim', '2027-01-03'], ['1. jūnijs', '2027-06-01'],
  ])('%s', (words, day) => expect(read(`Call ${words}`)).toEqual({ ...nothing, title: 'Call', deadline: { day } }))

  test.each(['31.2.', '2026-02-30', 'in sun', 'may we', 'version 3.12', 'room 14', 'next to it', '99:00', '13pm', 'at once', 'pēc tam', 'on the 5th floor', 'on the 45th', 'by the 2nd team', 'pēc gada pārskata', 'and the next month report', 'the end of month figures', 'we sat down', '12/2026', '1/2', '13/13/2026'])('%s is not one', words =>
    expect(read(`Call ${words}`)).toEqual({ ...nothing, title: `Call ${words}` }))
})

// Today is a Saturday: this week ends tomorrow.
test.each([
  ['Zvans otrdien nākamnedēļ plkst. 16.00', 'Zvans', '2026-12-01T14:00'], ['Call next week Tuesday at 10', 'Call', '2026-12-01T08:00'],
  ['Sapulce nākamnedēļ otrdien plkst. 10', 'Sapulce', '2026-12-01T08:00'], ['Call Tuesday of next week 10:00', 'Call', '2026-12-01T08:00'],
  ['Call next week on Thursday 9 am', 'Call', '2026-12-03T07:00'], ['Zvans nākamās nedēļas otrdienā pl. 9', 'Zvans', '2026-12-01T07:00'],
  ['Zvans svētdien šonedēļ 9:00', 'Zvans', '2026-11-29T07:00'], ['Call this Friday 10:00', 'Call', '2026-12-04T08:00'],
  ['Nodot 15. decembrī pl. 16.00', 'Nodot', '2026-12-15T14:00'], ['Call at 10 pm tomorrow', 'Call', '2026-11-29T20:00'],
  ['Call tomorrow, 29 Nov 10:00', 'Call', '2026-11-29T08:00'], ['Call Friday, 18 December 10:00', 'Call', '2026-12-18T08:00'], ['Zvans piektdien, 18. decembrī plkst. 10', 'Zvans', '2026-12-18T08:00'],
])('%s: day and hour are read wholly', (text, title, instant) => expect(read(text)).toEqual({ ...nothing, title, deadline: { instant: `${instant}:00.000Z` } }))

// Today is a Saturday, in winter: two hours ahead.
test.each([
  ['Call tomorrow morning', '2026-11-29T07:00'], ['Call tomorrow at noon', '2026-11-29T10:00'], ['Call Friday afternoon', '2026-12-04T13:00'], ['Call tomorrow evening', '2026-11-29T16:00'], ['Call tomorrow morning at 10:30', '2026-11-29T08:30'], ['Call tomorrow at 9 in the morning', '2026-11-29T07:00'],
  ['Call rīt no rīta', '2026-11-29T07:00'], ['Call rīt pusdienlaikā', '2026-11-29T10:00'], ['Call piektdien pēcpusdienā', '2026-12-04T13:00'], ['Call rīt vakarā plkst. 7', '2026-11-29T17:00'], ['Call rīt no rīta plkst. 8', '2026-11-29T06:00'], ['Call rīt plkst. 7 vakarā', '2026-11-29T17:00'],
])('%s: a part of the day is its hour, or says which one is meant', (text, at) => expect(read(text)).toEqual({ ...nothing, title: 'Call', deadline: { instant: `${at}:00.000Z` } }))
test.each([['Rīt no rīta zvans', 'zvans'], ['Tomorrow morning call', 'call']])('%s: also where a sentence begins with it', (text, title) => expect(read(text)).toMatchObject({ title, deadline: { instant: '2026-11-29T07:00:00.000Z' } }))
test('of a night only the day is meant; what comes every Monday morning comes at nine', () => {
  expect(read('Call tomorrow night')).toEqual({ ...nothing, title: 'Call night', deadline: { day: '2026-11-29' } })
  expect(read('Review every Monday morning')).toMatchObject({ title: 'Review', repeat: { every: 1, unit: 'week', weekdays: [1] }, deadline: { instant: '2026-11-30T07:00:00.000Z' } })
})

describe('a range is planned from its first day to its last, on which it is due', () => {
  test.each([
    ['3 Dec - 10 Dec', '2026-12-03', '2026-12-10'], ['3.–10. decembris', '2026-12-03', '2026-12-10'], ['3. – 10. decembrim', '2026-12-03', '2026-12-10'], ['10.-14. december', '2026-12-10', '2026-12-14'], ['3-10 Dec', '2026-12-03', '2026-12-10'], ['Dec 3-10', '2026-12-03', '2026-12-10'],
    ['Dec 3 to 10', '2026-12-03', '2026-12-10'], ['from 3 Dec to 10 Dec', '2026-12-03', '2026-12-10'], ['no 3. līdz 10. decembrim', '2026-12-03', '2026-12-10'], ['no 3. decembra līdz 10. decembrim', '2026-12-03', '2026-12-10'],
    ['3.12.–10.12.', '2026-12-03', '2026-12-10'], ['3.12.2026 - 10.12.2026', '2026-12-03', '2026-12-10'], ['2026-12-03 – 2026-12-10', '2026-12-03', '2026-12-10'], ['28 Dec - 5 Jan', '2026-12-28', '2027-01-05'],
    ['Monday to Friday', '2026-11-30', '2026-12-04'], ['Fri-Mon', '2026-12-04', '2026-12-07'], ['no pirmdienas līdz piektdienai', '2026-11-30', '2026-12-04'],
    // Under way.
    ['20 Nov - 10 Dec', '2026-11-20', '2026-12-10'], ['20.–30. novembris', '2026-11-20', '2026-11-30'],
  ])('%s', (words, start, finish) => expect(read(`Dig ${words}`)).toEqual({ ...nothing, title: 'Dig', deadline: { day: finish }, span: { start, finish } }))

  test('its hour is that of the last day', () => expect(read('Dig 3 Dec - 10 Dec 16:00')).toMatchObject({ deadline: { instant: '2026-12-10T14:00:00.000Z' }, span: { start: '2026-12-03', finish: '2026-12-10' } }))
})

describe('what comes again is due on the next of its weekdays, else from today on', () => {
  const every = (count: number, unit: Repeat['unit'], ...weekdays: number[]): Repeat => ({ every: count, unit, weekdays })
  // Today is a Saturday.
  test.each<[string, Repeat, string]>([
    ['every Monday', every(1, 'week', 1), '2026-11-30'], ['katru pirmdienu', every(1, 'week', 1), '2026-11-30'], ['every Saturday', every(1, 'week', 6), '2026-12-05'], ['katru otro pirmdienu', every(2, 'week', 1), '2026-11-30'],
    ['every Wednesday and Monday', every(1, 'week', 1, 3), '2026-11-30'], ['every Tue, Thu and Fri', every(1, 'week', 2, 4, 5), '2026-12-01'], ['katru otrdienu un piektdienu', every(1, 'week', 2, 5), '2026-12-01'],
    ['every weekday', every(1, 'week', 1, 2, 3, 4, 5), '2026-11-30'], ['katru darba dienu', every(1, 'week', 1, 2, 3, 4, 5), '2026-11-30'], ['every day', every(1, 'day'), '2026-11-28'], ['ik dienu', every(1, 'day'), '2026-11-28'],
    ['every 3 days', every(3, 'day'), '2026-11-28'], ['every week', every(1, 'week'), '2026-11-28'], ['every other week', every(2, 'week'), '2026-11-28'], ['ik pēc 2 nedēļām', every(2, 'week'), '2026-11-28'], ['ik pēc divām nedēļām', every(2, 'week'), '2026-11-28'],
    ['every month', every(1, 'month'), '2026-11-28'], ['katru mēnesi', every(1, 'month'), '2026-11-28'], ['ik pēc 3 mēnešiem', every(3, 'month'), '2026-11-28'], ['katru gadu', every(1, 'year'), '2026-11-28'],
    ['every sat and sun', every(1, 'week', 6, 7), '2026-11-29'], ['ik pēc piecām dienām', every(5, 'day'), '2026-11-28'],
    // The day that is said wins.
    ['on the 15th every month', every(1, 'month'), '2026-12-15'], ['every month on the 1st', every(1, 'month'), '2026-12-01'], ['katru mēnesi 15. datumā', every(1, 'month'), '2026-12-15'], ['15. datumā katru mēnesi', every(1, 'month'), '2026-12-15'], ['katra mēneša 15. datumā', every(1, 'month'), '2026-12-15'],
    ['the 15th of every month', every(1, 'month'), '2026-12-15'], ['on the 1st of each month', every(1, 'month'), '2026-12-01'], ['every 15th', every(1, 'month'), '2026-12-15'], ['every 15th of the month', every(1, 'month'), '2026-12-15'], ['every 3 months on the 10th', every(3, 'month'), '2026-12-10'],
    ['at the end of every month', every(1, 'month'), '2026-11-30'], ['every month on the last day', every(1, 'month'), '2026-11-30'], ['katra mēneša beigās', every(1, 'month'), '2026-11-30'], ['katru mēnesi pēdējā dienā', every(1, 'month'), '2026-11-30'],
    // Not each month has it, and of the last of this one it is said which.
    ['on the 30th every month', { ...every(1, 'month'), day: 30 }, '2026-11-30'], ['every month on the 29th', { ...every(1, 'month'), day: 29 }, '2026-11-29'], ['katra mēneša 30. datumā', { ...every(1, 'month'), day: 30 }, '2026-11-30'], ['every month on the 31st', every(1, 'month'), '2026-12-31'], ['28 February every year', { ...every(1, 'year'), day: 28 }, '2027-02-28'],
    ['1 Dec every month', every(1, 'month'), '2026-12-01'], ['Monday every week', every(1, 'week'), '2026-11-30'], ['pirmdien katru nedēļu', every(1, 'week'), '2026-11-30'],
  ])('%s', (words, repeat, day) => expect(read(`Review ${words}`)).toEqual({ ...nothing, title: 'Review', repeat, deadline: { day } }))

  test('with an hour at that hour, the next time there is one', () => {
    expect(read('Review every Monday 10am')).toMatchObject({ title: 'Review', repeat: every(1, 'week', 1), deadline: { instant: '2026-11-30T08:00:00.000Z' } })
    expect(read('Pārskats katru pirmdienu plkst. 10.00')).toMatchObject({ title: 'Pārskats', repeat: every(1, 'week', 1), deadline: { instant: '2026-11-30T08:00:00.000Z' } })
    expect(read('Pārskats katru dienu plkst. 9')).toMatchObject({ title: 'Pārskats', repeat: every(1, 'day'), deadline: { instant: '2026-11-29T07:00:00.000Z' } })
  })
})

test.each<[string, string]>([
  ['weekly sync every Monday', 'weekly sync'], ['Sync weekly every Monday', 'Sync weekly'], ['Sync every Monday, weekly', 'Sync weekly'], ['every Monday weekly sync', 'weekly sync'],
  ['iknedēļas sanāksme katru pirmdienu', 'iknedēļas sanāksme'], ['katru pirmdienu iknedēļas sanāksme', 'iknedēļas sanāksme'],
])('%s: how often counts once, though a word of the title says it as well', (text, title) => {
  expect(read(text)).toEqual({ ...nothing, title, repeat: { every: 1, unit: 'week', weekdays: [1] }, deadline: { day: '2026-11-30' } })
  expect(read(`${text} 10:00`)).toMatchObject({ title, deadline: { instant: '2026-11-30T08:00:00.000Z' } })
})

test.each([
  'Report daily every Monday', 'Sync weekly every other Monday', 'Sync weekly on Monday', 'Monday weekly sync',
  'Review every Monday or Tuesday', 'Review every Monday to Friday', 'Review every second Monday', 'Review every 2000 days', 'Review every day of the trip', 'Check every 3rd file', 'Send the weekly report', 'Check every room',
  'Call Monday or Tuesday', 'Zvans pirmdien vai otrdien', 'Call Tuesday in 2 weeks', 'Zvans otrdien pēc 2 nedēļām', 'Call after 3 Dec', 'Zvans pirms 3. decembra',
  'Report last Friday of every month', 'Report on the last Friday of every month at 10:00', 'Report every month on the last Friday', 'Report the second and fourth Tuesday of each month', 'Report every first Monday of the month', 'Report on the first working day of every month', 'Report at the beginning of every month', 'Report last Friday of the month 10:00',
  'Pārskats mēneša pēdējā piektdienā', 'Pārskats katra mēneša pēdējā piektdienā', 'Pārskats katru mēnesi pēdējā piektdienā plkst. 10', 'Pārskats katra mēneša otrajā otrdienā', 'Pārskats pēdējā mēneša piektdienā', 'Pārskats pēdējā piektdienā', 'Pārskats katra mēneša pirmajā darba dienā',
  'Call tomorrow midnight', 'Zvans rīt plkst. 14 no rīta', 'Call last Friday', 'Zvans plkst. 9 vakarā', 'Dig 10 Dec - 3 Dec', 'Dig 3 Dec 10:00 - 10 Dec 16:00',
  'Call Friday 3 December', 'Pay 3 Dec, 10 Dec', 'Dig 3 - 10 Dec 10:00-11:00', 'Meet tomorrow 10:00-9:00', 'Meet tomorrow 10:00 or 11:00', 'Move tomorrow to Friday', 'Nākamās nedēļas plāns',
])('%s: what is not understood wholly stays wholly in the title', text => expect(read(text)).toEqual({ ...nothing, title: text }))

test.each([
  ['Email every client by Friday', 'Email every client', '2026-12-04'], ['Parakstīt katru līgumu līdz piektdienai', 'Parakstīt katru līgumu', '2026-12-04'],
  ['Salabot 3 līdz 10. decembrim', 'Salabot 3', '2026-12-10'], ['Order Dec 3 - 10 chairs', 'Order - 10 chairs', '2026-12-03'], ['Call Friday after lunch', 'Call after lunch', '2026-12-04'],
])('%s: words of something else take nothing away', (text, title, day) => expect(read(text)).toEqual({ ...nothing, title, deadline: { day } }))

describe('how long it takes, at the end of what is typed', () => {
  test.each<[string, number]>([
    ['3d', 1440], ['2w', 4800], ['4h', 240], ['1.5h', 90], ['1,5 st.', 90], ['90min', 90], ['2d 4h', 1200], ['2d4h', 1200], ['5 days', 2400], ['2 working days', 960], ['for 5 days', 2400], ['for a week', 2400], ['for an hour', 60], ['for 1 hour 30 minutes', 90],
    ['5 dienas', 2400], ['uz 5 dienām', 2400], ['uz nedēļu', 2400], ['uz stundu', 60], ['3 darba dienas', 1440], ['2 stundas 30 minūtes', 150], ['2 nedēļas', 4800], ['30 minūtes', 30], ['3 dienas ilgi', 1440], ['3 dienu garumā', 1440], ['4 dn.', 1920], ['1 diena', 480],
  ])('%s', (words, minutes) => {
    expect(read(`Draft contract ${words}`)).toEqual({ ...nothing, title: 'Draft contract', lasting: { minutes, from: null } })
    expect(read(`Draft contract ${words} @Ana #legal`)).toMatchObject({ title: 'Draft contract', lasting: { minutes, from: null }, assignees: ['ana'] })
  })

  test.each([
    'Top 3d printers', 'Print it in 3D', 'Order a 3D', 'Top 10 days', '3 days in Riga', '3d', 'Answer within 2 hours', 'Reply in 2 hours', 'A 3-day trip', 'Wait 3-5 days', 'Wait 3 - 5 days', 'Report of the last 7 days', 'Pārskats par pēdējām 5 dienām', 'Ne vairāk kā pirmās 3 dienas',
    'Plan for 5 days of training', 'Book for the week', 'Raise 4m', 'Buy 5 chairs', 'Skrējiens 10 km', 'Uz Rīgu', 'Vismaz 5 dienas', 'Sleep 0 days', 'Archive 9999 weeks',
  ])('%s: words of the title stay', text => expect(read(text)).toEqual({ ...nothing, title: text }))

  test('with a day it begins then, and is due when it is over; "by" a day it is due then', () => {
    expect(read('Workshop Friday for 2 days')).toEqual({ ...nothing, title: 'Workshop', lasting: { minutes: 960, from: { day: '2026-12-04' } } })
    expect(read('Seminārs 2 dienas no otrdienas')).toMatchObject({ lasting: null })
    expect(read('Zvans rīt plkst. 14 1h')).toEqual({ ...nothing, title: 'Zvans', lasting: { minutes: 60, from: { instant: '2026-11-29T12:00:00.000Z' } } })
    expect(read('Call 14:00 for 2h')).toEqual({ ...nothing, title: 'Call', lasting: { minutes: 120, from: { instant: '2026-11-28T12:00:00.000Z' } } })
    expect(read('Draft by Friday 3d')).toEqual({ ...nothing, title: 'Draft', deadline: { day: '2026-12-04' }, lasting: { minutes: 1440, from: null } })
    expect(read('Melnraksts 3d līdz piektdienai')).toEqual({ ...nothing, title: 'Melnraksts', deadline: { day: '2026-12-04' }, lasting: { minutes: 1440, from: null } })
    expect(read('Review every Monday 2h')).toMatchObject({ title: 'Review', deadline: { day: '2026-11-30' }, lasting: { minutes: 120, from: { day: '2026-11-30' } } })
    expect(read('Dig 3 Dec - 10 Dec 2d')).toMatchObject({ title: 'Dig 2d', lasting: null })
  })

  test('what was put back into words stays whole, with its day as before', () => {
    const text = 'Rent a van Friday for 5 days'
    const token = readQuickTask(text, place).tokens.find(({ value }) => value.kind === 'length')
    expect(token && read(text, { ignored: new Set([tokenKey(text, token)]) })).toEqual({ ...nothing, title: 'Rent a van for 5 days', deadline: { day: '2026-12-04' } })
  })
})

test.each([
  ['Zvans parīt 9.30', 'Zvans', '2026-11-30T07:30'], ['Call tomorrow 9.30', 'Call', '2026-11-29T07:30'], ['Zvans rīt plkst. 14', 'Zvans', '2026-11-29T12:00'], ['Zvans rīt pl. 14 ar Ilzi', 'Zvans ar Ilzi', '2026-11-29T12:00'], ['Call Friday 11.12', 'Call', '2026-12-11'], ['Zvans piektdien, 16.00', 'Zvans', '2026-12-04T14:00'],
])('%s: an hour may have a dot behind a day, where it is not the date of that weekday', (text, title, at) =>
  expect(read(text)).toEqual({ ...nothing, title, deadline: at.length > 10 ? { instant: `${at}:00.000Z` } : { day: at } }))

test.each(['Release 3.12 tomorrow', 'Pay 9.30'])('%s: elsewhere a number with a dot is of the title', text => expect(read(text).title).toBe(text.replace(' tomorrow', '')))

describe('from when to when: planned for those hours, and due when they are over', () => {
  // Winter in Riga: two hours ahead.
  test.each<[string, string, string]>([
    ['Review tomorrow 14:30-16:00', '2026-11-29T12:30', '2026-11-29T14:00'], ['Review tomorrow from 14:30 to 16:00', '2026-11-29T12:30', '2026-11-29T14:00'], ['Review from 14:30 to 16:00 tomorrow', '2026-11-29T12:30', '2026-11-29T14:00'],
    ['Review pirmdien no 9 līdz 10', '2026-11-30T07:00', '2026-11-30T08:00'], ['Review no 9 līdz 10 pirmdien', '2026-11-30T07:00', '2026-11-30T08:00'], ['Review rīt no plkst. 10 līdz 11', '2026-11-29T08:00', '2026-11-29T09:00'],
    ['Review rīt plkst. 10.00–11.00', '2026-11-29T08:00', '2026-11-29T09:00'], ['Review rīt 9.30 - 11.00', '2026-11-29T07:30', '2026-11-29T09:00'], ['Review rīt 9.30–11.00', '2026-11-29T07:30', '2026-11-29T09:00'],
    ['Review Friday at 10 to 11', '2026-12-04T08:00', '2026-12-04T09:00'], ['Review tomorrow from 10 to 11', '2026-11-29T08:00', '2026-11-29T09:00'], ['Review tomorrow 10-11', '2026-11-29T08:00', '2026-11-29T09:00'], ['Review 10am-11am tomorrow', '2026-11-29T08:00', '2026-11-29T09:00'],
    ['Review tomorrow 10-11am', '2026-11-29T08:00', '2026-11-29T09:00'], ['Review tomorrow 11-1pm', '2026-11-29T09:00', '2026-11-29T11:00'], ['Review tomorrow 2pm to 4', '2026-11-29T12:00', '2026-11-29T14:00'], ['Review tomorrow 2 to 4 pm', '2026-11-29T12:00', '2026-11-29T14:00'],
    ['Review tomorrow from 10 to 2', '2026-11-29T08:00', '2026-11-29T12:00'], ['Review tomorrow 22:00-02:00', '2026-11-29T20:00', '2026-11-30T00:00'], ['Review tonight from 7 to 9', '2026-11-28T17:00', '2026-11-28T19:00'],
    // Half past twelve: what began before is the next day's.
    ['Review 14:30-16:00', '2026-11-28T12:30', '2026-11-28T14:00'], ['Review 9:00-10:00', '2026-11-29T07:00', '2026-11-29T08:00'],
  ])('%s', (text, start, finish) => {
    const hours = { start: `${start}:00.000Z`, finish: `${finish}:00.000Z` }
    expect(read(text)).toEqual({ ...nothing, title: 'Review', hours, deadline: { instant: hours.finish } })
  })

  test('on the days on which it comes again', () => {
    const hours = { start: '2026-11-30T08:00:00.000Z', finish: '2026-11-30T08:30:00.000Z' }
    expect(read('Standup every Monday 10:00-10:30')).toEqual({ ...nothing, title: 'Standup', hours, deadline: { instant: hours.finish }, repeat: { every: 1, unit: 'week', weekdays: [1] } })
  })

  test.each(['Read from 9 to 10', 'Read chapters 10-11', 'Izlasīt no 9 līdz 10 lapām'])('%s: numbers without a day are not hours', text => expect(read(text)).toEqual({ ...nothing, title: text }))
  test('nor are those of something else behind a day', () => expect(read('Read tomorrow 10-11 pages')).toEqual({ ...nothing, title: 'Read 10-11 pages', deadline: { day: '2026-11-29' } }))
})

test('an hour alone that is typed on a day of the calendar is on that day, also in the past; a day that is said wins, and so does what comes again', () => {
  const on = (text: string, day = '2026-12-08') => read(text, { day })
  expect([on('Call 14:00').deadline, on('Call 14:00', '2026-11-02').deadline]).toEqual([{ instant: '2026-12-08T12:00:00.000Z' }, { instant: '2026-11-02T12:00:00.000Z' }])
  expect(on('Review 14:30-16:00').hours).toEqual({ start: '2026-12-08T12:30:00.000Z', finish: '2026-12-08T14:00:00.000Z' })
  expect(on('Call 14:00 for 2h').lasting).toEqual({ minutes: 120, from: { instant: '2026-12-08T12:00:00.000Z' } })
  expect([on('Call tomorrow 14:00'), on('Standup every day 9:00')]).toEqual([read('Call tomorrow 14:00'), read('Standup every day 9:00')])
  expect(on('Call').deadline).toBeNull()
})

test('an hour alone is the next such hour; hours are those of the person who types', () => {
  expect(read('Call 14:00').deadline).toEqual({ instant: '2026-11-28T12:00:00.000Z' })
  expect(read('Call at 9').deadline).toEqual({ instant: '2026-11-29T07:00:00.000Z' })
  expect(read('Call 2pm', { timeZone: 'America/New_York' }).deadline).toEqual({ instant: '2026-11-28T19:00:00.000Z' })
  expect(read('Call tomorrow 12:30am').deadline).toEqual({ instant: '2026-11-28T22:30:00.000Z' })
})

test.each<[string, string]>([['Dinner tonight at 8', '2026-11-28T18:00'], ['Dinner šovakar plkst. 7', '2026-11-28T17:00'], ['Dinner tonight 19:30', '2026-11-28T17:30'], ['Dinner 8pm tonight', '2026-11-28T18:00'], ['Dinner tonight 1am', '2026-11-28T23:00'], ['Dinner rīt 14.30', '2026-11-29T12:30'], ['Dinner sat 10:00', '2026-12-05T08:00'], ['Dinner sun at 10', '2026-11-29T08:00']])(
  '%s', (text, at) => expect(read(text)).toEqual({ ...nothing, title: 'Dinner', deadline: { instant: `${at}:00.000Z` } }))

test('dates of numbers in the order of who types, and in the other one where that has no such day', () => {
  const days = (text: string) => (['dmy', 'mdy', 'ymd'] as const).map(order => read(`Pay ${text}`, { order }).deadline)
  expect(days('3/12/2026')).toEqual([{ day: '2026-12-03' }, { day: '2026-03-12' }, { day: '2026-12-03' }])
  expect(days('25/12/26')).toEqual([{ day: '2026-12-25' }, { day: '2026-12-25' }, { day: '2026-12-25' }])
  expect(days('2026/12/03,')).toEqual([{ day: '2026-12-03' }, { day: '2026-12-03' }, { day: '2026-12-03' }])
  expect(read('Pay 12/12/2026 10:00').deadline).toEqual({ instant: '2026-12-12T08:00:00.000Z' })
})

test('people by any beginning of their name, several of them; companies by theirs', () => {
  expect(read('Plan @bir @Anders').assignees).toEqual(['bo', 'anders'])
  expect(read('Plan @Ana Bērziņa soon')).toMatchObject({ title: 'Plan soon', assignees: ['ana'] })
  expect(read('Plan @berzina')).toMatchObject({ assignees: ['ana'] })
  expect(read('Plan @vejs @Bo')).toMatchObject({ companyId: 'vejs', assignees: ['bo'] })
  expect(read('Mail a@b.com @nobody')).toEqual({ ...nothing, title: 'Mail a@b.com @nobody' })
})

test('labels the board has, without regard to case and marks, and new ones; numbers are none', () => {
  expect(read('Fix #ligums #Shipping #12').labels).toEqual([{ id: 'l2', name: 'Līgums' }, { id: null, name: 'Shipping' }])
  expect(read('Fix #12').title).toBe('Fix #12')
})

test('priorities in both languages, by their beginning or as a number', () => {
  for (const [word, priority] of [['!high', 'high'], ['!h', 'high'], ['!urgent', 'urgent'], ['!steidzami', 'urgent'], ['!steidzams', 'urgent'], ['!steidzama', 'urgent'], ['!augsts', 'high'], ['!vidējs', 'medium'], ['!vidēja', 'medium'], ['!zems', 'low'], ['!vid', 'medium'], ['!zema', 'low'], ['!1', 'urgent'], ['!!', 'high']]) {
    expect(read(`Fix ${word}`), word).toMatchObject({ title: 'Fix', priority })
  }
  expect(read('Wow!')).toEqual({ ...nothing, title: 'Wow!' })
})

test('the second day, and whatever was put back into words, stays in the title', () => {
  expect(read('Tell Ana tomorrow about Friday')).toMatchObject({ title: 'Tell Ana about Friday', deadline: { day: '2026-11-29' } })
  const text = 'Read The Day After by Friday'
  const [token] = readQuickTask(text, place).tokens
  expect(token && read(text, { ignored: new Set([tokenKey(text, token)]) })).toEqual({ ...nothing, title: text })
})

test('a pasted list is a task a line, without its bullets', () => {
  expect(linesOf('- One\r\n* Two\n\n 3. Three\n[x] Four\n- [ ] Five')).toEqual(['One', 'Two', 'Three', 'Four', 'Five'])
})
