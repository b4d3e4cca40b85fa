import type { Language } from '@kopa/shared/languages.ts'
import { keyBetween } from '@kopa/shared/order.ts'
import type { PlantedPage } from '@kopa/shared/pages/planted-page.ts'
import type { Role } from '@kopa/shared/policy.ts'
import { day, hour } from '@kopa/shared/time.ts'
import type { Context, Work } from '../core/context.ts'
import { pageContent } from './content.ts'
import type { Example, ExamplePage, ExamplePerson } from './example.ts'

/** What planting needs of the other capabilities; `app.ts` hands it over. */
export interface PlantingTools {
  createCompany: (context: Context, work: Work, company: { name: string, language: string, timeZone: string, isDemo: boolean }) => Promise<string>
  addPerson: (context: Context, work: Work, person: NewPerson) => Promise<void>
  insertWorkspace: (context: Context, work: Work, name: string) => Promise<string>
  joinWorkspace: (context: Context, work: Work, joining: { workspaceId: string, userId: string, companyId: string, role: Role, bringsCompany: boolean }) => Promise<void>
  plantPage: (work: Work, page: PlantedPage) => Promise<void>
}

export interface NewPerson {
  id: string
  companyId: string
  companyRole: 'admin' | 'member'
  name: string
  email: string
  passwordHash: null
  language: string
  timeZone: string
}

/** One planting: where it happens, and the ids that the keys of the example have been given. */
interface Planting { context: Context, work: Work, tools: PlantingTools, example: Example, language: Language, ids: Map<string, string> }

/** Days between the founding of the example's workspace and now. */
const age = 22

/** Makes the example's companies, people, workspace and pages, as if they had been at work for three weeks. */
export async function plantExample(context: Context, work: Work, tools: PlantingTools, example: Example, language: Language): Promise<void> {
  const planting: Planting = { context, work, tools, example, language, ids: new Map() }
  const workspaceId = await tools.insertWorkspace(longAgo(context, age), work, example.workspace[language])
  await plantCompanies(planting)
  await plantPeople(planting, workspaceId)
  await plantPages(planting, workspaceId)
}

const before = (context: Context, milliseconds: number): Date => new Date(context.now().getTime() - milliseconds)

/** The context as it was then: what is made in it carries that moment. */
function longAgo(context: Context, days: number): Context {
  const then = before(context, days * day)
  return { ...context, now: () => then }
}

/** What a key of the example stands for here. */
function idOf({ ids }: Planting, key: string): string {
  const id = ids.get(key)
  if (!id) throw new Error(`the example speaks of "${key}" before saying what it is`)
  return id
}

async function plantCompanies({ context, work, tools, example, language, ids }: Planting): Promise<void> {
  for (const { key, name, timeZone } of example.companies) {
    ids.set(key, await tools.createCompany(longAgo(context, age), work, { name, language, timeZone, isDemo: true }))
  }
}

/** People without a password: nobody signs in as them but by looking around. */
async function plantPeople(planting: Planting, workspaceId: string): Promise<void> {
  const { context, work, tools, example, ids } = planting
  for (const [index, person] of example.people.entries()) {
    // Each a little later than the one before: the order of the example is the order in which they are offered.
    const then = longAgo(context, age - (index + 1) / 100)
    const userId = context.newId()
    ids.set(person.key, userId)
    const companyId = idOf(planting, person.company)
    await tools.addPerson(then, work, personOf(planting, person, userId, companyId))
    const bringsCompany = example.people.findIndex(({ company }) => company === person.company) === index
    await tools.joinWorkspace(then, work, { workspaceId, userId, companyId, role: person.role, bringsCompany })
  }
}

/** An address is taken once on a server, and the example may be here in each language. */
function personOf({ example, language }: Planting, { key, name, company, companyRole }: ExamplePerson, id: string, companyId: string): NewPerson {
  const { domain = '', timeZone = 'UTC' } = example.companies.find(one => one.key === company) ?? {}
  return { id, companyId, companyRole, name, email: `${key}.${language}@${domain}`, passwordHash: null, language, timeZone }
}

async function plantPages(planting: Planting, workspaceId: string): Promise<void> {
  const { context, work, tools, example, ids } = planting
  const lastKeys = new Map<string | undefined, string>()
  for (const page of example.pages) {
    const orderKey = keyBetween(lastKeys.get(page.parent) ?? null, null)
    lastKeys.set(page.parent, orderKey)
    ids.set(page.key, context.newId())
    await tools.plantPage(work, pageOf(planting, page, workspaceId, orderKey))
  }
}

function pageOf(planting: Planting, page: ExamplePage, workspaceId: string, orderKey: string): PlantedPage {
  const { context, language } = planting
  const { title, content } = page[language]
  return {
    id: idOf(planting, page.key),
    workspaceId,
    parentId: page.parent ? idOf(planting, page.parent) : null,
    orderKey,
    privateTo: page.privateTo ? idOf(planting, page.privateTo) : null,
    userId: idOf(planting, page.by),
    title,
    content: pageContent(content, { language, now: context.now(), newId: context.newId }),
    createdAt: before(context, page.made * day),
    changedAt: before(context, page.changed * day),
    visits: visitsOf(planting, page.key),
  }
}

const visitsOf = (planting: Planting, pageKey: string): PlantedPage['visits'] =>
  planting.example.people.flatMap(({ key, visited }) => {
    const hours = visited[pageKey]
    return hours === undefined ? [] : [{ userId: idOf(planting, key), openedAt: before(planting.context, hours * hour) }]
  })
