import type { FastifyInstance } from 'fastify'
import { rules } from '@kopa/shared/boards/rules-contract.ts'
import { mount } from '../core/mount.ts'
import { getBoardRow } from './queries.ts'
import type { BoardsParts } from './routes.ts'
import { changeRule, createRule, removeRule, switchRule, undoRuleRun } from './rule-commands.ts'
import { listRuleRows, listRunRows, mostRunsAtOnce, ruleOf, runOf } from './rule-queries.ts'
import { workForRules } from './rule-work.ts'

export function registerRules(app: FastifyInstance, parts: BoardsParts): void {
  workForRules(app, parts)
  mount(app, rules, {
    async listRules({ database, actor, workspaceId }, { boardId }) {
      await getBoardRow(database, actor, workspaceId, boardId)
      return { rules: (await listRuleRows(database, boardId)).map(ruleOf) }
    },
    createRule: async (context, input) => ({ rule: await createRule(context, input) }),
    changeRule: async (context, input) => ({ rule: await changeRule(context, input) }),
    switchRule,
    removeRule,
    async listRuleRuns({ database, actor, workspaceId }, { boardId, ...which }) {
      await getBoardRow(database, actor, workspaceId, boardId)
      const rows = await listRunRows(database, boardId, which)
      const runs = rows.slice(0, mostRunsAtOnce).map(runOf)
      return { runs, next: rows.length > mostRunsAtOnce ? runs.at(-1)?.id ?? null : null }
    },
    undoRuleRun: (context, input) => undoRuleRun(context, input, parts.documents),
  }, parts)
}
