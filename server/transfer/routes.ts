import { PassThrough } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Progress } from '@kopa/shared/contract.ts'
import { AppError, errorSentence } from '@kopa/shared/errors.ts'
import type { Language } from '@kopa/shared/languages.ts'
import { transfer } from '@kopa/shared/transfer/contract.ts'
import { exportTypes, type ExportFormat } from '@kopa/shared/transfer/kinds.ts'
import { mount, type MountParts } from '../core/mount.ts'
import type { Engine } from '../documents/engine.ts'
import { exportBoard } from './exports.ts'
import { importBoard, type PlantBoard, previewImport } from './imports.ts'
import { TransferThreads } from './transfer-threads.ts'

export interface TransferParts extends MountParts { documents: Engine, plantBoard: PlantBoard }

export function registerTransfer(app: FastifyInstance, parts: TransferParts): void {
  const { documents, plantBoard, log } = parts
  const threads = new TransferThreads(parts.config.caps)
  app.addHook('onClose', () => threads.close())
  const tools = (reply: FastifyReply) => ({ documents, plantBoard, threads, signal: goneSignal(reply) })
  mount(app, transfer, {
    async exportBoard(context, wanted, { reply }) {
      const { bytes, title } = await exportBoard(context, wanted, tools(reply))
      return reply.type(typeOf(wanted.format)).header('content-disposition', `attachment; filename*=UTF-8''${fileName(title)}.${endings[wanted.format]}`)
        .header('x-content-type-options', 'nosniff').send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    },
    previewImport: (context, wanted, { request, reply }) => previewImport(context, wanted, request, tools(reply)),
    importBoard(context, wanted, { request, reply }) {
      const onFault = (error: unknown) => log.error({ err: error }, 'an import failed')
      return sendLines(reply, { language: context.caller.language, onFault }, async onProgress => {
        const imported = await importBoard(context, wanted, request, { ...tools(reply), onProgress })
        // Opened once, it is folded, and its tasks are in everybody's lists.
        void documents.read(imported.board.id, context.caller.userId).catch(onFault)
        return imported
      })
    },
  }, parts)
}

const endings: Record<ExportFormat, string> = { projectXml: 'xml', csv: 'csv', excel: 'xlsx', json: 'json', ical: 'ics' }
const typeOf = (format: ExportFormat): string => exportTypes[format] + (format === 'excel' ? '' : '; charset=utf-8')

/** As RFC 8187 has it; what file systems do not take is left out. */
const fileName = (title: string): string =>
  encodeURIComponent(title.replace(/[\p{Cc}<>:"/\\|?*]/gu, ' ').trim().slice(0, 100).toWellFormed() || 'Kopa').replace(/['()*]/g, letter => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)

/** Nobody waits for the answer any more. */
function goneSignal({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController()
  raw.once('close', () => gone.abort())
  return gone.signal
}

/** A refusal before anything has been told is one like any other; afterwards it is the last line. */
async function sendLines(reply: FastifyReply, { language, onFault }: { language: Language, onFault: (error: unknown) => void }, act: (onProgress: (progress: Progress) => void) => Promise<object>): Promise<FastifyReply> {
  const lines = new PassThrough()
  const started = Promise.withResolvers<null>()
  const write = (line: object): void => { lines.write(`${JSON.stringify(line)}\n`) }
  const acting = act(progress => {
    write({ progress })
    started.resolve(null)
  })
  await Promise.race([started.promise, acting])
  void acting.then(result => write({ result }), (error: unknown) => {
    if (!(error instanceof AppError) && !reply.raw.destroyed) onFault(error)
    write({ error: refusalOf(error, language) })
  }).finally(() => lines.end())
  return reply.type('application/x-ndjson; charset=utf-8').header('x-content-type-options', 'nosniff').send(lines)
}

function refusalOf(error: unknown, language: Language): object {
  const { code, details } = error instanceof AppError ? error : new AppError('broken')
  return { code, message: errorSentence(code, language, details), details }
}
