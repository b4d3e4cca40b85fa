import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '@kopa/shared/errors.ts'
import type { Contract, Input, Operation, Result } from '@kopa/shared/contract.ts'
import { can, type Action } from '@kopa/shared/policy.ts'
import { minute } from '@kopa/shared/time.ts'
import { contextFor, type Caller, type ContextParts, type MemberContext, type PublicContext, type SignedInContext } from './context.ts'
import { addressOf, triesPerMinute } from './tries.ts'

declare module 'fastify' {
  interface FastifyRequest { caller: Caller | null }
}

type ContextOf<O extends Operation> =
  O['action'] extends 'public' ? PublicContext
  : O['action'] extends 'signedIn' ? SignedInContext
  : MemberContext

/** What only a few handlers need: cookies, uploaded streams, downloads. */
export interface Exchange { request: FastifyRequest, reply: FastifyReply }

/** An operation without a result is answered with an empty object. */
type Answer<O extends Operation> = Result<O> | FastifyReply | (object extends Result<O> ? void : never)

export type Handlers<C extends Contract> = {
  [K in keyof C]: (context: ContextOf<C[K]>, input: Input<C[K]>, exchange: Exchange) => Promise<Answer<C[K]>>
}

/** Finds the caller's membership; null when there is none. Passed in, because core knows no capability. */
export type FindActor = (caller: Caller, workspaceId: string) => Promise<MemberContext['actor'] | null>

export interface MountParts extends ContextParts {
  findActor: FindActor
  /** Multiplies every `triesPerMinute`: 1 but where many people share one address, as in tests. */
  triesFactor: number
}

/** Turns a contract and its handlers into Fastify routes: schemas, policy at the door, typed handler. */
export function mount<C extends Contract>(app: FastifyInstance, contract: C, handlers: Handlers<C>, parts: MountParts): void {
  for (const [name, operation] of Object.entries(contract)) {
    const handler = handlers[name as keyof C]
    const countTry = triesCounter(app, operation, parts.triesFactor)
    app.route({
      method: operation.method,
      url: `/api${operation.path}`,
      schema: schemaOf(name, operation),
      preValidation: async request => { if (operation.mayLackBody && request.headers['content-type'] === undefined) request.body ??= {} },
      config: limitOf(operation, parts.triesFactor),
      handler: async (request, reply) => {
        const input = inputOf(operation, request)
        await countTry(request, input)
        const context = await admit(operation, contextFor(parts, request.caller), input, parts.findActor)
        reply.header('cache-control', 'no-store')
        // The door above made exactly the context that this operation's action asks for.
        const result = await handler(context as never, input as never, { request, reply })
        return reply.sent ? reply : result ?? {}
      },
    })
  }
}

/** Only what a schema has checked, and the address last: nothing in a body can pose as the id in the path. */
function inputOf({ params, query, body }: Operation, request: FastifyRequest): Record<string, unknown> {
  const input = { ...(body && asObject(request.body)), ...(query && asObject(request.query)), ...(params && asObject(request.params)) }
  const unwritable = Object.entries(input).filter(([, value]) => typeof value === 'string' && !isWritable(value))
  if (unwritable.length) throw new AppError('invalid', { fields: unwritable.map(([name]) => name).join(', ') })
  return input
}

const asObject = (value: unknown): Record<string, unknown> => (typeof value === 'object' && value !== null ? { ...value } : {})

/** Halves of characters and the zero character cannot be stored as text. */
const isWritable = (text: string): boolean => text.isWellFormed() && !text.includes('\0')

const limitOf = ({ action, triesPerMinute: most }: Operation, factor: number): object =>
  (most ? triesPerMinute(most * factor, { isPublic: action === 'public' }) : {})

type CountTry = (request: FastifyRequest, input: Record<string, unknown>) => Promise<void>

function triesCounter(app: FastifyInstance, { triesPerValue }: Operation, factor: number): CountTry {
  if (!triesPerValue) return async () => {}
  const { field, perMinute } = triesPerValue
  const tried = new WeakMap<FastifyRequest, string>()
  const keyGenerator = (request: FastifyRequest) => `${addressOf(request)} ${tried.get(request) ?? ''}`
  const count = app.createRateLimit({ max: perMinute * factor, timeWindow: minute, keyGenerator })
  return async (request, input) => {
    tried.set(request, String(input[field]).trim().toLowerCase())
    const tries = await count(request)
    if (!tries.isAllowed && tries.isExceeded) throw new AppError('tooManyTries', { seconds: tries.ttlInSeconds })
  }
}

/** The door: is somebody signed in, are they in the workspace, has their role the right at all? */
async function admit(operation: Operation, context: PublicContext, input: Record<string, unknown>, findActor: FindActor): Promise<PublicContext | MemberContext> {
  if (operation.action === 'public') return context
  const { caller } = context
  if (!caller) throw new AppError('signInNeeded')
  if (operation.action === 'signedIn') return { ...context, caller }
  return admitMember({ ...context, caller }, String(input.workspaceId), operation.action, findActor)
}

/** Who is not in a workspace does not learn that it exists. */
export async function admitMember(context: SignedInContext, workspaceId: string, action: Action, findActor: FindActor): Promise<MemberContext> {
  const actor = await findActor(context.caller, workspaceId)
  if (!actor) throw new AppError('notFound')
  if (!can(actor, action)) throw new AppError('forbidden')
  return { ...context, actor, workspaceId }
}

function schemaOf(name: string, operation: Operation): Record<string, unknown> {
  const { params, query, body, summary } = operation
  return {
    operationId: name,
    summary,
    tags: [operation.path.split('/')[1] ?? 'kopa'],
    ...(operation.action === 'public' ? { security: [] } : {}),
    ...(operation.upload ? { consumes: ['multipart/form-data'] } : {}),
    ...(params && { params }),
    ...(query && { querystring: query }),
    ...(body && { body }),
    response: { 200: answerOf(operation), '4xx': errorShape, '5xx': errorShape },
  }
}

/** What is downloaded, and lines that tell how far it is, go out as they are: these schemas are for readers. */
function answerOf({ download, progress, result }: Operation): object {
  const media = progress === 'lines' ? ['application/x-ndjson'] : download
  if (!media) return result
  return { description: 'A file', content: Object.fromEntries(media.map(type => [type, { schema: { type: 'string', format: 'binary' } }])) }
}

const errorShape = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message'],
      properties: {
        code: { type: 'string' },
        message: { type: 'string', description: 'A sentence for the person, in their language.' },
        details: { type: 'object', additionalProperties: true },
      },
    },
  },
}
