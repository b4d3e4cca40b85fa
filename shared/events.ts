/**
 * Every fact the product records, by name, with its payload: the product's list of facts.
 * Ids only, no content: the payload is read by auditors of both companies.
 */
export interface Events {
  'company.created': { companyId: string }
  'person.signedUp': { userId: string, companyId: string }
  'person.signedIn': { userId: string }
  'person.signInRefused': { userId: string | null }
  'person.changed': { userId: string, fields: string[] }
  'person.passwordChanged': { userId: string }
  /** By whoever runs the server. */
  'person.passwordReset': { userId: string }
  'person.companyRoleChanged': { userId: string, from: string, to: string }
  'person.suspended': { userId: string }
  'person.resumed': { userId: string }
  /** By the person, by a new password, or because its time was over. */
  'session.ended': { userId: string, sessionId: string }
  'token.created': { tokenId: string, userId: string }
  'token.revoked': { tokenId: string, userId: string }
  /** A person's tasks can be fetched at a secret address; one that there was has ended. */
  'calendarFeed.renewed': { userId: string }
  'calendarFeed.removed': { userId: string }
  'workspace.created': { workspaceId: string }
  'workspace.renamed': { workspaceId: string }
  'company.joined': { workspaceId: string, companyId: string }
  'invitation.created': { invitationId: string, workspaceId: string | null, companyId: string | null, role: string }
  'invitation.accepted': { invitationId: string, userId: string }
  'invitation.withdrawn': { invitationId: string }
  'member.joined': { workspaceId: string, userId: string, role: string }
  'member.roleChanged': { workspaceId: string, userId: string, from: string, to: string }
  'member.removed': { workspaceId: string, userId: string }
  'page.created': { workspaceId: string, pageId: string, privateTo: string | null }
  'page.renamed': { workspaceId: string, pageId: string, privateTo: string | null }
  'page.moved': { workspaceId: string, pageId: string, parentId: string | null, privateTo: string | null }
  'page.archived': { workspaceId: string, pageId: string, privateTo: string | null }
  'page.restored': { workspaceId: string, pageId: string, privateTo: string | null }
  'page.walled': { workspaceId: string, pageId: string, privateTo: string | null }
  /** A page, or a template, says what another page or template said; null: of one that not everybody sees who sees this one. */
  'page.copied': { workspaceId: string, pageId: string, from: string | null, as: 'page' | 'template', privateTo: string | null }
  'page.ownerChanged': { workspaceId: string, pageId: string, ownerId: string | null, privateTo: string | null }
  /** A company stands by what a page says, until the end of a day (ISO 8601); or no longer. */
  'page.verified': { workspaceId: string, pageId: string, companyId: string, until: string, privateTo: string | null }
  'page.verificationEnded': { workspaceId: string, pageId: string, companyId: string, privateTo: string | null }
  /** Told only: what a person wants at hand is nobody else's business. */
  'favourites.changed': { workspaceId: string, userId: string }
  /** A company begins to keep passages of a shared page for itself. */
  'pageSide.opened': { workspaceId: string, pageId: string, documentId: string, privateTo: string }
  'board.created': { workspaceId: string, boardId: string, privateTo: string | null }
  /** A board was made of a file, of this kind and with so many tasks. */
  'board.imported': { workspaceId: string, boardId: string, kind: string, tasks: number, privateTo: string | null }
  /** A board, or a template, was made of another board; null: of one that not everybody sees who sees the new one. */
  'board.copied': { workspaceId: string, boardId: string, from: string | null, as: 'board' | 'template', privateTo: string | null }
  'board.renamed': { workspaceId: string, boardId: string, privateTo: string | null }
  'board.moved': { workspaceId: string, boardId: string, privateTo: string | null }
  'board.archived': { workspaceId: string, boardId: string, privateTo: string | null }
  'board.restored': { workspaceId: string, boardId: string, privateTo: string | null }
  'board.walled': { workspaceId: string, boardId: string, privateTo: string | null }
  /** A company begins to keep something for itself beside a shared board. */
  'boardSide.opened': { workspaceId: string, boardId: string, documentId: string, privateTo: string }
  /** What a person did to a task where its board is not open; not what it says. */
  'task.changed': { workspaceId: string, boardId: string, taskId: string, what: 'finished' | 'reopened' | 'deadline', privateTo: string | null }
  'taskPage.opened': { workspaceId: string, boardId: string, pageId: string, privateTo: string | null }
  /** A company asks another about tasks of theirs, or about taking tasks over. */
  'proposal.made': { workspaceId: string, boardId: string, proposalId: string, kind: string, toCompanyId: string, privateTo: string | null }
  'proposal.accepted': { workspaceId: string, boardId: string, proposalId: string, privateTo: string | null }
  'proposal.declined': { workspaceId: string, boardId: string, proposalId: string, privateTo: string | null }
  'proposal.withdrawn': { workspaceId: string, boardId: string, proposalId: string, privateTo: string | null }
  /** An automation rule of a board, of this company; `isOn`: switched on or off, by a person or (null) by the server. */
  'rule.made': { workspaceId: string, boardId: string, ruleId: string, privateTo: string | null }
  'rule.changed': { workspaceId: string, boardId: string, ruleId: string, privateTo: string | null }
  'rule.switched': { workspaceId: string, boardId: string, ruleId: string, isOn: boolean, privateTo: string | null }
  'rule.removed': { workspaceId: string, boardId: string, ruleId: string, privateTo: string | null }
  /** A rule has changed a task, in the name of the event's person. */
  'rule.ran': { workspaceId: string, boardId: string, ruleId: string, runId: string, privateTo: string | null }
  'rule.runUndone': { workspaceId: string, boardId: string, ruleId: string, runId: string, privateTo: string | null }
  'file.uploaded': { workspaceId: string, pageId: string, fileId: string }
  'taskFile.uploaded': { workspaceId: string, boardId: string, fileId: string, privateTo: string | null }
  /** Somebody asked for what their role does not allow, for what does not exist for them, or from a foreign page. `asked`: the id they named. */
  'request.refused': { userId: string | null, operation: string, reason: string, asked: string | null }
  /** By whoever runs the server: another key signs the ends of audits from now on. */
  'audit.keyRetired': { keyId: string }
  /** Where the signed ends of a company's audits are sent to. */
  'audit.receiverChanged': { companyId: string }
  /** Everything is as it was at this moment (ISO 8601): in every chain that there was. By whoever runs the server. */
  'server.restored': { backupOf: string }
  /** A token that was revoked, or whose person is suspended, was used. */
  'token.refused': { tokenId: string, userId: string }
  'document.updateRefused': { documentId: string, userId: string, reason: string, privateTo: string | null }
  'version.created': { versionId: string, workspaceId: string, documentId: string, reason: string, privateTo: string | null }
  'version.restored': { versionId: string, workspaceId: string, documentId: string, privateTo: string | null }
  /** Everything but what the document says now is gone: its log, its versions, deleted text. A new epoch begins. */
  'document.historyErased': { workspaceId: string, documentId: string, epoch: number, privateTo: string | null }
  /** A wall is about to come down: what was deleted behind it is in no log any more. */
  'document.logForgotten': { workspaceId: string, documentId: string, privateTo: string | null }
  /** It was shown at its last good point only; what a version of it said is written anew, and people may write again. */
  'document.reopened': { workspaceId: string, documentId: string, epoch: number, privateTo: string | null }
  /** The document was written anew, because of something in it that readers see in different places, or that no browser can show. `writtenBy`: who sent that. A new epoch begins. */
  'document.straightened': { workspaceId: string, documentId: string, epoch: number, writtenBy: string | null, privateTo: string | null }
  /** Most of its text was deleted at once. The event's person wrote last; the state before is kept as a version. */
  'document.emptied': { workspaceId: string, documentId: string, privateTo: string | null }
  /** What lay on the disk was damaged; it was replaced by what was in memory. */
  'document.mended': { documentId: string, privateTo: string | null }
  'document.flagged': { documentId: string, reason: string, privateTo: string | null }
  /** The keeper folded new updates and the projections are up to date. `also`: lists that are others now besides those of its kind. */
  'document.settled': { documentId: string, kind: 'page' | 'board', workspaceId: string, position: number, privateTo: string | null, also?: readonly 'proposals'[] }
}

export type EventName = keyof Events

/** Told to listeners and not recorded: these say what the server has done by itself, not what somebody did. */
const onlyTold: ReadonlySet<EventName> = new Set<EventName>(['document.settled', 'favourites.changed'])
export const isRecorded = (name: EventName): boolean => !onlyTold.has(name)

export interface Event<N extends EventName = EventName> {
  id: string
  name: N
  payload: Events[N]
  workspaceId: string | null
  companyId: string | null
  userId: string | null
  at: string
}
