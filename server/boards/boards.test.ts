import { beforeAll, expect, test } from 'vitest'
import { calendarsOf } from '@kopa/shared/boards/board-calendar.ts'
import { boardTitleOf, settingsOf } from '@kopa/shared/boards/board-settings.ts'
import { columnsOf } from '@kopa/shared/boards/column.ts'
import { reachOf, roles } from '@kopa/shared/policy.ts'
import { startApp, type TestApp } from '../../tests/support/app.ts'
import { openPage } from '../../tests/support/page-client.ts'
import { until } from '../../tests/support/services.ts'
import { colleague, refusalOf, twoCompanies, type Person } from '../../tests/support/world.ts'

let app: TestApp
beforeAll(async () => { app = await startApp() })

const titlesOf = async (person: Person, workspaceId: string, { archived = false } = {}) =>
  (await person.boards.listBoards({ workspaceId })).boards.filter(({ archivedAt }) => (archivedAt !== null) === archived).map(({ title }) => title)

const make = async (person: Person, workspaceId: string, title: string, rest: object = {}) =>
  (await person.boards.createBoard({ workspaceId, title, ...rest })).board.id

test('boards are made in order and moved', async () => {
  const { ana, bo, workspaceId } = await twoCompanies(app.url)
  const launch = await make(ana, workspaceId, 'Launch')
  const sales = await make(bo, workspaceId, 'Sales')
  await make(bo, workspaceId, 'First', { after: null })
  await make(bo, workspaceId, 'Legal', { after: launch })
  expect(await titlesOf(ana, workspaceId)).toEqual(['First', 'Launch', 'Legal', 'Sales'])
  await ana.boards.moveBoard({ workspaceId, boardId: sales, after: null })
  expect(await titlesOf(bo, workspaceId)).toEqual(['Sales', 'First', 'Launch', 'Legal'])
  await bo.boards.moveBoard({ workspaceId, boardId: sales, after: launch })
  expect(await titlesOf(bo, workspaceId)).toEqual(['First', 'Launch', 'Sales', 'Legal'])
  expect(await refusalOf(bo.boards.moveBoard({ workspaceId, boardId: sales, after: sales }))).toMatchObject({ code: 'notFound' })
})

test('a board moved into the same gap again and again keeps its place', async () => {
  const { ana, workspaceId } = await twoCompanies(app.url)
  const [first, a, b] = [await make(ana, workspaceId, 'first'), await make(ana, workspaceId, 'a'), await make(ana, workspaceId, 'b')]
  for (let i = 0; i < 150; i++) await ana.boards.moveBoard({ workspaceId, boardId: i % 2 ? a : b, after: first })
  expect(await titlesOf(ana, workspaceId)).toEqual(['first', 'a', 'b'])
  const { boards } = await ana.boards.listBoards({ workspaceId })
  expect(Math.max(...boards.map(({ orderKey }) => orderKey.length))).toBeLessThanOrEqual(64)
})

test('sixteen boards made at once: none is lost, no two share a place', async () => {
  const { ana, bo, workspaceId } = await twoCompanies(app.url)
  await Promise.all(Array.from({ length: 16 }, (_, i) => make(i % 2 ? ana : bo, workspaceId, `Board ${i}`)))
  const { boards } = await ana.boards.listBoards({ workspaceId })
  expect(boards).toHaveLength(16)
  expect(new Set(boards.map(({ orderKey }) => orderKey)).size).toBe(16)
})

test('a board starts with the columns it was asked for, and everybody finds them in its document', async () => {
  const { ana, bo, workspaceId } = await twoCompanies(app.url)
  const boardId = await make(ana, workspaceId, 'Launch', { columns: [{ title: ' To do ', stage: 'open' }, { title: 'Doing', stage: 'active', limit: 3 }, { title: 'Done', stage: 'done', limit: null }] })
  const his = openPage(bo, boardId)
  await his.synced
  expect(columnsOf(his.doc).map(({ title, stage, limit }) => [title, stage, limit])).toEqual([['To do', 'open', null], ['Doing', 'active', 3], ['Done', 'done', null]])
  his.leave()
})

test('a board begins with its founder\'s clock and the holidays of the companies that see it, written into its document', async () => {
  const { ana, bo, workspaceId } = await twoCompanies(app.url)
  await bo.people.changeMe({ timeZone: 'Asia/Tokyo' })
  const told = async (person: Person, boardId: string) => {
    const reader = openPage(person, boardId)
    await reader.synced
    reader.leave()
    return { zone: settingsOf(reader.doc).zone, usual: settingsOf(reader.doc).calendar, countries: Object.fromEntries(calendarsOf(reader.doc).map(({ companyId, country }) => [companyId, country])) }
  }
  const countries = { [ana.companyId]: 'LV', [bo.companyId]: 'JP' }
  const [hers, his, secret] = [await make(ana, workspaceId, 'Launch'), await make(bo, workspaceId, ''), await make(bo, workspaceId, 'Margin', { isPrivate: true })]
  // Who moves afterwards moves nobody's plan.
  await bo.people.changeMe({ timeZone: 'Europe/Tallinn' })
  expect(await told(bo, hers)).toEqual({ zone: 'Europe/Riga', usual: ana.companyId, countries })
  expect(await told(ana, his)).toEqual({ zone: 'Asia/Tokyo', usual: bo.companyId, countries })
  expect(await told(bo, secret)).toEqual({ zone: 'Asia/Tokyo', usual: bo.companyId, countries: { [bo.companyId]: 'JP' } })
})

test('what is not a list of columns is refused, and no board is made', async () => {
  const { ana, workspaceId } = await twoCompanies(app.url)
  const column = { title: 'A', stage: 'open' }
  const hostile = [
    Array.from({ length: 51 }, () => column), [{ ...column, stage: 'gone' }], [{ ...column, limit: 0 }], [{ ...column, limit: 1.5 }], [{ ...column, title: 'x'.repeat(201) }],
    [{ ...column, id: 'mine' }], [{ stage: 'open' }], { 0: column }, 'columns', [null], [[column]],
  ]
  for (const columns of hostile) expect(await refusalOf(make(ana, workspaceId, 'Hostile', { columns })), JSON.stringify(columns).slice(0, 60)).toMatchObject({ status: 422 })
  for (const extra of [{ privateTo: ana.companyId }, { orderKey: 'a' }, { id: crypto.randomUUID() }, { isPrivate: 'yes' }, { after: 'first' }]) {
    expect(await refusalOf(make(ana, workspaceId, 'Hostile', extra)), JSON.stringify(extra)).toMatchObject({ status: 422 })
  }
  expect(await refusalOf(make(ana, workspaceId, 'x'.repeat(10_000)))).toMatchObject({ code: 'titleTooLong', details: { most: 300 } })
  expect(await titlesOf(ana, workspaceId)).toEqual([])
})

test('columns with hostile names are names', async () => {
  const { ana, workspaceId } = await twoCompanies(app.url)
  const titles = ['__proto__', 'constructor', '\'; drop table boards; --', '<script>alert(1)</script>']
  const boardId = await make(ana, workspaceId, '{"x":1}', { columns: titles.map(title => ({ title, stage: 'open' })) })
  const hers = openPage(ana, boardId)
  await hers.synced
  expect(columnsOf(hers.doc).map(({ title }) => title)).toEqual(titles)
  hers.leave()
  for (const title of ['a\0b', 'half \ud800']) expect(await refusalOf(make(ana, workspaceId, title))).toMatchObject({ code: 'invalid' })
})

test('a board renamed has its new name in the list', async () => {
  const { ana, bo, workspaceId } = await twoCompanies(app.url)
  const boardId = await make(ana, workspaceId, 'Launch')
  await bo.boards.renameBoard({ workspaceId, boardId, title: '  Palaišana ' })
  // A fold of the moment before may put the old name back until the next one.
  await until(async () => (await titlesOf(ana, workspaceId))[0] === 'Palaišana')
  const hers = openPage(ana, boardId)
  await hers.synced
  expect(boardTitleOf(hers.doc)).toBe('Palaišana')
  hers.leave()
})

test('an archived board takes no change until it is restored', async () => {
  const { ana, bo, workspaceId } = await twoCompanies(app.url)
  const boardId = await make(ana, workspaceId, 'Launch')
  await bo.boards.archiveBoard({ workspaceId, boardId })
  expect([await titlesOf(ana, workspaceId), await titlesOf(ana, workspaceId, { archived: true })]).toEqual([[], ['Launch']])
  const one = { workspaceId, boardId }
  const tries = [ana.boards.renameBoard({ ...one, title: 'x' }), ana.boards.moveBoard({ ...one, after: null }), ana.boards.archiveBoard(one),
    ana.boards.changeBoardWall({ ...one, isPrivate: true }), ana.boards.openBoardSide(one), ana.boards.openTaskPage({ ...one, taskId: 't' })]
  for (const refusal of await Promise.all(tries.map(refusalOf))) expect(refusal).toMatchObject({ code: 'boardArchived' })
  await ana.boards.restoreBoard(one)
  expect(await titlesOf(bo, workspaceId)).toEqual(['Launch'])
  expect(await refusalOf(ana.boards.restoreBoard(one))).toMatchObject({ code: 'notFound' })
})

test('what the partner made or wrote cannot be hidden from them', async () => {
  const { ana, bo, workspaceId } = await twoCompanies(app.url)
  const his = await make(bo, workspaceId, 'Theirs')
  const renamed = await make(ana, workspaceId, 'Renamed')
  await bo.boards.renameBoard({ workspaceId, boardId: renamed, title: 'By Bo' })
  const described = await make(ana, workspaceId, 'Described')
  await bo.boards.openTaskPage({ workspaceId, boardId: described, taskId: 'task' })
  for (const boardId of [his, renamed, described]) expect(await refusalOf(ana.boards.changeBoardWall({ workspaceId, boardId, isPrivate: true }))).toMatchObject({ code: 'wallShared' })
  expect(await titlesOf(bo, workspaceId)).toEqual(['Theirs', 'By Bo', 'Described'])
})

test('every role may do with boards what the policy says', async () => {
  const { ana, workspaceId } = await twoCompanies(app.url)
  const one = { workspaceId, boardId: await make(ana, workspaceId, 'Launch') }
  for (const role of roles) {
    const person = await colleague(ana, workspaceId, `Role ${role}`, role)
    const tries = {
      'board.read': [() => person.boards.listBoards({ workspaceId }), () => person.boards.getBoard(one), () => person.boards.listBoardPresence({ workspaceId })],
      'board.create': [() => person.boards.createBoard({ workspaceId, title: role })],
      'board.move': [() => person.boards.moveBoard({ ...one, after: null })],
      'board.archive': [() => person.boards.archiveBoard(one), () => person.boards.restoreBoard(one)],
      'board.wall': [() => person.boards.changeBoardWall({ ...one, isPrivate: true }), () => person.boards.changeBoardWall({ ...one, isPrivate: false })],
      'document.edit': [() => person.boards.renameBoard({ ...one, title: role }), () => person.boards.openBoardSide(one), () => person.boards.openTaskPage({ ...one, taskId: 'task' })],
    } as const
    for (const [action, attempts] of Object.entries(tries)) {
      // Object.entries forgets that its keys are actions.
      const isAllowed = reachOf(role, action as keyof typeof tries) !== 'none'
      for (const attempt of attempts) {
        if (isAllowed) await attempt()
        else expect(await refusalOf(attempt()), `${role}: ${action}`).toMatchObject({ code: 'forbidden' })
      }
    }
  }
})
