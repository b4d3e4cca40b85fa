import type { ErrorCode } from '@kopa/shared/errors.ts'
import type { Work } from '../core/context.ts'

export interface RefusedRequest { userId: string | null, operation: string, reason: ErrorCode, asked: string | null, workspaceId: string | null }

/** In the chain of the workspace where a member went too far, else of the company of whoever asked. */
export const recordRefusedRequest = ({ emit }: Work, { workspaceId, ...refused }: RefusedRequest): Promise<void> =>
  emit('request.refused', refused, { workspaceId, userId: refused.userId })

export const recordRefusedToken = ({ emit }: Work, { tokenId, userId, companyId }: { tokenId: string, userId: string, companyId: string }): Promise<void> =>
  emit('token.refused', { tokenId, userId }, { companyId, userId })
