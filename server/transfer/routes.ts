import type { FastifyInstance, FastifyReply } from 'fastify'
import { transfer } from '@kopa/shared/transfer/contract.ts'
import type { ExportFormat } from '@kopa/shared/transfer/kinds.ts'
import { mount, type MountParts } from '../core/mount.ts'
import type { Engine } from '../documents/engine.ts'
import { exportBoard } from './exports.ts'
import { TransferThreads } from './transfer-threads.ts'

export interface TransferParts extends MountParts { documents: Engine }

export function registerTransfer(app: FastifyInstance, parts: TransferParts): void {
  const { documents } = parts
  const threads = new TransferThreads(parts.config.caps)
  app.addHook('onClose', () => threads.close())
  mount(app, transfer, {
    async exportBoard(context, { boardId, format }, { reply }) {
      const { bytes, title } = await exportBoard(context, { boardId, format }, { documents, threads, signal: goneSignal(reply) })
      const { type, ending } = kinds[format]
      return reply.type(type).header('content-disposition', `attachment; filename*=UTF-8''${fileName(title)}.${ending}`)
        .header('x-content-type-options', 'nosniff').send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    },
  }, parts)
}

const kinds: Record<ExportFormat, { type: string, ending: string }> = {
  projectXml: { type: 'application/xml; charset=utf-8', ending: 'xml' },
  csv: { type: 'text/csv; charset=utf-8', ending: 'csv' },
  excel: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', ending: 'xlsx' },
  json: { type: 'application/json; charset=utf-8', ending: 'json' },
  ical: { type: 'text/calendar; charset=utf-8', ending: 'ics' },
}

/** As RFC 8187 has it; what file systems do not take is left out. */
const fileName = (title: string): string =>
  encodeURIComponent(title.replace(/[\p{Cc}<>:"/\\|?*]/gu, ' ').trim().slice(0, 100).toWellFormed() || 'Kopa').replace(/['()*]/g, letter => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)

/** Nobody waits for the answer any more. */
function goneSignal({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController()
  raw.once('close', () => gone.abort())
  return gone.signal
}
