/* Written by `scripts/kopa tables` from the migrated schema; do not edit. */
import type { ColumnType } from 'kysely'

/** A moment: read as a Date, written as a Date or as ISO 8601. */
type Moment = ColumnType<Date, Date | string, Date | string>
/** Written as JSON text: the driver would turn an array into one of PostgreSQL's own. */
type Json = ColumnType<unknown, string, string>
type Bytes = ColumnType<Buffer, Uint8Array, Uint8Array>
/** May be left out when a row is written: the database has a default. */
type Generated<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>

export interface Tables {
  accessTokens: AccessTokensTable
  anchors: AnchorsTable
  boardSides: BoardSidesTable
  boards: BoardsTable
  calendarFeeds: CalendarFeedsTable
  chains: ChainsTable
  companies: CompaniesTable
  documentClients: DocumentClientsTable
  documentUpdates: DocumentUpdatesTable
  documents: DocumentsTable
  events: EventsTable
  files: FilesTable
  headDeliveries: HeadDeliveriesTable
  headReceivers: HeadReceiversTable
  invitations: InvitationsTable
  memberships: MembershipsTable
  pageFavourites: PageFavouritesTable
  pageLinks: PageLinksTable
  pageSides: PageSidesTable
  pageTexts: PageTextsTable
  pageVerifications: PageVerificationsTable
  pageVisits: PageVisitsTable
  pages: PagesTable
  proposals: ProposalsTable
  ruleRuns: RuleRunsTable
  rules: RulesTable
  searchEntries: SearchEntriesTable
  sessions: SessionsTable
  signedHeads: SignedHeadsTable
  signingKeys: SigningKeysTable
  taskPages: TaskPagesTable
  taskPeople: TaskPeopleTable
  tasks: TasksTable
  users: UsersTable
  versions: VersionsTable
  workspaceCompanies: WorkspaceCompaniesTable
  workspaces: WorkspacesTable
}

export interface AccessTokensTable {
  id: string
  userId: string
  name: string
  secretHash: Bytes
  createdAt: Moment
  lastUsedAt: Moment | null
  revokedAt: Moment | null
}

export interface AnchorsTable {
  id: string
  documentId: string
  pieces: Json
  createdAt: Moment
}

export interface BoardSidesTable {
  boardId: string
  companyId: string
  documentId: string
  createdBy: string
  createdAt: Moment
}

export interface BoardsTable {
  id: string
  workspaceId: string
  orderKey: string
  title: Generated<string>
  createdBy: string
  createdAt: Moment
  changedBy: string | null
  changedAt: Moment
  archivedAt: Moment | null
  archivedBy: string | null
  isTemplate: Generated<boolean>
  columnStages: Generated<Json>
}

export interface CalendarFeedsTable {
  userId: string
  secretHash: Bytes
  createdAt: Moment
}

export interface ChainsTable {
  id: string
  kind: 'workspace' | 'company' | 'server'
  sequence: number
  hash: Bytes
}

export interface CompaniesTable {
  id: string
  name: string
  language: string
  timeZone: string
  isDemo: Generated<boolean>
  createdAt: Moment
}

export interface DocumentClientsTable {
  documentId: string
  clientId: number
  userId: string
  boundAt: Generated<Moment>
}

export interface DocumentUpdatesTable {
  documentId: string
  position: number
  userId: string
  clientId: number
  bytes: Bytes
  at: Generated<Moment>
  checksum: number | null
}

export interface DocumentsTable {
  id: string
  kind: 'page' | 'board'
  workspaceId: string
  privateTo: string | null
  epoch: Generated<number>
  snapshot: Bytes | null
  snapshotPosition: Generated<number>
  clocks: Bytes | null
  foldedAt: Moment | null
  flaggedAt: Moment | null
  createdAt: Moment
  unversionedSince: Moment | null
  authorship: Bytes | null
  contentHash: Bytes | null
  snapshotHash: Bytes | null
  checkedPosition: Generated<number>
}

export interface EventsTable {
  id: string
  name: string
  workspaceId: string | null
  companyId: string | null
  userId: string | null
  payload: Json
  at: Moment
  chainId: string
  sequence: number
  previousHash: Bytes
  hash: Bytes
}

export interface FilesTable {
  id: string
  workspaceId: string
  pageId: string | null
  name: string
  contentType: string
  size: number
  sha256: Bytes
  width: number | null
  height: number | null
  createdBy: string
  createdAt: Moment
  boardDocumentId: string | null
}

export interface HeadDeliveriesTable {
  id: string
  headId: string
  companyId: string
  tries: Generated<number>
  nextTryAt: Moment
}

export interface HeadReceiversTable {
  companyId: string
  url: string
  lastArrivedAt: Moment | null
  lastTrouble: string | null
}

export interface InvitationsTable {
  id: string
  workspaceId: string | null
  companyId: string | null
  role: 'admin' | 'editor' | 'suggester' | 'commenter' | 'viewer'
  secretHash: Bytes
  note: Generated<string>
  createdBy: string
  createdAt: Moment
  expiresAt: Moment
  usedAt: Moment | null
  usedBy: string | null
  withdrawnAt: Moment | null
}

export interface MembershipsTable {
  workspaceId: string
  userId: string
  companyId: string
  role: 'admin' | 'editor' | 'suggester' | 'commenter' | 'viewer'
  createdAt: Moment
}

export interface PageFavouritesTable {
  userId: string
  pageId: string
  place: number
}

export interface PageLinksTable {
  documentId: string
  target: string
}

export interface PageSidesTable {
  pageId: string
  companyId: string
  documentId: string
  text: Generated<string>
  createdBy: string
  createdAt: Moment
}

export interface PageTextsTable {
  pageId: string
  position: number
  text: string
  headings: Generated<Json>
  html: Generated<string>
  settings: Generated<Json>
}

export interface PageVerificationsTable {
  pageId: string
  companyId: string
  until: string
  verifiedBy: string
  verifiedAt: Moment
}

export interface PageVisitsTable {
  userId: string
  pageId: string
  openedAt: Moment
}

export interface PagesTable {
  id: string
  workspaceId: string
  parentId: string | null
  orderKey: string
  title: Generated<string>
  createdBy: string
  createdAt: Moment
  changedBy: string | null
  changedAt: Moment
  archivedAt: Moment | null
  archivedBy: string | null
  icon: string | null
  isTemplate: Generated<boolean>
  ownerId: string | null
}

export interface ProposalsTable {
  id: string
  boardId: string
  kind: 'move' | 'handOver' | 'link' | 'removal' | 'calendar' | 'push'
  state: Generated<'open' | 'accepted' | 'declined' | 'withdrawn'>
  fromCompanyId: string
  toCompanyId: string
  tasks: Json
  newCompanyId: string | null
  note: string
  proposedBy: string
  proposedAt: Moment
  decidedBy: string | null
  decidedAt: Moment | null
  links: Generated<Json>
  calendar: Generated<Json>
  answer: Generated<string>
}

export interface RuleRunsTable {
  id: string
  ruleId: string
  boardId: string
  taskId: string
  cause: string
  event: Json
  chainId: string
  depth: number
  state: Generated<'waiting' | 'done' | 'failed' | 'skipped'>
  reason: string | null
  leftOut: number | null
  acts: Generated<Json>
  answered: Generated<Json>
  carriedPosition: number | null
  claimedUntil: Moment | null
  triggeredAt: Moment
  finishedAt: Moment | null
  undoneAt: Moment | null
  undoneBy: string | null
  tries: Generated<number>
  written: Json | null
  undoingBy: string | null
}

export interface RulesTable {
  id: string
  boardId: string
  companyId: string
  name: string
  trigger: Json
  conditions: Json
  acts: Json
  isOn: Generated<boolean>
  offReason: string | null
  failures: Generated<number>
  madeBy: string
  madeAt: Moment
  changedBy: string
  changedAt: Moment
  onSince: Moment
  lastRunAt: Moment | null
  removedAt: Moment | null
}

export interface SearchEntriesTable {
  documentId: string
  kind: 'page' | 'board' | 'task' | 'file'
  itemId: Generated<string>
  piece: Generated<number>
  placeId: string
  workspaceId: string
  privateTo: string | null
  isArchived: boolean
  authorId: string | null
  companyId: string | null
  changedAt: Moment
  title: string
  titleWords: string
  words: string
}

export interface SessionsTable {
  id: string
  userId: string
  expiresAt: Moment
  createdAt: Generated<Moment>
  userAgent: Generated<string>
}

export interface SignedHeadsTable {
  id: string
  chainId: string
  hour: Moment
  sequence: number
  hash: Bytes
  signedAt: Moment
  keyId: string
  signature: Bytes
}

export interface SigningKeysTable {
  id: string
  publicKey: Bytes
  privateKey: Bytes
  createdAt: Moment
  retiredAt: Moment | null
}

export interface TaskPagesTable {
  pageId: string
  documentId: string
  taskId: string
  boardId: string
  text: Generated<string>
  createdBy: string
  createdAt: Moment
}

export interface TaskPeopleTable {
  documentId: string
  taskId: string
  userId: string
}

export interface TasksTable {
  documentId: string
  taskId: string
  boardId: string
  title: string
  stage: 'open' | 'active' | 'waiting' | 'done'
  companyId: string | null
  priority: 'urgent' | 'high' | 'medium' | 'low' | null
  deadlineDay: string | null
  deadlineAt: Moment | null
  dueAt: Generated<Moment | null>
  percent: number
  start: string | null
  finish: string | null
  parent: string | null
  rank: string
  columnId: string | null
  labels: Json | null
  lateFinish: string | null
}

export interface UsersTable {
  id: string
  companyId: string
  companyRole: 'admin' | 'member'
  name: string
  email: string
  passwordHash: string | null
  language: string
  timeZone: string
  suspendedAt: Moment | null
  createdAt: Moment
}

export interface VersionsTable {
  id: string
  documentId: string
  epoch: number
  position: number
  reason: 'idle' | 'work' | 'named' | 'restore'
  name: Generated<string>
  createdBy: string | null
  createdAt: Moment
  contentHash: Bytes
  keyframeId: string | null
  bytes: Bytes
  stateSize: number
  privateTo: string | null
}

export interface WorkspaceCompaniesTable {
  workspaceId: string
  companyId: string
  color: number
  joinedAt: Moment
}

export interface WorkspacesTable {
  id: string
  name: string
  createdAt: Moment
}
