import { type Static, type TObject, type TSchema, Type } from 'typebox'
import type { Action } from './policy.ts'

/**
 * One HTTP operation, written once: the server mounts it, the client calls it, /api/docs prints it.
 *
 * `action` names the row of the policy table that is asked at the door:
 * - 'public': anybody, signed in or not
 * - 'signedIn': any signed-in person; the command decides about the rest
 * - an Action: the person's role in the workspace named by `params.workspaceId` must have it
 */
export interface Operation {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** Below /api, with `:name` parameters. */
  path: string
  action: Action | 'public' | 'signedIn'
  /** One sentence for the OpenAPI page. */
  summary: string
  params?: TObject
  query?: TObject
  body?: TObject
  /** Programs from before there was anything to say send none; all in it is optional. */
  mayLackBody?: boolean
  result: TSchema
  /** Tries per minute: of a signed-in person, or, at public doors, of an address; for what somebody may hammer. */
  triesPerMinute?: number
  /** Further tries per minute, by address and by what stands in this field of the body: one person's mistakes lock nobody else out. */
  triesPerValue?: { field: string, perMinute: number }
  /** 'form': the body is multipart/form-data with one file; it is not described by a schema. */
  upload?: 'form'
  /** The answer is a file of one of these media types, not JSON. */
  download?: readonly string[]
  /** The answer comes as lines of JSON: how far it is (`{ progress }`), at the end what came of it (`{ result }` or `{ error }`). */
  progress?: 'lines'
}

/** So much of so much is done. */
export interface Progress { done: number, of: number }

export type Contract = Readonly<Record<string, Operation>>

export const defineContract = <const C extends Contract>(contract: C): C => contract

type Part<O extends Operation, K extends 'params' | 'query' | 'body'> = O[K] extends TSchema ? Static<O[K]> : unknown

/** Everything a caller passes: parameters, query and body as one object (names never clash). */
export type Input<O extends Operation> = Part<O, 'params'> & Part<O, 'query'> & Part<O, 'body'>

export type Result<O extends Operation> = Static<O['result']>

/** An object schema that refuses unknown fields (mass assignment) and, as a result, never lets one out. */
export const Shape = <P extends Record<string, TSchema>>(properties: P) => Type.Object(properties, { additionalProperties: false })

export const Id = Type.String({ format: 'uuid' })
/** A moment on the time line, ISO 8601 in UTC. */
export const Instant = Type.String({ format: 'date-time' })
export const Nothing = Shape({})
export const OneOf = <const V extends readonly string[]>(values: V) => Type.Unsafe<V[number]>({ type: 'string', enum: values })
export const OrNull = <S extends TSchema>(schema: S) => Type.Unsafe<Static<S> | null>({ ...schema, nullable: true })
