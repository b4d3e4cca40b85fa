import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { Value } from 'typebox/value'
import type { Progress, Result } from '@kopa/shared/contract.ts'
import { AppError } from '@kopa/shared/errors.ts'
import { isTimeZone } from '@kopa/shared/time.ts'
import { ChosenPeople, type ImportPreview, type transfer } from '@kopa/shared/transfer/contract.ts'
import { Mapping } from '@kopa/shared/transfer/mapping.ts'
import type { MemberContext, Work } from '../core/context.ts'
import { findTimeZone, listNames, listPeople } from './queries.ts'
import type { ComposedPart, FileToRead } from './transfer-jobs.ts'
import type { TransferThreads } from './transfer-threads.ts'

type Imported = Result<typeof transfer.importBoard>

/** Given in by server/app.ts: a board is made by its own capability. */
export type PlantBoard = (context: MemberContext, work: Work, board: ComposedPart & { title: string, isPrivate: boolean, pages: readonly (ComposedPart & { taskId: string, text: string })[] }) => Promise<Imported['board']>

export interface Importing { threads: TransferThreads, plantBoard: PlantBoard, signal: AbortSignal }
export interface Wanted { mapping?: string | undefined, people?: string | undefined, sees?: 'workspace' | 'company' | undefined }

/** What a file is and would become. Nothing is kept of it. */
export const previewImport = (context: MemberContext, wanted: Wanted, request: FastifyRequest, { threads, signal }: Importing): Promise<ImportPreview> =>
  withUpload(context, request, wanted, read => threads.ask<'preview'>({ task: 'preview', ...read }, { signal }))

/** Makes a board of a file: all of it in one transaction, or nothing. Who stops before its end changes nothing. */
export function importBoard(context: MemberContext, wanted: Wanted, request: FastifyRequest, { threads, plantBoard, signal, onProgress }: Importing & { onProgress: (progress: Progress) => void }): Promise<Imported> {
  const { workspaceId, actor: { userId, companyId } } = context
  const isPrivate = wanted.sees === 'company'
  return withUpload(context, request, wanted, async read => {
    const { board, pages, preview } = await threads.ask<'compose'>({ task: 'compose', ...read, userId }, { signal, onProgress })
    return context.write(async work => {
      const entry = await plantBoard(context, work, { ...board, pages, title: preview.title, isPrivate })
      await work.emit('board.imported', { workspaceId, boardId: board.id, kind: preview.kind, tasks: preview.counts.tasks, privateTo: isPrivate ? companyId : null })
      signal.throwIfAborted()
      return { board: entry, report: preview.report }
    })
  })
}

/** Takes the file in, for as long as something is done with it. */
async function withUpload<T>(context: MemberContext, request: FastifyRequest, wanted: Wanted, act: (read: FileToRead) => Promise<T>): Promise<T> {
  const { database, config, workspaceId, caller: { userId, language } } = context
  const [mapping, chosen] = [readMapping(wanted.mapping), readPeople(wanted.people)]
  if (!request.isMultipart()) throw new AppError('malformed')
  const part = await request.file({ limits: { fileSize: config.caps.importBytes } })
  if (!part) throw new AppError('invalid', { fields: 'file' })
  const file = join(config.dataFolder, 'imports', context.newId())
  try {
    await receive(part.file, file, config.caps.importBytes)
    const [people, { companies }, zone] = await Promise.all([listPeople(database, workspaceId), listNames(database, workspaceId), findTimeZone(database, userId)])
    return await act({ file, name: part.filename, zone: isTimeZone(zone) ? zone : 'UTC', language, mapping, here: { people, companies, chosen }, now: context.now().getTime() })
  } finally {
    await rm(file, { force: true })
  }
}

async function receive(bytes: MultipartFile['file'], file: string, most: number): Promise<void> {
  await mkdir(join(file, '..'), { recursive: true, mode: 0o700 })
  await pipeline(bytes, createWriteStream(file, { mode: 0o600 }))
  if (bytes.truncated) throw new AppError('fileTooLarge', { most: Math.round(most / 2 ** 20 * 10) / 10 })
}

function readMapping(text: string | undefined): Mapping | null {
  if (text === undefined) return null
  const mapping = parsed(text)
  if (!Value.Check(Mapping, mapping)) throw new AppError('invalid', { fields: 'mapping' })
  return mapping
}

function readPeople(text: string | undefined): ReadonlyMap<string, string> {
  if (text === undefined) return new Map()
  const people = parsed(text)
  if (!Value.Check(ChosenPeople, people)) throw new AppError('invalid', { fields: 'people' })
  return new Map(Object.entries(people))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
