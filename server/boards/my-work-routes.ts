import type { FastifyInstance } from 'fastify'
import { myWork } from '@kopa/shared/boards/my-work-contract.ts'
import { AppError } from '@kopa/shared/errors.ts'
import { isTimeZone } from '@kopa/shared/time.ts'
import { mount } from '../core/mount.ts'
import { changeTaskDeadline, finishTask, reopenTask } from './finish-commands.ts'
import type { BoardsParts } from './routes.ts'
import { countMyTasks } from './my-work-queries.ts'

export function registerMyWork(app: FastifyInstance, parts: BoardsParts): void {
  const { documents } = parts
  mount(app, myWork, {
    async countMyTasks({ database, caller, now }, question) {
      if (question.zone !== undefined && !isTimeZone(question.zone)) throw new AppError('invalid', { fields: 'zone' })
      return countMyTasks(database, caller, question, now())
    },
    finishTask: async (context, task) => ({ from: await finishTask(context, task, documents) }),
    reopenTask: async (context, task) => ({ from: await reopenTask(context, task, documents) }),
    changeTaskDeadline: async (context, task) => ({ from: await changeTaskDeadline(context, task, documents) }),
  }, parts)
}
