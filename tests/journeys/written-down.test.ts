import { beforeAll, expect, test } from 'vitest'
import { listApiRoutes } from '../support/api-routes.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { tinyImage } from '../support/isolated-world.ts'
import { colleague, password, secretOf, signUp, visit, type Person } from '../support/world.ts'

/** What the server writes down about what people do: each change once, in its own transaction, without content. */
let app: TestApp
beforeAll(async () => { app = await startApp() })

type Story = Record<string, { act: () => Promise<unknown>, facts: string[] }>

async function upload(ana: Person, workspaceId: string, pageId: string): Promise<void> {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(tinyImage)]), 'canary file.png')
  await fetch(`${app.url}/api/workspaces/${workspaceId}/pages/${pageId}/files`, { method: 'POST', headers: ana.headers, body: form })
}

/** Every operation that changes something, done once; and what is written down about it. */
async function everyChange(): Promise<Story> {
  const ana = await signUp(app.url, { name: 'canary Ana', companyName: 'canary company' })
  const { workspace: { id: workspaceId } } = await ana.workspaces.createWorkspace({ name: 'canary workspace' })
  const eva = await colleague(ana, workspaceId, 'canary Eva', 'editor')
  const loner = await signUp(app.url, { name: 'canary loner', invitation: secretOf((await ana.people.inviteColleague({ role: 'viewer', daysValid: 1 })).url) })
  const cai = await signUp(app.url, { name: 'canary Cai', companyName: 'canary Cedar' })
  const accepted = secretOf((await ana.people.inviteCompany({ workspaceId, role: 'editor', daysValid: 1 })).url)
  const { id: invitationId } = await ana.people.inviteCompany({ workspaceId, role: 'editor', daysValid: 1, note: 'canary note' })
  const { id: tokenId } = await ana.people.createToken({ name: 'canary token' })
  const signInAgain = async () => {
    await visit(app.url).people.signIn({ email: ana.email, password })
    return (await ana.people.listSessions({})).sessions.find(({ isThis }) => !isThis)?.id ?? ''
  }
  const sessionId = await signInAgain()
  const newcomer = { email: `written.${process.pid}@example.com`, password, timeZone: 'Europe/Riga', language: 'en' as const }
  return {
    signUp: { act: () => visit(app.url).people.signUp({ ...newcomer, name: 'canary new', companyName: 'canary new' }), facts: ['company.created', 'person.signedUp'] },
    signIn: { act: () => visit(app.url).people.signIn({ email: eva.email, password }), facts: ['person.signedIn'] },
    signOut: { act: () => eva.people.signOut({}), facts: ['session.ended'] },
    changeMe: { act: () => ana.people.changeMe({ name: 'canary name' }), facts: ['person.changed'] },
    endSession: { act: () => ana.people.endSession({ sessionId }), facts: ['session.ended'] },
    endOtherSessions: { act: async () => { await signInAgain(); await ana.people.endOtherSessions({}) }, facts: ['person.signedIn', 'session.ended'] },
    changePassword: { act: () => ana.people.changePassword({ current: password, next: 'canary password' }), facts: ['person.passwordChanged'] },
    createToken: { act: () => ana.people.createToken({ name: 'canary token' }), facts: ['token.created'] },
    revokeToken: { act: () => ana.people.revokeToken({ tokenId }), facts: ['token.revoked'] },
    inviteColleague: { act: () => ana.people.inviteColleague({ role: 'viewer', daysValid: 1, note: 'canary note' }), facts: ['invitation.created'] },
    inviteCompany: { act: () => ana.people.inviteCompany({ workspaceId, role: 'viewer', daysValid: 1, note: 'canary note' }), facts: ['invitation.created'] },
    acceptInvitation: { act: () => cai.people.acceptInvitation({ secret: accepted }), facts: ['invitation.accepted', 'company.joined', 'member.joined'] },
    withdrawInvitation: { act: () => ana.people.withdrawInvitation({ invitationId }), facts: ['invitation.withdrawn'] },
    createWorkspace: { act: () => ana.workspaces.createWorkspace({ name: 'canary second' }), facts: ['workspace.created', 'company.joined', 'member.joined'] },
    renameWorkspace: { act: () => ana.workspaces.renameWorkspace({ workspaceId, name: 'canary renamed' }), facts: ['workspace.renamed'] },
    addMember: { act: () => ana.workspaces.addMember({ workspaceId, userId: loner.userId, role: 'viewer' }), facts: ['member.joined'] },
    changeMember: { act: () => ana.workspaces.changeMember({ workspaceId, userId: eva.userId, role: 'viewer' }), facts: ['member.roleChanged'] },
    removeMember: { act: () => ana.workspaces.removeMember({ workspaceId, userId: eva.userId }), facts: ['member.removed'] },
    changeColleague: { act: () => ana.people.changeColleague({ userId: eva.userId, isSuspended: true }), facts: ['person.suspended'] },
    ...await everyChangeOfPages(ana, workspaceId),
  }
}

async function everyChangeOfPages(ana: Person, workspaceId: string): Promise<Story> {
  const { page: { id: pageId } } = await ana.pages.createPage({ workspaceId, title: 'canary title' })
  return {
    createPage: { act: () => ana.pages.createPage({ workspaceId, title: 'canary page' }), facts: ['page.created'] },
    renamePage: { act: () => ana.pages.renamePage({ workspaceId, pageId, title: 'canary retitled' }), facts: ['page.renamed'] },
    movePage: { act: () => ana.pages.movePage({ workspaceId, pageId, parentId: null, after: null }), facts: ['page.moved'] },
    changeWall: { act: () => ana.pages.changeWall({ workspaceId, pageId, isPrivate: true }), facts: ['page.walled'] },
    uploadImage: { act: () => upload(ana, workspaceId, pageId), facts: ['file.uploaded'] },
    archivePage: { act: () => ana.pages.archivePage({ workspaceId, pageId }), facts: ['page.archived'] },
    restorePage: { act: () => ana.pages.restorePage({ workspaceId, pageId }), facts: ['page.restored'] },
  }
}

/** When a page settles is the keeper's business, not a person's. */
const factsOf = async (): Promise<string[]> =>
  (await app.database.selectFrom('events').select('name').where('name', '!=', 'document.settled').orderBy('id').execute()).map(({ name }) => name)

/** Changes nothing that anybody else could ask about; looking around has tests of its own. */
const unwritten = ['previewInvitation', 'recordVisit', 'lookAround']

test('every change is written down once, and nothing of its content', async () => {
  const story = await everyChange()
  const changing = (await listApiRoutes(app.url)).filter(({ method, name }) => method !== 'GET' && !unwritten.includes(name)).map(({ name }) => name)
  expect(Object.keys(story).toSorted()).toEqual(changing.toSorted())
  for (const [name, { act, facts }] of Object.entries(story)) {
    const before = (await factsOf()).length
    await act()
    expect((await factsOf()).slice(before).toSorted(), name).toEqual(facts.toSorted())
  }
  const rows = await app.database.selectFrom('events').select('payload').execute()
  for (const { payload } of rows) expect(JSON.stringify(payload)).not.toMatch(/canary|@example|kopa_/)
})

test('a change that is refused leaves no trace of having been done', async () => {
  const ana = await signUp(app.url, { name: 'Ana', companyName: 'Alder' })
  const { workspace: { id: workspaceId } } = await ana.workspaces.createWorkspace({ name: 'W' })
  const before = await factsOf()
  await Promise.allSettled([
    ana.workspaces.removeMember({ workspaceId, userId: ana.userId }), ana.people.changeColleague({ userId: ana.userId, isSuspended: true }),
    ana.pages.movePage({ workspaceId, pageId: crypto.randomUUID(), parentId: null, after: null }), ana.people.revokeToken({ tokenId: crypto.randomUUID() }),
    ana.people.changePassword({ current: 'wrong', next: password }), ana.people.acceptInvitation({ secret: 'x'.repeat(43) }),
  ])
  expect(await factsOf()).toEqual(before)
})
