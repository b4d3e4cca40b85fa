import { crc32, deflateSync } from 'node:zlib'
import { freshPlan } from '@kopa/shared/boards/plan-moves.ts'
import { writeTasks } from './board-client.ts'
import { colleague, password, secretOf, signUp, twoCompanies, visit, type Person } from './world.ts'

/** Everybody who may try something with what is Ana's. */
export type Persona = 'anonymous' | 'suspended' | 'outsider' | 'exMember' | 'viewer' | 'partner'

type Ids = Record<string, string>
interface Trier { token: string, ids: Ids }

export interface IsolatedWorld {
  ana: Trier
  people: Record<Persona, Trier>
  /** Nobody but Ana's company may read these. */
  secrets: string[]
  /** A body that the operation's schema accepts, with these ids in it; undefined: the operation takes none. */
  bodyOf: (operation: string, ids: Ids) => object | undefined
  /** What Ana sees of all that is hers. */
  look: () => Promise<unknown>
}

/** A PNG of one pixel that browsers show. */
export const tinyImage: Buffer = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  pngChunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0])),
  pngChunk('IDAT', deflateSync(Buffer.alloc(5))),
  pngChunk('IEND', Buffer.alloc(0)),
])

/** Length, name, data, checksum (PNG specification, section 5.3). */
function pngChunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name), data])
  const numbers = Buffer.alloc(8)
  numbers.writeUInt32BE(data.length, 0)
  numbers.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([numbers.subarray(0, 4), named, numbers.subarray(4)])
}

async function upload(person: Person, workspaceId: string, pageId: string): Promise<string> {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(tinyImage)]), 'canary.png')
  const response = await fetch(`${person.url}/api/workspaces/${workspaceId}/pages/${pageId}/files`, { method: 'POST', headers: person.headers, body: form })
  return (await response.json() as { id: string }).id
}

/** One of everything that has an id, behind a person's wall. */
async function belongings(person: Person, workspaceId: string, otherUserId: string, partner?: Person): Promise<Trier> {
  const { page } = await person.pages.createPage({ workspaceId, title: `canary ${person.name}`, isPrivate: true })
  const { version } = await person.versions.createVersion({ workspaceId, pageId: page.id, name: `canary version of ${person.name}` })
  const { page: { id: pageTemplateId } } = await person.pageCopies.keepPageTemplate({ workspaceId, pageId: page.id, title: `canary template of ${person.name}` })
  const { board, taskId, templateId, proposalId, ruleId, runId } = await boardOf(person, workspaceId, partner)
  const { id: tokenId } = await person.people.createToken({ name: `canary token of ${person.name}` })
  const { token } = await person.people.createToken({ name: 'for the tries' })
  const { id: invitationId } = await person.people.inviteCompany({ workspaceId, role: 'admin', daysValid: 1, note: `canary note of ${person.name}` })
  await visit(person.url).people.signIn({ email: person.email, password })
  const { sessions } = await person.people.listSessions({})
  const sessionId = sessions.find(({ isThis }) => !isThis)?.id ?? ''
  return { token, ids: { workspaceId, pageId: page.id, pageTemplateId, versionId: version.id, boardId: board.id, templateId, proposalId, ruleId, runId, taskId, fileId: await upload(person, workspaceId, page.id), tokenId, invitationId, sessionId, userId: otherUserId } }
}

/** Behind the wall now; the partner, if there is one, has asked something while it was shared. */
async function boardOf(person: Person, workspaceId: string, partner: Person | undefined) {
  const { board } = await person.boards.createBoard({ workspaceId, title: `canary board of ${person.name}`, columns: [{ title: 'To do', stage: 'open' }, { title: 'Done', stage: 'done' }] })
  const [taskId = ''] = await writeTasks(person, board.id, [{ title: `canary task of ${person.name}` }])
  const one = { workspaceId, boardId: board.id }
  const moves = [{ taskId: 'canary', plan: freshPlan }]
  const proposalId = partner ? (await partner.proposals.proposeMove({ ...one, toCompanyId: person.companyId, moves })).proposal.id : crypto.randomUUID()
  await person.boards.changeBoardWall({ ...one, isPrivate: true })
  const { board: { id: templateId } } = await person.boardCopies.keepBoardTemplate({ ...one, title: `canary template of ${person.name}` })
  const { rule } = await person.rules.createRule({ ...one, ...tinyRule, name: `canary rule of ${person.name}` })
  return { board, taskId, templateId, proposalId, ruleId: rule.id, runId: crypto.randomUUID() }
}

async function tokenOf(person: Person): Promise<string> {
  return (await person.people.createToken({ name: 'for the tries' })).token
}

/** Somebody's own company and workspace, elsewhere. */
async function elsewhere(person: Person): Promise<Trier> {
  const { workspace } = await person.workspaces.createWorkspace({ name: 'Elsewhere' })
  const { url } = await person.people.inviteColleague({ workspaceId: workspace.id, role: 'editor', daysValid: 1 })
  const helper = await signUp(person.url, { name: `Helper of ${person.name}`, invitation: secretOf(url) })
  return belongings(person, workspace.id, helper.userId)
}

export async function isolatedWorld(url: string): Promise<IsolatedWorld> {
  const { ana, bo, workspaceId } = await twoCompanies(url, { role: 'admin' })
  const [eva, vera, sam] = [await colleague(ana, workspaceId, 'Eva', 'admin'), await colleague(ana, workspaceId, 'Vera', 'viewer'), await colleague(ana, workspaceId, 'Sam', 'admin')]
  const ina = await colleague(ana, workspaceId, 'Ina', 'editor')
  const newcomer = await signUp(url, { name: 'Nils', invitation: secretOf((await ana.people.inviteColleague({ role: 'viewer', daysValid: 1 })).url) })
  const hers = await belongings(ana, workspaceId, ina.userId, bo)
  const outsider = await elsewhere(await signUp(url, { name: 'Olga', companyName: 'Outside' }))
  const people: Record<Persona, Trier> = {
    anonymous: { token: '', ids: outsider.ids }, outsider,
    suspended: { token: await tokenOf(sam), ids: outsider.ids },
    exMember: { token: await tokenOf(eva), ids: outsider.ids },
    viewer: { token: await tokenOf(vera), ids: outsider.ids },
    partner: await elsewhere(bo),
  }
  await ana.people.changeColleague({ userId: sam.userId, isSuspended: true })
  await ana.workspaces.removeMember({ workspaceId, userId: eva.userId })
  return {
    ana: hers, people,
    secrets: [`canary ${ana.name}`, `canary version of ${ana.name}`, `canary note of ${ana.name}`, `canary board of ${ana.name}`, `canary token of ${ana.name}`, `canary rule of ${ana.name}`, `canary template of ${ana.name}`, hers.ids['pageId'] ?? '', hers.ids['boardId'] ?? '', hers.ids['fileId'] ?? ''],
    bodyOf: (operation, ids) => bodies({ ...hers.ids, ...ids }, newcomer.userId)[operation],
    look: () => lookAt(ana, workspaceId),
  }
}

const tinyRule = { name: 'canary rule', trigger: { on: 'added' as const }, conditions: [], acts: [{ do: 'prioritise' as const, priority: 'high' as const }] }

/** Bodies name Ana's things too: a page below hers, a board beside hers, a colleague of hers, her workspace. */
const bodies = ({ pageId = '', pageTemplateId = '', boardId = '', workspaceId = '' }: Ids, newcomerId: string): Record<string, object> => ({
  signUp: {}, signIn: {}, lookAround: {}, previewInvitation: {},
  changeMe: { language: 'en' }, changePassword: { current: password, next: password }, createToken: { name: 'mine' },
  changeColleague: { companyRole: 'member' }, acceptInvitation: { secret: 'x'.repeat(43) },
  inviteColleague: { workspaceId, role: 'viewer', daysValid: 1 }, inviteCompany: { role: 'viewer', daysValid: 1 },
  changeHeadReceiver: { url: 'https://audit.example.com/kopa' },
  createWorkspace: { name: 'Mine' }, renameWorkspace: { name: 'Nordic launch' },
  addMember: { userId: newcomerId, role: 'viewer' }, changeMember: { role: 'viewer' },
  createPage: { title: 'Below', parentId: pageId, after: null }, renamePage: { title: 'canary, renamed' },
  createBoard: { title: 'canary second', after: boardId, columns: [{ title: 'To do', stage: 'open' }] }, renameBoard: { title: 'canary board, renamed' },
  moveBoard: { after: null }, changeBoardWall: { isPrivate: false }, openTaskPage: {}, finishTask: {}, reopenTask: {}, changeTaskDeadline: { deadline: null },
  putFavourite: {}, changePageOwner: { userId: null }, verifyPage: { until: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10) },
  duplicatePage: { title: 'Mine', below: true }, keepPageTemplate: { title: 'Mine' }, beginPage: { templateId: pageTemplateId },
  keepBoardTemplate: { title: 'Mine' }, createBoardFromTemplate: { title: 'Mine' }, duplicateBoard: { title: 'Mine' },
  proposeLinks: { toCompanyId: newcomerId, links: [{ id: 'l', from: 'mine', to: 'other', type: 'FS', lag: { kind: 'working', amount: 0 }, isRemoved: false }] },
  proposeMove: { toCompanyId: newcomerId, moves: [{ taskId: 'mine', plan: freshPlan }] }, proposeHandOver: { toCompanyId: newcomerId, newCompanyId: null, taskIds: ['mine'] },
  proposeCalendar: { toCompanyId: newcomerId, changes: [{ change: 'country', country: 'LV' }] },
  declineProposal: { note: 'mine' },
  proposeRemoval: { toCompanyId: newcomerId, taskIds: ['mine'] },
  createRule: { ...tinyRule, name: 'canary second rule' }, changeRule: tinyRule, switchRule: { isOn: true },
  createVersion: { name: 'Mine' },
  movePage: { parentId: null, after: null }, changeWall: { isPrivate: false },
})

async function lookAt(ana: Person, workspaceId: string): Promise<unknown> {
  const { workspace } = await ana.workspaces.getWorkspace({ workspaceId })
  const { pages } = await ana.pages.listPages({ workspaceId })
  const { boards } = await ana.boards.listBoards({ workspaceId })
  const everything = await Promise.all([
    ana.workspaces.listMembers({ workspaceId }), ana.people.listInvitations({ workspaceId }), ana.people.listTokens({}), ana.people.listColleagues({}),
    ana.people.listColleagueInvitations({}), ana.pages.listRecentPages({}), ana.boards.listMyTasks({}),
  ])
  // Time passes: when a token was last used and when a page settled are nobody's doing here.
  return JSON.parse(JSON.stringify([workspace, pages, boards, ...everything], (key, value: unknown) => (key === 'lastUsedAt' || key === 'changedAt' ? null : value)))
}
