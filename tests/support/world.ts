import type { Operation, Contract, Input, Result } from '@kopa/shared/contract.ts'
import { boards } from '@kopa/shared/boards/contract.ts'
import { boardCopies } from '@kopa/shared/boards/copies-contract.ts'
import { myWork } from '@kopa/shared/boards/my-work-contract.ts'
import { proposals } from '@kopa/shared/boards/proposals-contract.ts'
import { rules } from '@kopa/shared/boards/rules-contract.ts'
import { files } from '@kopa/shared/files/contract.ts'
import { pages } from '@kopa/shared/pages/contract.ts'
import { pageCopies } from '@kopa/shared/pages/copies-contract.ts'
import { favourites } from '@kopa/shared/pages/favourites-contract.ts'
import { pageProperties } from '@kopa/shared/pages/properties-contract.ts'
import { people } from '@kopa/shared/people/contract.ts'
import { search } from '@kopa/shared/search/contract.ts'
import { versions } from '@kopa/shared/versions/contract.ts'
import { workspaces } from '@kopa/shared/workspaces/contract.ts'
import type { Role } from '@kopa/shared/policy.ts'

/** Two companies that share a workspace, spoken to over HTTP as their browsers or scripts would. */

export interface Refusal { status: number, code: string, message: string, details: Record<string, string | number> }
export class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(`${refusal.status} ${refusal.code}: ${refusal.message}`)
    this.refusal = refusal
  }
}

export interface Answer { status: number, headers: Headers, json: unknown }

/** Somebody who talks to the server: with a cookie after signing in, or with a token. */
export class Visitor {
  readonly url: string
  cookie = ''
  token = ''
  constructor(url: string) { this.url = url }

  get headers(): Record<string, string> {
    return { ...(this.cookie && { cookie: this.cookie }), ...(this.token && { authorization: `Bearer ${this.token}` }) }
  }

  async ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(`${this.url}/api${path}`, {
      method,
      headers: { ...this.headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const set = response.headers.get('set-cookie')
    if (set && !headers.cookie) this.cookie = set.split(';')[0] ?? ''
    const text = await response.text()
    return { status: response.status, headers: response.headers, json: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text }
  }

  /** Calls an operation of a contract; a refusal is thrown as Refused. */
  async call<O extends Operation>(operation: O, input: Input<O>): Promise<Result<O>> {
    const left = { ...(input as Record<string, unknown>) }
    const path = operation.path.replace(/:(\w+)/g, (_, name: string) => {
      const value = String(left[name])
      delete left[name]
      return encodeURIComponent(value)
    })
    const query = operation.query ? `?${new URLSearchParams(left as Record<string, string>)}` : ''
    const { status, json } = await this.ask(operation.method, path + query, operation.body ? left : undefined)
    if (status >= 400) throw new Refused({ status, ...(json as { error: Omit<Refusal, 'status'> }).error })
    return json as Result<O>
  }
}

type Call<C extends Contract> = { [K in keyof C]: (input: Input<C[K]>) => Promise<Result<C[K]>> }

const callsOf = <C extends Contract>(visitor: Visitor, contract: C): Call<C> =>
  Object.fromEntries(Object.entries(contract).map(([name, operation]) => [name, (input: never) => visitor.call(operation, input)])) as Call<C>

/** A visitor with every operation as a method: `ana.pages.createPage({ ... })`. */
export function visit(url: string) {
  const visitor = new Visitor(url)
  return Object.assign(visitor, {
    people: callsOf(visitor, people), workspaces: callsOf(visitor, workspaces), pages: callsOf(visitor, pages), pageCopies: callsOf(visitor, pageCopies), favourites: callsOf(visitor, favourites), pageProperties: callsOf(visitor, pageProperties), boards: callsOf(visitor, boards), boardCopies: callsOf(visitor, boardCopies), myWork: callsOf(visitor, myWork), proposals: callsOf(visitor, proposals), rules: callsOf(visitor, rules), files: callsOf(visitor, files), search: callsOf(visitor, search), versions: callsOf(visitor, versions),
  })
}

export type Person = ReturnType<typeof visit> & { userId: string, companyId: string, name: string, email: string }

export const password = 'correct horse battery'
let count = 0

export interface Joining { name: string, companyName?: string, invitation?: string }

/** Signs up: with a company's name founds it, with an invitation joins. */
export async function signUp(url: string, { name, companyName, invitation }: Joining): Promise<Person & { workspaceId: string | null }> {
  const visitor = visit(url)
  const email = `${name.toLowerCase().replace(/\W/g, '')}.${process.pid}.${count++}@example.com`
  const { me, workspaceId } = await visitor.people.signUp({ name, email, password, companyName, invitation, timeZone: 'Europe/Riga', language: 'en' })
  return Object.assign(visitor, { userId: me.id, companyId: me.company.id, name, email, workspaceId })
}

export const secretOf = (url: string): string => new URL(url).hash.slice(1)

export interface World { url: string, ana: Person, bo: Person, workspaceId: string, pageId: string }

/** Ana (Alder) owns a workspace with a page; Bo (Birch) has joined with a role. */
export async function twoCompanies(url: string, { role = 'editor' }: { role?: Role } = {}): Promise<World> {
  const ana = await signUp(url, { name: 'Ana Alksne', companyName: 'Alder Homes' })
  const { workspace } = await ana.workspaces.createWorkspace({ name: 'Nordic launch' })
  const invitation = await ana.people.inviteCompany({ workspaceId: workspace.id, role, daysValid: 7 })
  const bo = await signUp(url, { name: 'Bo Birk', companyName: 'Birch Trade', invitation: secretOf(invitation.url) })
  const { page } = await ana.pages.createPage({ workspaceId: workspace.id, title: 'Launch plan' })
  return { url, ana, bo, workspaceId: workspace.id, pageId: page.id }
}

/** The same person, talking to another node. */
export const elsewhere = ({ userId, companyId, name, email, cookie, token }: Person, url: string): Person => Object.assign(visit(url), { userId, companyId, name, email, cookie, token })

/** What the server said to a call that must not succeed. */
export async function refusalOf(call: Promise<unknown>): Promise<Refusal> {
  try {
    await call
  } catch (error) {
    if (error instanceof Refused) return error.refusal
    throw error
  }
  throw new Error('this was expected to be refused')
}

/** Brings a colleague of `host` into the workspace. */
export async function colleague(host: Person, workspaceId: string, name: string, role: Role): Promise<Person> {
  const { url } = await host.people.inviteColleague({ workspaceId, role, daysValid: 3 })
  return signUp(host.url, { name, invitation: secretOf(url) })
}
