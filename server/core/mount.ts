import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '@kopa/shared/errors.ts'
import type { Contract, Input, Operation, Result } from '@kopa/shared/contract.ts'
import { can, type Action } from '@kopa/shared/policy.ts'
import { contextFor, type Caller, type ContextParts, type MemberContext, type PublicContext, type SignedInContext } from './context.ts'

declare module 'fastify' {
  interface FastifyRequest { caller: Caller | null }
}

type ContextOf<O extends Operation> =
  O['action'] extends 'public' ? PublicContext
  : O['action'] extends 'signedIn' ? SignedInContext
  : MemberContext

/** What only a few handlers need: cookies, uploaded streams, downloads. */
export interface Exchange { request: FastifyRequest, reply: FastifyReply }

export type Handlers<C extends Contract> = {
  [K in keyof C]: (context: ContextOf<C[K]>, input: Input<C[K]>, exchange: Exchange) => Promise<Result<C[K]> | FastifyReply>
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
    app.route({
      method: operation.method,
      url: `/api${operation.path}`,
      schema: schemaOf(name, operation),
      config: limitOf(operation, parts.triesFactor),
      handler: async (request, reply) => {
        const input = { ...asObject(request.params), ...asObject(request.query), ...asObject(request.body) }
        const context = await admit(operation, contextFor(parts, request.caller), input, parts.findActor)
        // The door above made exactly the context that this operation's action asks for.
        const result = await handler(context as never, input as never, { request, reply })
        return reply.sent ? reply : result
      },
    })
  }
}

const limitOf = ({ triesPerMinute }: Operation, factor: number): object =>
  (triesPerMinute ? { rateLimit: { max: triesPerMinute * factor, timeWindow: 60_000 } } : {})

const asObject = (value: unknown): Record<string, unknown> => (typeof value === 'object' && value !== null ? { ...value } : {})

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
  const { params, query, body, result, summary } = operation
  return {
    operationId: name,
    summary,
    tags: [operation.path.split('/')[1] ?? 'kopa'],
    ...(operation.action === 'public' ? { security: [] } : {}),
    ...(operation.upload ? { consumes: ['multipart/form-data'] } : {}),
    ...(params && { params }),
    ...(query && { querystring: query }),
    ...(body && { body }),
    ...(operation.download ? {} : { response: { 200: result, '4xx': errorShape, '5xx': errorShape } }),
  }
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
