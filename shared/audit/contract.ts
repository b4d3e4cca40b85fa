import { Type } from 'typebox'
import { defineContract, Id, Shape } from '../contract.ts'

export const audit = defineContract({
  exportAudit: {
    method: 'GET', path: '/workspaces/:workspaceId/audit', action: 'audit.export', download: 'bytes', triesPerMinute: 10,
    summary: 'The audit of a workspace as a file of JSON lines that "kopa audit verify" checks without the server; what is private to another company shows its digest only.',
    params: Shape({ workspaceId: Id }), result: Type.Unknown(),
  },
})
