import { expect, test } from 'vitest'
import { pages } from '@kopa/shared/pages/contract.ts'
import { welcome } from '@kopa/shared/welcome/contract.ts'
import { startApp } from '../support/app.ts'
import { refusalOf, signUp, visit, type Visitor } from '../support/world.ts'

const lookAround = (visitor: Visitor, language: 'en' | 'lv') => visitor.call(welcome.lookAround, { language })
const welcomeAt = (url: string) => visit(url).call(welcome.getWelcome, {})

test('an empty Kopa offers to look around, and plants its example once per language', async () => {
  const { url, database } = await startApp()
  expect(await welcomeAt(url)).toEqual({ isEmpty: true, canLookAround: true })

  const seats = await Promise.all([lookAround(visit(url), 'en'), lookAround(visit(url), 'en'), lookAround(visit(url), 'lv')])
  expect(new Set(seats.map(({ workspaceId }) => workspaceId)).size).toBe(2)
  expect(await database.selectFrom('workspaces').select('name').orderBy('name').execute())
    .toEqual([{ name: 'Vējkoks + Havnby: Denmark' }, { name: 'Vējkoks + Havnby: Dānija' }])
  expect(await welcomeAt(url)).toEqual({ isEmpty: false, canLookAround: true })
})

test('the first visitor is an administrator, the second a person of the other company, and so on', async () => {
  const { url } = await startApp()
  const seats = []
  for (let i = 0; i < 5; i++) seats.push((await lookAround(visit(url), 'en')).me)
  expect(seats.map(({ name }) => name)).toEqual(['Ilze Kalniņa', 'Freja Lindholm', 'Mārtiņš Ozols', 'Jonas Krogh', 'Ulla Bech'])
  expect(seats[0]).toMatchObject({ companyRole: 'admin', isDemo: true, language: 'en', company: { name: 'Vējkoks' } })
})

test('two visitors who come in the same moment sit in different companies', async () => {
  const { url } = await startApp()
  const [one, other] = await Promise.all([lookAround(visit(url), 'lv'), lookAround(visit(url), 'lv')])
  expect(one.me.company.id).not.toBe(other.me.company.id)
  expect(one.workspaceId).toBe(other.workspaceId)
})

test('each company sees the joint pages and its own private ones, and of the other\'s not a trace', async () => {
  const { url } = await startApp()
  const ilze = visit(url)
  const freja = visit(url)
  const { workspaceId, pageId } = await lookAround(ilze, 'en')
  await lookAround(freja, 'en')
  const treeOf = async (visitor: Visitor) => (await visitor.call(pages.listPages, { workspaceId })).pages
  const [ilzeSees, frejaSees] = [await treeOf(ilze), await treeOf(freja)]
  const titles = (tree: { title: string }[]) => tree.map(({ title }) => title)

  expect(ilzeSees.find(({ id }) => id === pageId)).toMatchObject({ title: 'Denmark: our joint plan', parentId: null, privateTo: null })
  expect(ilzeSees.filter(({ privateTo }) => privateTo !== null).map(({ title }) => title)).toEqual(['Prices and margins'])
  expect(titles(frejaSees)).not.toContain('Prices and margins')
  expect(titles(frejaSees)).toContain('Before we talk about prices')
  expect(titles(ilzeSees)).not.toContain('Before we talk about prices')
  const [prices] = ilzeSees.filter(({ privateTo }) => privateTo !== null)
  expect(await refusalOf(freja.call(pages.getPage, { workspaceId, pageId: prices?.id ?? '' }))).toMatchObject({ status: 404 })
})

test('the home screen shows three weeks of work by people of both companies', async () => {
  const { url, database } = await startApp()
  const ilze = visit(url)
  const { workspaceId } = await lookAround(ilze, 'en')
  // Until the keeper has settled every page: what it derives must not make three weeks of work look like this minute's.
  const settled = () => database.selectFrom('pageTexts').innerJoin('pages', 'pages.id', 'pageTexts.pageId').select('pages.id').where('workspaceId', '=', workspaceId).execute()
  await expect.poll(async () => (await settled()).length, { timeout: 30_000 }).toBe(14)

  const { opened, changed } = await ilze.call(pages.listRecentPages, {})
  expect(opened.map(({ title }) => title)).toEqual(['Denmark: our joint plan', 'Quarterly review', 'Prices and margins', 'Risk register'])
  expect(new Set(changed.map(({ changedBy }) => changedBy?.companyId)).size).toBe(2)
  const days = changed.map(({ changedAt }) => (Date.now() - Date.parse(changedAt)) / 86_400_000)
  expect(Math.min(...days)).toBeGreaterThan(0.1)
  expect(Math.max(...days)).toBeGreaterThan(4)
  const { found } = await ilze.call(pages.searchPages, { words: 'crane permit' })
  expect(found.map(({ title }) => title)).toContain('Risk register')
})

test('nobody is signed in as somebody who made an account in the example', async () => {
  const { url } = await startApp()
  const ilze = visit(url)
  const { me, workspaceId } = await lookAround(ilze, 'en')
  const { url: link } = await ilze.people.inviteColleague({ workspaceId, role: 'editor', daysValid: 3 })
  const visitor = await signUp(url, { name: 'Anna Zariņa', invitation: new URL(link).hash.slice(1) })
  expect(visitor.companyId).toBe(me.company.id)
  const seats = []
  for (let i = 0; i < 8; i++) seats.push((await lookAround(visit(url), 'en')).me.name)
  expect(seats).not.toContain('Anna Zariņa')
})

test('once a real company is here, looking around is over', async () => {
  const { url } = await startApp()
  await lookAround(visit(url), 'en')
  await signUp(url, { name: 'Ana Alksne', companyName: 'Alder Homes' })
  expect(await welcomeAt(url)).toEqual({ isEmpty: false, canLookAround: false })
  expect(await refusalOf(lookAround(visit(url), 'en'))).toMatchObject({ status: 409, code: 'lookAroundClosed' })
})

test('people of the example have no password that could be guessed', async () => {
  const { url } = await startApp()
  const { me } = await lookAround(visit(url), 'en')
  const refusal = await refusalOf(visit(url).people.signIn({ email: me.email, password: 'correct horse battery' }))
  expect(refusal).toMatchObject({ status: 401, code: 'wrongCredentials' })
})
