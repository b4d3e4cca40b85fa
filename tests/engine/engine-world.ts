import { randomUUID } from 'node:crypto'
import websocket from '@fastify/websocket'
import * as decoding from 'lib0/decoding'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll } from 'vitest'
import WebSocket from 'ws'
import type { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { messageType, subprotocol } from '@kopa/shared/documents/protocol.ts'
import type { Role } from '@kopa/shared/policy.ts'
import type { Caller } from '../../server/core/context.ts'
import { openConnection, openDatabase, type Database, type OpenConnection } from '../../server/core/database.ts'
import { createLog, type Logger } from '../../server/core/log.ts'
import type { Meter } from '../../server/core/meter.ts'
import { createOutbox } from '../../server/core/outbox.ts'
import { usualCaps, type Caps } from '../../server/documents/caps.ts'
import { openEngine, type Engine } from '../../server/documents/engine.ts'
import type { EngineConfig, ProjectionWriters } from '../../server/documents/engine-parts.ts'
import { registerSync } from '../../server/documents/routes.ts'
import { createDatabase, until } from '../support/services.ts'

/** The document engine alone, on a real PostgreSQL and real sockets: who may do what is said by the test. */
export interface EngineWorld {
  url: string
  engine: Engine
  database: Database
  connectionString: string
  /** Makes a person with a role; their id is also their token. */
  join: (name: string, role?: Role) => Promise<string>
  setRole: (userId: string, role: Role | null) => void
  createDocument: (userId: string) => Promise<string>
  /** Ends this engine in an orderly way and starts another one on the same database. */
  restart: () => Promise<void>
  settled: { documentId: string, before: number, position: number, projection: unknown }[]
}

const closings: (() => Promise<void>)[] = []
afterAll(async () => { for (const close of closings.toReversed()) await close() })

export interface WorldOptions { config?: Partial<EngineConfig>, caps?: Partial<Caps>, connectionString?: string, openConnection?: OpenConnection, /** one node of several; null: without Redis */ redisUrl?: string | null, meter?: Meter, log?: Logger }

export async function startEngine(options: WorldOptions = {}): Promise<EngineWorld> {
  const connectionString = options.connectionString ?? (await createDatabase()).connectionString
  const roles = new Map<string, Role | null>()
  const [companyId, workspaceId] = [randomUUID(), randomUUID()]
  const settled: EngineWorld['settled'] = []
  const projections: ProjectionWriters = { page: async (_transaction, { documentId, before, position, projection }) => { settled.push({ documentId, before, position, projection }) } }
  const start = (port: number) => serve({ connectionString, workspaceId, companyId, roles, projections, options, port })
  let running = await start(0)
  await found(running.database, companyId, workspaceId)
  closings.push(() => running.close())
  return {
    get url() { return running.url },
    get engine() { return running.engine },
    get database() { return running.database },
    connectionString,
    settled,
    async join(name, role = 'editor') {
      const userId = randomUUID()
      await running.database.insertInto('users').values({
        id: userId, companyId, companyRole: 'member', name, email: `${userId}@example.com`, language: 'en', timeZone: 'Europe/Riga', createdAt: new Date(),
      }).execute()
      roles.set(userId, role)
      return userId
    },
    setRole: (userId, role) => { roles.set(userId, role) },
    async createDocument(userId) {
      const id = randomUUID()
      await running.database.transaction().execute(transaction => running.engine.createDocument(transaction, { id, kind: 'page', workspaceId, privateTo: null, userId }))
      return id
    },
    async restart() {
      await running.close()
      running = await start(running.port)
    },
  }
}

interface ServeParts {
  connectionString: string
  workspaceId: string
  companyId: string
  roles: Map<string, Role | null>
  projections: ProjectionWriters
  options: WorldOptions
  port: number
}

async function serve({ connectionString, workspaceId, companyId, roles, projections, options, port: wanted }: ServeParts) {
  const log = createLog('silent')
  const database = openDatabase({ connectionString }, log)
  const app: FastifyInstance = Fastify({ forceCloseConnections: true })
  await app.register(websocket, { options: { maxPayload: usualCaps.frameBytes, perMessageDeflate: false, handleProtocols: (offered: Set<string>) => (offered.has(subprotocol) ? subprotocol : false) } })
  const engine = await openEngine({
    database,
    openConnection: options.openConnection ?? (() => openConnection({ connectionString })),
    log: options.log ?? app.log, outbox: createOutbox(database, app.log), now: () => new Date(), projections,
    caps: options.caps, meter: options.meter,
    config: { quiet: 300, grace: 500, ...options.config },
    cluster: options.redisUrl === undefined ? undefined : { nodeId: randomUUID(), redisUrl: options.redisUrl },
    isSignedIn: async () => true,
    async findAccess({ userId }) {
      const role = roles.get(userId)
      return role ? { role, workspaceId, privateTo: null, person: { name: `name of ${userId}`, companyId, color: 3, companyName: 'Alder' } } : null
    },
  })
  app.addHook('onRequest', async request => { request.caller = callerOf(request.headers.authorization, companyId, roles) })
  registerSync(app, { config: { url: 'http://kopa.test', isUrlSet: true, caps: usualCaps }, documents: engine })
  await app.listen({ host: '127.0.0.1', port: wanted })
  const address = app.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const close = async () => {
    await engine.close()
    await app.close()
    await database.destroy()
  }
  return { url: `ws://127.0.0.1:${port}/sync`, port, engine, database, close }
}

function callerOf(header: string | undefined, companyId: string, roles: Map<string, Role | null>): Caller | null {
  const userId = header?.replace('Bearer ', '') ?? ''
  return roles.has(userId) ? { userId, companyId, companyRole: 'member', name: 'somebody', language: 'en', tokenId: userId } : null
}

async function found(database: Database, companyId: string, workspaceId: string): Promise<void> {
  const createdAt = new Date()
  await database.insertInto('companies').values({ id: companyId, name: 'Alder', language: 'en', timeZone: 'Europe/Riga', createdAt }).execute()
  await database.insertInto('workspaces').values({ id: workspaceId, name: 'Launch', createdAt }).execute()
}

/** A person's editor: the stock y-websocket provider, unchanged, plus what it was told about storage. */
export interface Editor {
  doc: Y.Doc
  provider: WebsocketProvider
  awareness: Awareness
  /** frames acknowledged as durable on the present connection */
  saved: () => number
  closeCodes: number[]
  leave: () => void
}

export interface EditorOptions { doc?: Y.Doc, protocols?: string[], awareness?: boolean }

/** By token (a person of this world), or with the headers of somebody who is signed in. */
export type Credential = string | { headers: Record<string, string> }

const headersOf = (credential: Credential): Record<string, string> =>
  (typeof credential === 'string' ? { authorization: `Bearer ${credential}` } : credential.headers)

export function openEditor(url: string, documentId: string, credential: Credential, { doc = new Y.Doc(), protocols = [subprotocol] }: EditorOptions = {}): Editor {
  class Socket extends WebSocket {
    constructor(address: string, offered?: string | string[]) {
      super(address, offered, { headers: headersOf(credential) })
    }
  }
  // ws is a WebSocket in all that the provider uses.
  const provider = new WebsocketProvider(url, documentId, doc, { WebSocketPolyfill: Socket as never, protocols, disableBc: true, maxBackoffTime: 200 })
  provider.awareness.setLocalState({}) // y-protocols never shows a state with the clock it starts with
  let saved = 0
  provider.messageHandlers[messageType.saved] = (_encoder, decoder) => { saved = decoding.readVarUint(decoder) }
  provider.on('status', ({ status }) => { if (status === 'connected') saved = 0 })
  const closeCodes: number[] = []
  provider.on('connection-close', event => { if (event) closeCodes.push(event.code) })
  const close = async () => provider.destroy()
  closings.push(close)
  return { doc, provider, awareness: provider.awareness, saved: () => saved, closeCodes, leave: () => {
    provider.destroy()
    provider.awareness.destroy() // its timer would keep the document
    // A long story has thousands of editors: who has left is let go.
    closings.splice(closings.indexOf(close), 1)
  } }
}

export const synced = (...editors: Editor[]): Promise<void> => until(() => editors.every(({ provider }) => provider.synced))
export const textOf = ({ doc }: { doc: Y.Doc }): string => doc.getText('title').toJSON()

/** A frame-by-frame client for what a stock provider would never do. */
export interface RawClient { socket: WebSocket, frames: Buffer[], closed: Promise<{ code: number, reason: string }> }

export async function openRaw(url: string, documentId: string, token: string | null, { query = '', headers = {} }: { query?: string, headers?: Record<string, string> } = {}): Promise<RawClient> {
  const socket = new WebSocket(`${url}/${documentId}${query}`, [subprotocol], { headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers } })
  const frames: Buffer[] = []
  socket.on('message', data => { if (Buffer.isBuffer(data)) frames.push(data) })
  const closed = new Promise<{ code: number, reason: string }>(resolve => { socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() })) })
  closings.push(async () => socket.terminate())
  await new Promise((resolve, reject) => { socket.once('open', resolve).once('error', reject) })
  return { socket, frames, closed }
}
