import { afterAll, beforeAll, expect, test } from 'vitest'
import { roles } from '@kopa/shared/policy.ts'
import { startApp, type TestApp } from '../../tests/support/app.ts'
import { colleague, refusalOf, secretOf, signUp, twoCompanies } from '../../tests/support/world.ts'

let app: TestApp
beforeAll(async () => { app = await startApp() })
afterAll(() => app.close())

test('two companies own a workspace, each in its colour', async () => {
  const { bo, workspaceId } = await twoCompanies(app.url)
  const { workspace } = await bo.workspaces.getWorkspace({ workspaceId })
  expect(workspace.companies.map(({ name, color }) => [name, color])).toEqual([['Alder Homes', 0], ['Birch Trade', 1]])
})

test('for a stranger the workspace does not exist', async () => {
  const { workspaceId, pageId, ana } = await twoCompanies(app.url)
  const stranger = await signUp(app.url, { name: 'Stranger', companyName: 'Outside' })
  const own = (await stranger.workspaces.createWorkspace({ name: 'Own' })).workspace.id
  const nowhere = crypto.randomUUID()
  const tries = [
    stranger.workspaces.getWorkspace({ workspaceId }),
    stranger.workspaces.listMembers({ workspaceId }),
    stranger.workspaces.renameWorkspace({ workspaceId, name: 'Mine' }),
    stranger.workspaces.addMember({ workspaceId, userId: stranger.userId, role: 'admin' }),
    stranger.workspaces.removeMember({ workspaceId, userId: ana.userId }),
    stranger.people.inviteCompany({ workspaceId, role: 'admin', daysValid: 1 }),
    stranger.people.inviteColleague({ workspaceId, role: 'admin', daysValid: 1 }),
    stranger.pages.listPages({ workspaceId }),
    stranger.pages.createPage({ workspaceId, title: 'Spam' }),
    stranger.pages.getPage({ workspaceId, pageId }),
    // A right in one's own workspace is no right to another's page.
    stranger.pages.getPage({ workspaceId: own, pageId }),
    stranger.pages.renamePage({ workspaceId: own, pageId, title: 'Mine' }),
    stranger.pages.movePage({ workspaceId: own, pageId, parentId: null, after: null }),
    stranger.pages.archivePage({ workspaceId: own, pageId }),
    stranger.pages.changeWall({ workspaceId: own, pageId, isPrivate: true }),
    stranger.pages.createPage({ workspaceId: own, parentId: pageId }),
    stranger.pages.recordVisit({ workspaceId: own, pageId }),
  ]
  const answers = await Promise.all(tries.map(refusalOf))
  const missing = await refusalOf(stranger.workspaces.getWorkspace({ workspaceId: nowhere }))
  for (const answer of answers) expect(answer).toEqual(missing)
})

test('no company can change or remove the other company\'s people', async () => {
  const { ana, bo, workspaceId } = await twoCompanies(app.url, { role: 'admin' })
  expect(await refusalOf(ana.workspaces.changeMember({ workspaceId, userId: bo.userId, role: 'viewer' }))).toMatchObject({ code: 'ownCompanyOnly' })
  expect(await refusalOf(ana.workspaces.removeMember({ workspaceId, userId: bo.userId }))).toMatchObject({ code: 'ownCompanyOnly' })
  expect(await refusalOf(bo.workspaces.removeMember({ workspaceId, userId: ana.userId }))).toMatchObject({ code: 'ownCompanyOnly' })
  expect(await refusalOf(ana.workspaces.addMember({ workspaceId, userId: bo.userId, role: 'viewer' }))).toMatchObject({ status: 404 })
})

test('a company keeps an administrator', async () => {
  const { ana, workspaceId } = await twoCompanies(app.url)
  expect(await refusalOf(ana.workspaces.changeMember({ workspaceId, userId: ana.userId, role: 'viewer' }))).toMatchObject({ code: 'lastAdmin' })
  expect(await refusalOf(ana.workspaces.removeMember({ workspaceId, userId: ana.userId }))).toMatchObject({ code: 'lastAdmin' })
})

test('a company that was invited to read manages its own people, and cannot make writers of them', async () => {
  const { ana, bo, workspaceId, pageId } = await twoCompanies(app.url, { role: 'viewer' })
  const cai = await colleague(bo, workspaceId, 'Cai', 'viewer')
  for (const role of ['admin', 'editor', 'commenter'] as const) {
    expect(await refusalOf(bo.workspaces.changeMember({ workspaceId, userId: cai.userId, role }))).toMatchObject({ code: 'roleAboveOwn' })
    expect(await refusalOf(bo.people.inviteColleague({ workspaceId, role, daysValid: 1 }))).toMatchObject({ code: 'roleAboveOwn' })
  }
  await bo.workspaces.removeMember({ workspaceId, userId: cai.userId })
  expect(await refusalOf(cai.pages.getPage({ workspaceId, pageId }))).toMatchObject({ status: 404 })
  await bo.workspaces.addMember({ workspaceId, userId: cai.userId, role: 'viewer' })
  expect(await refusalOf(cai.workspaces.removeMember({ workspaceId, userId: bo.userId }))).toMatchObject({ code: 'forbidden' })
  expect(await refusalOf(bo.workspaces.removeMember({ workspaceId, userId: ana.userId }))).toMatchObject({ code: 'ownCompanyOnly' })
  expect(await refusalOf(bo.people.inviteCompany({ workspaceId, role: 'viewer', daysValid: 1 }))).toMatchObject({ code: 'forbidden' })
  await bo.workspaces.removeMember({ workspaceId, userId: cai.userId })
  expect(await refusalOf(bo.workspaces.removeMember({ workspaceId, userId: bo.userId }))).toMatchObject({ code: 'lastMember' })
})

test('two administrators who step down at the same moment: one stays', async () => {
  const { ana, workspaceId } = await twoCompanies(app.url)
  const eva = await colleague(ana, workspaceId, 'Eva', 'admin')
  const outcomes = await Promise.allSettled([
    ana.workspaces.changeMember({ workspaceId, userId: eva.userId, role: 'viewer' }),
    eva.workspaces.changeMember({ workspaceId, userId: ana.userId, role: 'viewer' }),
  ])
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('a company invited twice joins once; a ninth company is one too many', async () => {
  const { ana, bo, workspaceId } = await twoCompanies(app.url)
  const again = await ana.people.inviteCompany({ workspaceId, role: 'viewer', daysValid: 1 })
  expect(await refusalOf(bo.people.acceptInvitation({ secret: secretOf(again.url) }))).toMatchObject({ code: 'companyAlreadyIn' })
  const invite = async () => secretOf((await ana.people.inviteCompany({ workspaceId, role: 'viewer', daysValid: 1 })).url)
  for (let i = 0; i < 6; i++) await signUp(app.url, { name: `Guest ${i}`, companyName: `Guest ${i}`, invitation: await invite() })
  expect(await refusalOf(signUp(app.url, { name: 'Ninth', companyName: 'Ninth', invitation: await invite() }))).toMatchObject({ code: 'workspaceFull' })
})

test('every role is let in and kept out as the policy says', async () => {
  const { ana, workspaceId, pageId } = await twoCompanies(app.url)
  const may: Record<string, readonly string[]> = {
    renameWorkspace: ['admin'], inviteCompany: ['admin'], listInvitations: ['admin'],
    createPage: ['admin', 'editor'], renamePage: ['admin', 'editor'], movePage: ['admin', 'editor'],
    listPages: roles, listMembers: roles, recordVisit: roles,
  }
  for (const role of roles) {
    const person = await colleague(ana, workspaceId, `Role ${role}`, role)
    const tries: Record<string, () => Promise<unknown>> = {
      renameWorkspace: () => person.workspaces.renameWorkspace({ workspaceId, name: 'Nordic launch' }),
      inviteCompany: () => person.people.inviteCompany({ workspaceId, role: 'viewer', daysValid: 1 }),
      listInvitations: () => person.people.listInvitations({ workspaceId }),
      createPage: () => person.pages.createPage({ workspaceId, title: role }),
      renamePage: () => person.pages.renamePage({ workspaceId, pageId, title: `By ${role}` }),
      movePage: () => person.pages.movePage({ workspaceId, pageId, parentId: null, after: null }),
      listPages: () => person.pages.listPages({ workspaceId }),
      listMembers: () => person.workspaces.listMembers({ workspaceId }),
      recordVisit: () => person.pages.recordVisit({ workspaceId, pageId }),
    }
    for (const [name, attempt] of Object.entries(tries)) {
      if (may[name]?.includes(role)) await attempt()
      else expect(await refusalOf(attempt()), `${role}: ${name}`).toMatchObject({ code: 'forbidden' })
    }
  }
})
