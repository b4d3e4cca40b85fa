import { type Chain, serverChain } from '@kopa/shared/audit/chain.ts'
import type { ErrorCode } from '@kopa/shared/errors.ts'
import type { Work } from '../core/context.ts'
import { listChains } from './queries.ts'

export interface RefusedRequest { userId: string | null, operation: string, reason: ErrorCode, asked: string | null, workspaceId: string | null }

/** In the chain of the workspace where a member went too far, else of the company of whoever asked. */
export const recordRefusedRequest = ({ emit }: Work, { workspaceId, ...refused }: RefusedRequest): Promise<void> =>
  emit('request.refused', refused, { workspaceId, userId: refused.userId })

export const recordRefusedToken = ({ emit }: Work, { tokenId, userId, companyId }: { tokenId: string, userId: string, companyId: string }): Promise<void> =>
  emit('token.refused', { tokenId, userId }, { companyId, userId })

/** In every chain: whoever keeps a head from after the backup sees there why it does not fit any more. */
export async function recordRestored({ transaction, emit }: Work, backupOf: string): Promise<void> {
  const chains = (await listChains(transaction)).filter(({ kind }) => kind !== 'server')
  for (const chain of [...chains, serverChain]) await emit('server.restored', { backupOf }, placeOf(chain))
}

const placeOf = ({ id, kind }: Chain): { workspaceId?: string, companyId?: string } =>
  (kind === 'server' ? {} : kind === 'company' ? { companyId: id } : { workspaceId: id })
