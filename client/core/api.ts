import { t } from '@lingui/core/macro'
import { i18n } from '@lingui/core'
import type { Contract, Input, Operation, Result } from '@kopa/shared/contract.ts'
import type { ErrorCode } from '@kopa/shared/errors.ts'
import { ApiError } from './api-error.ts'

type File = { file: Blob }
type Sent<O extends Operation> = O['upload'] extends 'form' ? Input<O> & File : Input<O>
type Arguments<O extends Operation> = unknown extends Sent<O> ? [input?: undefined, options?: CallOptions] : [input: Sent<O>, options?: CallOptions]

export interface CallOptions { signal?: AbortSignal }

/** What a contract looks like from the browser: a typed function for every operation. */
export type Api<C extends Contract> = { readonly [K in keyof C]: (...args: Arguments<C[K]>) => Promise<Result<C[K]>> }

/** Turns a contract into calls. Every refusal and every broken connection arrives as an ApiError with a sentence to show. */
export function makeApi<C extends Contract>(contract: C): Api<C> {
  const calls = Object.entries(contract).map(([name, operation]) => [
    name,
    (input: Record<string, unknown> = {}, options: CallOptions = {}) => call(operation, input, options),
  ])
  return Object.fromEntries(calls) as Api<C>
}

async function call(operation: Operation, input: Record<string, unknown>, options: CallOptions): Promise<unknown> {
  const request = toRequest(operation, input)
  const response = await send(request.url, { ...request.init, signal: options.signal ?? null })
  if (!response.ok) throw await toError(response)
  if (operation.download === 'bytes') return response.blob()
  return response.json()
}

/** The file is taken out before the fields are dealt to path, query and body; names never clash. */
function toRequest(operation: Operation, { file, ...fields }: Record<string, unknown>): { url: string, init: RequestInit } {
  const left = new Map(Object.entries(fields).filter(([, value]) => value !== undefined))
  const path = operation.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(take(left, name))))
  const query = new URLSearchParams()
  for (const name of Object.keys(operation.query?.properties ?? {})) {
    if (left.has(name)) query.set(name, String(take(left, name)))
  }
  const url = `/api${path}${query.size > 0 ? `?${query}` : ''}`
  return { url, init: { method: operation.method, headers: headersFor(operation), body: bodyFor(operation, left, file) } }
}

function take(fields: Map<string, unknown>, name: string): unknown {
  const value = fields.get(name)
  fields.delete(name)
  return value
}

/** Another site cannot send X-Kopa-Request without our consent, so the server takes it as proof that the call is ours. */
function headersFor(operation: Operation): Record<string, string> {
  const headers: Record<string, string> = { 'Accept-Language': i18n.locale || 'en' }
  if (operation.method !== 'GET') headers['X-Kopa-Request'] = '1'
  if (operation.body) headers['Content-Type'] = 'application/json'
  return headers
}

function bodyFor(operation: Operation, fields: Map<string, unknown>, file: unknown): BodyInit | null {
  if (operation.upload === 'form') {
    const form = new FormData()
    form.append('file', file as Blob)
    return form
  }
  return operation.body ? JSON.stringify(Object.fromEntries(fields)) : null
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw new ApiError('offline', t`Kopa cannot be reached. Nothing was changed; try again when you are connected.`)
  }
}

interface Refusal { error: { code: ErrorCode, message: string, details?: Record<string, string | number> } }

async function toError(response: Response): Promise<ApiError> {
  const refusal = await response.json().catch(() => null) as Refusal | null
  if (refusal?.error) return new ApiError(refusal.error.code, refusal.error.message, response.status, refusal.error.details)
  return new ApiError('broken', t`The server could not answer this. Nothing was changed; please try again.`, response.status)
}
