import { Type } from 'typebox'
import { defineContract, Id, Instant, Nothing, OrNull, Shape } from '../contract.ts'

export const audit = defineContract({
  exportAudit: {
    method: 'GET', path: '/workspaces/:workspaceId/audit', action: 'audit.export', download: ['application/x-ndjson'], triesPerMinute: 10,
    summary: 'The audit of a workspace as a file of JSON lines that "kopa audit verify" checks without the server; what is private to another company shows its digest only.',
    params: Shape({ workspaceId: Id }), result: Type.Unknown(),
  },
  exportSignedHeads: {
    method: 'GET', path: '/workspaces/:workspaceId/audit/heads', action: 'audit.export', download: ['application/x-ndjson'], triesPerMinute: 10,
    summary: 'The end of the audit of a workspace as the server has signed it every hour, as a file of JSON lines for "kopa audit verify --signed": keep them where whoever runs the server cannot reach.',
    params: Shape({ workspaceId: Id }), result: Type.Unknown(),
  },
  getHeadReceiver: {
    method: 'GET', path: '/company/audit-receiver', action: 'signedIn',
    summary: 'Company administrators: the address to which every new signed head of your company\'s audits is posted, how many wait, and the last trouble.',
    result: Shape({ url: OrNull(Type.String()), waiting: Type.Integer(), lastArrivedAt: OrNull(Instant), lastTrouble: OrNull(Type.String()) }),
  },
  changeHeadReceiver: {
    method: 'PUT', path: '/company/audit-receiver', action: 'signedIn', triesPerMinute: 10,
    summary: 'Company administrators: sets that address (https, not in a private network), or with null ends it.',
    body: Shape({ url: OrNull(Type.String({ minLength: 1, maxLength: 2000 })) }), result: Nothing,
  },
  listSigningKeys: {
    method: 'GET', path: '/audit/keys', action: 'signedIn',
    summary: 'The public keys with which this server signs the ends of audits (Ed25519, hexadecimal), the first one first. None before the first signature.',
    result: Shape({ keys: Type.Array(Shape({ id: Type.String(), publicKey: Type.String(), createdAt: Instant, retiredAt: OrNull(Instant) })) }),
  },
})
