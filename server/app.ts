import { randomUUID } from 'node:crypto'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import websocket from '@fastify/websocket'
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import { closeCode, subprotocol } from '@kopa/shared/documents/protocol.ts'
import { mostFileBytes } from '@kopa/shared/files/contract.ts'
import { type NoteRefusal, watchRefusedRequests } from './audit/refused-requests.ts'
import { registerAudit } from './audit/routes.ts'
import { portSentence } from './check-settings.ts'
import type { Config, MetricsConfig } from './config.ts'
import { batched } from './core/batched.ts'
import { registerApiDocs } from './core/api-docs.ts'
import { answerGarbage, answerUnreadable } from './core/broken-requests.ts'
import { registerClientFiles } from './core/client-files.ts'
import { contentSecurityPolicy } from './core/content-security-policy.ts'
import type { Caller, Transaction } from './core/context.ts'
import { takeEmptyBodies } from './core/empty-body.ts'
import { registerErrorHandler } from './core/error-handler.ts'
import { type Database, poolFigures, type OpenConnection } from './core/database.ts'
import { createMetrics, type Figures, type Metrics } from './core/metrics.ts'
import { openMetricsDoor, type MetricsDoor } from './core/metrics-door.ts'
import { type HearingConfig, hearNotices } from './core/notices.ts'
import { createOutbox, type Outbox } from './core/outbox.ts'
import type { Tables } from './core/tables.ts'
import { openEngine, type Engine } from './documents/engine.ts'
import { registerSync } from './documents/routes.ts'
import { fileCopying } from './files/copy-commands.ts'
import { registerFiles } from './files/routes.ts'
import { createFileStorage } from './files/storage.ts'
import { plantBoard } from './boards/commands.ts'
import { writeTaskPageText } from './boards/projection.ts'
import { registerMyWork } from './boards/my-work-routes.ts'
import { registerProposals } from './boards/proposal-routes.ts'
import { listDocumentsOf } from './boards/queries.ts'
import { listSidesOf } from './pages/queries.ts'
import { registerBoards } from './boards/routes.ts'
import { registerRules } from './boards/rule-routes.ts'
import { settleBoard } from './boards/settled-board.ts'
import { listenForScreens } from './live/listeners.ts'
import { registerLive, type Live } from './live/socket.ts'
import { plantPage } from './pages/commands.ts'
import { writePageLinks, writePageProjection, writePageSideText, type SettledPage } from './pages/projection.ts'
import { findFirstLook } from './pages/first-look.ts'
import { registerPages } from './pages/routes.ts'
import { addPerson, createCompany } from './people/commands.ts'
import { registerCaller, registerPeople, type PeopleParts } from './people/routes.ts'
import { isStillSignedIn } from './people/queries.ts'
import { createSessions } from './people/sessions.ts'
import { writeBoardEntries, writeFileEntry, writePageEntries } from './search/projection.ts'
import { registerSearch } from './search/routes.ts'
import { registerTransfer } from './transfer/routes.ts'
import { registerVersions } from './versions/routes.ts'
import type { PlantingTools } from './welcome/plant.ts'
import { registerWelcome } from './welcome/routes.ts'
import { checkMayInvite, insertWorkspace, joinWorkspace } from './workspaces/commands.ts'
import { findAccesses, findActor, listWorkspaces, type AccessQuestion } from './workspaces/queries.ts'
import { registerWorkspaces } from './workspaces/routes.ts'

export interface AppParts {
  config: Config
  database: Kysely<Tables>
  /** A connection of its own, outside the pool: the log's writer keeps one for itself. */
  openConnection: OpenConnection
  log: Logger
  triesFactor?: number
  /** Milliseconds: how often it is looked whether heads of the audit are to be signed or sent. */
  headsEvery?: number
  hearing?: Partial<HearingConfig>
}

/** Puts the house together: every capability by name, and what listens to their events. */
export async function buildApp({ config, database, openConnection, log, triesFactor = 1, headsEvery = 5000, hearing: hearingConfig }: AppParts): Promise<FastifyInstance> {
  const app = createServer(config, log)
  const metrics = config.metrics ? createMetrics() : undefined
  registerErrorHandler(app, metrics?.meter)
  await registerPlugins(app, config)

  const nodeId = randomUUID()
  const outbox = createOutbox(database, app.log, nodeId)
  const hearing: Hearing = { isDeaf: false, config: hearingConfig }
  const isShut = () => hearing.isDeaf
  const documents = await openEngine({
    database, openConnection, log: app.log, now: () => new Date(), meter: metrics?.meter,
    findAccess: askerForAccess(database), isShut, isSignedIn: caller => isStillSignedIn(database, caller, new Date()),
    projections: { page: writePage, board: writeBoard },
    onPresence: ({ workspaceId, privateTo }) => live.tellWorkspace(workspaceId, { about: 'presence', workspaceId }, privateTo),
    outbox, caps: config.caps,
    cluster: config.databaseUrl === null ? undefined : { nodeId, redisUrl: config.redisUrl },
  })
  // Before the server stops listening: people get their last acknowledgements and are told to come back.
  app.addHook('preClose', () => documents.close())

  const noteRefusal = watchRefusedRequests(app, { database, config, log: app.log, outbox })
  const parts = {
    database, config, log: app.log, outbox, documents, triesFactor, headsEvery, noteRefusal,
    findActor: (caller: Caller, workspaceId: string) => findActor(database, caller, workspaceId),
    sessions: createSessions(database, config),
    joinWorkspace, checkMayInvite,
  }
  registerCaller(app, parts)
  registerCapabilities(app, parts)
  const live = registerLive(app, { config, noteRefusal, isShut, lookUp: caller => findLiveWorkspaces(database, caller) })
  app.addHook('preClose', async () => live.close())
  listenForScreens({ outbox, live, documents, listDocumentsOf: boardId => listDocumentsOf(database, boardId), listSidesOf: pageIds => listSidesOf(database, pageIds) })
  await listenToOthers(app, { openConnection, nodeId, outbox, live, documents, hearing })

  if (config.metrics && metrics) showMetrics(app, { config: config.metrics, metrics, read: () => ({ ...documents.figures, liveSockets: live.count, pool: poolFigures(database) }) })
  registerHealth(app, documents)
  await registerClientFiles(app, async (caller, path) => isShut() ? null : findFirstLook(parts, caller, path))
  return app
}

function askerForAccess(database: Database): Engine['findAccess'] {
  const ask = batched((questions: readonly AccessQuestion[]) => findAccesses(database, questions))
  return ({ userId }, documentId) => ask({ userId, documentId })
}

/** While this node is deaf nobody is let in. */
interface Hearing { isDeaf: boolean, config: Partial<HearingConfig> | undefined }
interface Hearers { openConnection: OpenConnection, nodeId: string, outbox: Outbox, live: Live, documents: Engine, hearing: Hearing }

/** What other nodes and the command line decide reaches what is open here; whoever cannot be told of it is closed. */
async function listenToOthers(app: FastifyInstance, { openConnection, nodeId, outbox, live, documents, hearing }: Hearers): Promise<void> {
  const ear = await hearNotices({
    openConnection, nodeId, log: app.log, tell: outbox.tell, config: hearing.config,
    async missed() {
      hearing.isDeaf = false
      live.closeAll()
      await documents.judgeAnew()
    },
    deaf() {
      hearing.isDeaf = true
      live.closeAll()
      documents.closeSockets({}, closeCode.notStored)
    },
  })
  app.addHook('onClose', () => ear.stop())
}

interface MetricsParts { config: MetricsConfig, metrics: Metrics, read: () => Figures }

function showMetrics(app: FastifyInstance, { config, metrics, read }: MetricsParts): void {
  let door: MetricsDoor | null = null
  app.addHook('onReady', async () => {
    door = await openMetricsDoor(config, () => metrics.read(read()), metrics.contentType)
      .catch((error: unknown) => { throw portSentence(config.host, config.port, error, 'KOPA_METRICS_') })
  })
  app.addHook('onClose', async () => {
    await door?.close()
    metrics.close()
  })
}

function createServer(config: Config, log: Logger): FastifyInstance {
  // Fastify takes its type from the logger; all it needs to know is that it is one.
  const loggerInstance: FastifyBaseLogger = log
  return Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 1024 * 1024,
    trustProxy: config.trustedProxies,
    forceCloseConnections: 'idle',
    // Fastify's own 503 leaves the connection of a refused upgrade open, and the stop would wait for it for ever.
    return503OnClosing: false,
    frameworkErrors: answerUnreadable,
    clientErrorHandler: answerGarbage,
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false } },
  })
}

/** The workspaces of somebody who is still signed in; null when they are not. */
async function findLiveWorkspaces(database: Kysely<Tables>, caller: Caller): Promise<string[] | null> {
  if (!await isStillSignedIn(database, caller, new Date())) return null
  return (await listWorkspaces(database, caller.userId)).map(({ id }) => id)
}

function registerCapabilities(app: FastifyInstance, parts: PeopleParts & { documents: Engine, noteRefusal: NoteRefusal, headsEvery: number }): void {
  registerPeople(app, parts)
  registerWorkspaces(app, parts)
  const files = fileCopying({ storage: createFileStorage(parts.config.dataFolder), noteFile: writeFileEntry, database: parts.database, log: parts.log })
  registerPages(app, { ...parts, files })
  registerBoards(app, { ...parts, files })
  registerMyWork(app, parts)
  registerProposals(app, parts)
  registerRules(app, parts)
  registerFiles(app, { ...parts, noteFile: writeFileEntry })
  registerSearch(app, parts)
  registerVersions(app, parts)
  registerTransfer(app, { ...parts, plantBoard: (context, work, board) => plantBoard(context, work, board, parts.documents) })
  registerSync(app, parts)
  registerAudit(app, parts)
  registerWelcome(app, { ...parts, startSession: parts.sessions.start, planting: plantingTools(parts.documents) })
}

/** A document of kind page is a page of the tree, what a company keeps for itself in one, or describes a task. */
async function writePage(transaction: Transaction, settled: SettledPage): Promise<void> {
  const isOfTree = await writePageProjection(transaction, settled) || await writePageSideText(transaction, settled)
  if (!isOfTree) await writeTaskPageText(transaction, settled)
  await writePageEntries(transaction, settled.documentId)
  await writePageLinks(transaction, settled)
}

async function writeBoard(transaction: Transaction, settled: Parameters<typeof settleBoard>[1]): ReturnType<typeof settleBoard> {
  const others = await settleBoard(transaction, settled)
  await writeBoardEntries(transaction, settled.documentId)
  return others
}

const plantingTools = (documents: Engine): PlantingTools =>
  ({ createCompany, addPerson, insertWorkspace, joinWorkspace, plantPage: (work, page) => plantPage(work, page, documents) })

/** Bytes: browsers send larger ones. Each takes memory besides what is in it. */
const smallestFragment = 8 * 1024

/** 200 only when a page could be opened and saved now. */
function registerHealth(app: FastifyInstance, documents: Engine): void {
  app.get('/api/health', { schema: { hide: true }, logLevel: 'silent' }, async (_request, reply) => {
    await documents.checkHealth()
    return reply.header('cache-control', 'no-store').send({ status: 'ok' })
  })
}

async function registerPlugins(app: FastifyInstance, config: Config): Promise<void> {
  const isSecure = config.url.startsWith('https:')
  await app.register(helmet, {
    global: false,
    contentSecurityPolicy,
    strictTransportSecurity: isSecure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginOpenerPolicy: isSecure,
    originAgentCluster: isSecure,
  })
  takeEmptyBodies(app)
  await app.register(rateLimit, { global: false })
  await app.register(multipart, { throwFileSizeLimit: false, limits: { files: 1, fields: 5, parts: 6, fileSize: mostFileBytes * 20, headerPairs: 50 } })
  await app.register(websocket, {
    preClose: done => done(), // whoever opened a socket closes it, with its own words
    options: {
      maxPayload: config.caps.frameBytes,
      maxFragments: config.caps.frameBytes / smallestFragment,
      perMessageDeflate: false,
      handleProtocols: (offered: Set<string>) => (offered.has(subprotocol) ? subprotocol : false),
    },
  })
  // For pages: nobody looks at what answers an upgrade, and after a restart hundreds come at once.
  app.addHook('onRequest', (request, reply, done) => {
    if (!request.ws) reply.helmet()
    done()
  })
  await registerApiDocs(app)
}
