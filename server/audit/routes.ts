import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { audit } from '@kopa/shared/audit/contract.ts'
import { AppError } from '@kopa/shared/errors.ts'
import { admitMember, mount, type MountParts } from '../core/mount.ts'
import { checkCompanyAdmin } from '../core/authorize.ts'
import { exportLines } from './export.ts'
import { listPublicKeys } from './head-queries.ts'
import { watchHeads } from './hourly.ts'
import { findChain } from './queries.ts'
import { changeReceiver } from './receiver-commands.ts'
import { findReceiver } from './receiver-queries.ts'
import { signedLines } from './signed-lines.ts'

export function registerAudit(app: FastifyInstance, parts: MountParts & { headsEvery: number }): void {
  watchHeads(app, parts, parts.headsEvery)
  mount(app, audit, {
    async exportAudit(context, _input, { reply }) {
      const { database, workspaceId, caller: { companyId }, now } = context
      const chain = await findChain(database, workspaceId)
      if (!chain) throw new AppError('notFound')
      const check = () => admitMember(context, workspaceId, 'audit.export', parts.findActor)
      return sendLines(reply, `kopa-audit-${workspaceId}-${chain.head.sequence}.jsonl`, exportLines(database, { chain, companyId, now: now(), check }))
    },
    async exportSignedHeads(context, _input, { reply }) {
      const { database, workspaceId } = context
      const check = () => admitMember(context, workspaceId, 'audit.export', parts.findActor)
      return sendLines(reply, `kopa-audit-heads-${workspaceId}.jsonl`, signedLines(database, workspaceId, check))
    },
    async getHeadReceiver(context) {
      checkCompanyAdmin(context)
      return findReceiver(context.database, context.caller.companyId)
    },
    changeHeadReceiver: changeReceiver,
    listSigningKeys: async ({ database }) => ({ keys: await listPublicKeys(database) }),
  }, parts)
}

const sendLines = (reply: FastifyReply, name: string, lines: AsyncIterable<string>): FastifyReply => reply
  .type('application/x-ndjson; charset=utf-8')
  .header('content-disposition', `attachment; filename="${name}"`)
  .header('x-content-type-options', 'nosniff')
  .send(Readable.from(lines))
