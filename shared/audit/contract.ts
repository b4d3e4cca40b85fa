import { Type } from 'typebox'
import { defineContract, Id, Instant, OrNull, Shape } from '../contract.ts'

export const audit = defineContract({
  exportAudit: {
    method: 'GET', path: '/workspaces/:workspaceId/audit', action: 'audit.export', download: 'bytes', triesPerMinute: 10,
    summary: 'The audit of a workspace as a file of JSON lines that "kopa audit verify" checks without the server; what is private to another company shows its digest only.',
    params: Shape({ workspaceId: Id }), result: Type.Unknown(),
  },
  exportSignedHeads: {
    method: 'GET', path: '/workspaces/:workspaceId/audit/heads', action: 'audit.export', download: 'bytes', triesPerMinute: 10,
    summary: 'The end of the audit of a workspace as the server has signed it every hour, as a file of JSON lines for "kopa audit verify --signed": keep them where whoever runs the server cannot reach.',
    params: Shape({ workspaceId: Id }), result: Type.Unknown(),
  },
  listSigningKeys: {
    method: 'GET', path: '/audit/keys', action: 'signedIn',
    summary: 'The public keys with which this server signs the ends of audits (Ed25519, hexadecimal), the first one first. None before the first signature.',
    result: Shape({ keys: Type.Array(Shape({ id: Type.String(), publicKey: Type.String(), createdAt: Instant, retiredAt: OrNull(Instant) })) }),
  },
})
