import { defineContract, Id, Nothing, OneOf, Shape } from '../contract.ts'
import { exportFormats } from './kinds.ts'

export const transfer = defineContract({
  exportBoard: {
    method: 'GET', path: '/workspaces/:workspaceId/boards/:boardId/export', action: 'board.read', download: 'bytes', triesPerMinute: 30,
    summary: 'A board as a file, with what your own company keeps beside it: Microsoft Project XML, CSV, Excel, Kopa\'s own JSON, or iCalendar.',
    params: Shape({ workspaceId: Id, boardId: Id }), query: Shape({ format: OneOf(exportFormats) }), result: Nothing,
  },
})
