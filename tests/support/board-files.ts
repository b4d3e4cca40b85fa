import type { Progress, Result } from '@kopa/shared/contract.ts'
import type { ImportPreview, transfer } from '@kopa/shared/transfer/contract.ts'
import type { ExportFormat } from '@kopa/shared/transfer/kinds.ts'
import type { BoardWorld } from './board-client.ts'
import type { Person } from './world.ts'

export interface Taken { status: number, type: string | null, name: string, bytes: Uint8Array, text: string }

/** A board as a file, as a browser saves it. */
export async function takeBoard(person: Person, { workspaceId, boardId }: BoardWorld['one'], format: ExportFormat | 'other', { headers = {}, include }: { headers?: Record<string, string>, include?: string } = {}): Promise<Taken> {
  const response = await fetch(`${person.url}/api/workspaces/${workspaceId}/boards/${boardId}/export?format=${format}${include === undefined ? '' : `&include=${include}`}`, { headers: { ...person.headers, ...headers } })
  const bytes = new Uint8Array(await response.arrayBuffer())
  const name = decodeURIComponent(/filename\*=UTF-8''(.*)$/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? '')
  return { status: response.status, type: response.headers.get('content-type'), name, bytes, text: new TextDecoder().decode(bytes) }
}

export interface Brought<R> { status: number, progress: Progress[], result: R | null, error: { code: string, message: string, details: Record<string, string | number> } | null }
export interface BroughtFile { name: string, content: string | Uint8Array, query?: Record<string, string>, signal?: AbortSignal }

async function bring<R>(person: Person, path: string, { name, content, query = {}, signal }: BroughtFile): Promise<Brought<R>> {
  const form = new FormData()
  form.append('file', new Blob([typeof content === 'string' ? content : Uint8Array.from(content)]), name)
  const response = await fetch(`${person.url}/api${path}?${new URLSearchParams(query)}`, { method: 'POST', headers: person.headers, body: form, ...signal && { signal } })
  const lines = (await response.text()).split('\n').filter(line => line !== '').map(line => JSON.parse(line) as { progress?: Progress, result?: R, error?: Brought<R>['error'] })
  const last = lines.at(-1)
  const isPlain = last !== undefined && !('result' in last) && !('error' in last)
  return { status: response.status, progress: lines.flatMap(({ progress }) => progress ?? []), result: last?.result ?? (isPlain ? last as R : null), error: last?.error ?? null }
}

export const previewFile = (person: Person, workspaceId: string, file: BroughtFile): Promise<Brought<ImportPreview>> => bring(person, `/workspaces/${workspaceId}/imports/preview`, file)
/** Makes a board of a file. */
export const bringFile = (person: Person, workspaceId: string, file: BroughtFile): Promise<Brought<Result<typeof transfer.importBoard>>> => bring(person, `/workspaces/${workspaceId}/imports`, file)
