import type { Outbox } from '../core/outbox.ts'
import type { Engine } from '../documents/engine.ts'
import type { Live } from './socket.ts'

/** What follows from facts for open screens and open documents: lists are fetched anew, rights that ended close sockets at once. */
export function listenForScreens(outbox: Outbox, live: Live, documents: Engine): void {
  listenForRights(outbox, live, documents)
  for (const name of ['page.created', 'page.renamed', 'page.moved', 'page.archived', 'page.restored', 'document.settled'] as const) {
    outbox.on(name, ({ payload: { workspaceId, privateTo } }) => live.tellWorkspace(workspaceId, { about: 'pages', workspaceId }, privateTo))
  }
  // A page appears or disappears for the other companies: here they are told.
  outbox.on('page.walled', ({ payload: { workspaceId } }) => live.tellWorkspace(workspaceId, { about: 'pages', workspaceId }))
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
function listenForRights(outbox: Outbox, live: Live, documents: Engine): void {
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
  for (const name of ['page.archived', 'page.restored', 'page.walled'] as const) {
    outbox.on(name, ({ payload: { pageId } }) => documents.closeSockets({ documentId: pageId }))
  }
}
