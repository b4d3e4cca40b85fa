import type { Outbox } from '../core/outbox.ts'
import type { Engine } from '../documents/engine.ts'
import type { Live } from './socket.ts'

interface ScreenParts {
  outbox: Outbox
  live: Live
  documents: Engine
  /** A board's document and all that belongs to it. */
  listDocumentsOf: (boardId: string) => Promise<string[]>
  /** What companies keep for themselves in these pages. */
  listSidesOf: (pageIds: readonly string[]) => Promise<string[]>
}

/** Where documents of a kind are listed. */
const listsOf = { page: ['pages'], board: ['boards', 'tasks'] } as const

/** What follows from facts for open screens and open documents: lists are fetched anew, rights that ended close sockets at once. */
export function listenForScreens(parts: ScreenParts): void {
  listenForRights(parts)
  listenForBoards(parts)
  const { outbox, live } = parts
  for (const name of ['page.created', 'page.renamed', 'page.moved', 'page.archived', 'page.restored', 'page.ownerChanged', 'page.verified', 'page.verificationEnded'] as const) {
    outbox.on(name, ({ payload: { workspaceId, privateTo } }) => live.tellWorkspace(workspaceId, { about: 'pages', workspaceId }, privateTo))
  }
  outbox.on('document.settled', ({ payload: { workspaceId, kind, privateTo, also = [] } }) => {
    for (const about of [...listsOf[kind], ...also]) live.tellWorkspace(workspaceId, { about, workspaceId }, privateTo)
  })
  // A page appears or disappears for the other companies: here they are told.
  outbox.on('page.walled', ({ payload: { workspaceId } }) => live.tellWorkspace(workspaceId, { about: 'pages', workspaceId }))
  // Other screens of the company look for its passages.
  outbox.on('pageSide.opened', ({ payload: { workspaceId, privateTo } }) => live.tellWorkspace(workspaceId, { about: 'pages', workspaceId }, privateTo))
  outbox.on('favourites.changed', ({ payload: { workspaceId, userId } }) => live.tellUser(userId, { about: 'favourites', workspaceId }))
  outbox.on('workspace.renamed', ({ payload: { workspaceId } }) => live.tellWorkspace(workspaceId, { about: 'workspaces' }))
  outbox.on('company.joined', ({ payload: { workspaceId } }) => live.tellWorkspace(workspaceId, { about: 'workspaces' }))
  outbox.on('member.joined', async ({ payload: { workspaceId, userId } }) => {
    await live.refresh(userId)
    live.tellUser(userId, { about: 'workspaces' })
    live.tellWorkspace(workspaceId, { about: 'members', workspaceId })
  })
  outbox.on('person.changed', ({ payload: { userId } }) => live.tellUser(userId, { about: 'me' }))
  outbox.on('person.signedUp', ({ payload: { companyId } }) => live.tellCompany(companyId, { about: 'people' }))
}

/** A right that changed closes what it touches; the client comes back and is judged again. */
function listenForRights({ outbox, live, documents, listSidesOf }: ScreenParts): void {
  outbox.on('session.ended', ({ payload: { sessionId } }) => {
    documents.closeSockets({ sessionId })
    live.closeFor({ sessionId })
  })
  outbox.on('token.revoked', ({ payload: { tokenId } }) => {
    documents.closeSockets({ tokenId })
    live.closeFor({ tokenId })
  })
  outbox.on('person.suspended', ({ payload: { userId } }) => {
    documents.closeSockets({ userId })
    live.closeFor({ userId })
  })
  outbox.on('person.companyRoleChanged', ({ payload: { userId } }) => live.tellUser(userId, { about: 'me' }))
  outbox.on('member.roleChanged', ({ payload: { workspaceId, userId } }) => {
    documents.closeSockets({ userId, workspaceId })
    live.tellUser(userId, { about: 'workspaces' })
    live.tellWorkspace(workspaceId, { about: 'members', workspaceId })
  })
  outbox.on('member.removed', ({ payload: { workspaceId, userId } }) => {
    documents.closeSockets({ userId, workspaceId })
    live.leave(userId, workspaceId)
    live.tellUser(userId, { about: 'workspaces' })
    live.tellWorkspace(workspaceId, { about: 'members', workspaceId })
  })
  const closeSides = gathered(pages => closeSidesOf(pages, { documents, listSidesOf }))
  for (const name of ['page.archived', 'page.restored', 'page.walled'] as const) {
    outbox.on(name, ({ payload: { workspaceId, pageId } }) => {
      documents.closeSockets({ documentId: pageId })
      closeSides({ workspaceId, pageId })
    })
  }
}

/** What companies ask each other. */
const ofProposals = ['proposal.made', 'proposal.accepted', 'proposal.declined', 'proposal.withdrawn'] as const

const ofRules = ['rule.made', 'rule.changed', 'rule.switched', 'rule.removed', 'rule.ran', 'rule.runUndone'] as const

function listenForBoards({ outbox, live, documents, listDocumentsOf }: ScreenParts): void {
  const tell = (workspaceId: string, privateTo: string | null = null) => {
    for (const about of listsOf.board) live.tellWorkspace(workspaceId, { about, workspaceId }, privateTo)
  }
  for (const name of ['board.created', 'board.renamed', 'board.moved', 'board.archived', 'board.restored'] as const) {
    outbox.on(name, ({ payload: { workspaceId, privateTo } }) => tell(workspaceId, privateTo))
  }
  // A board appears or disappears for the other companies: here they are told.
  outbox.on('board.walled', ({ payload: { workspaceId } }) => tell(workspaceId))
  for (const name of ofProposals) outbox.on(name, ({ payload: { workspaceId } }) => live.tellWorkspace(workspaceId, { about: 'proposals', workspaceId }))
  for (const name of ofRules) outbox.on(name, ({ payload: { workspaceId, privateTo } }) => live.tellWorkspace(workspaceId, { about: 'rules', workspaceId }, privateTo))
  // Other screens of the company look for its side.
  outbox.on('boardSide.opened', ({ payload: { workspaceId, privateTo } }) => live.tellWorkspace(workspaceId, { about: 'boards', workspaceId }, privateTo))
  for (const name of ['board.archived', 'board.restored', 'board.walled'] as const) {
    outbox.on(name, ({ payload: { workspaceId, boardId } }) => closeAll(documents, { workspaceId, documentId: boardId }, listDocumentsOf))
  }
}

interface PlacedPage { workspaceId: string, pageId: string }

/** A branch of a thousand pages that is put away is a thousand facts, and one question. */
function gathered(act: (pages: readonly PlacedPage[]) => Promise<void>): (page: PlacedPage) => void {
  let waiting: PlacedPage[] = []
  return page => {
    if (waiting.push(page) > 1) return
    setImmediate(() => { void act(waiting.splice(0)) })
  }
}

async function closeSidesOf(pages: readonly PlacedPage[], { documents, listSidesOf }: Pick<ScreenParts, 'documents' | 'listSidesOf'>): Promise<void> {
  const sides = await listSidesOf(pages.map(({ pageId }) => pageId)).catch(() => null)
  if (sides !== null) return documents.closeSockets({ documentIds: new Set(sides) })
  for (const workspaceId of new Set(pages.map(page => page.workspaceId))) documents.closeSockets({ workspaceId })
}

/** The sockets of a document and of all that belongs to it. Who cannot be told what that is closes more than that. */
async function closeAll(documents: Engine, { workspaceId, documentId }: { workspaceId: string, documentId: string }, listAll: (documentId: string) => Promise<string[]>): Promise<void> {
  documents.closeSockets({ documentId })
  const documentIds = await listAll(documentId).catch(() => null)
  documents.closeSockets(documentIds === null ? { workspaceId } : { documentIds: new Set(documentIds) })
}
