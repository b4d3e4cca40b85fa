import { t } from '@lingui/core/macro'
import { i18n } from '@lingui/core'
import type { Contract, Input, Operation, Progress, Result } from '@kopa/shared/contract.ts'
import type { ErrorCode } from '@kopa/shared/errors.ts'
import { ApiError } from './api-error.ts'

type File = { file: Blob }
type Sent<O extends Operation> = O['upload'] extends 'form' ? Input<O> & File : Input<O>
type Arguments<O extends Operation> = unknown extends Sent<O> ? [input?: undefined, options?: CallOptions] : [input: Sent<O>, options?: CallOptions]

export interface CallOptions { signal?: AbortSignal, /** Of an operation that tells how far it is. */ onProgress?: (progress: Progress) => void }

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
  if (operation.download) return response.blob()
  if (operation.progress === 'lines') return readLines(response, options.onProgress)
  return response.json()
}

interface Line { progress?: Progress, result?: unknown, error?: Refusal['error'] }

/** The last line says what came of it; one that is missing says that the connection broke. */
async function readLines({ body, status }: Response, onProgress: CallOptions['onProgress']): Promise<unknown> {
  let rest = ''
  let last: Line = {}
  const take = (text: string): void => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      last = JSON.parse(line) as Line
      if (last.progress) onProgress?.(last.progress)
    }
  }
  if (body) for await (const text of textsOf(body)) take(text)
  if (last.error) throw new ApiError(last.error.code, last.error.message, status, last.error.details)
  if (!('result' in last)) throw brokenOff()
  return last.result
}

async function * textsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const [reader, decoder] = [body.getReader(), new TextDecoder()]
  for (let read = await reader.read(); !read.done; read = await reader.read()) yield decoder.decode(read.value, { stream: true })
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
    form.append('file', file as Blob) // under its own name, if it has one
    return form
  }
  return operation.body ? JSON.stringify(Object.fromEntries(fields)) : null
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw brokenOff()
  }
}

const brokenOff = (): ApiError => new ApiError('offline', t`Kopa cannot be reached. Nothing was changed; try again when you are connected.`)

interface Refusal { error: { code: ErrorCode, message: string, details?: Record<string, string | number> } }

async function toError(response: Response): Promise<ApiError> {
  const refusal = await response.json().catch(() => null) as Refusal | null
  if (refusal?.error) return new ApiError(refusal.error.code, refusal.error.message, response.status, refusal.error.details)
  return new ApiError('broken', t`The server could not answer this. Nothing was changed; please try again.`, response.status)
}
