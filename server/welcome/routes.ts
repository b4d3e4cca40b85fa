import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '@kopa/shared/errors.ts'
import { welcome } from '@kopa/shared/welcome/contract.ts'
import { mount, type MountParts } from '../core/mount.ts'
import { oneAfterAnother } from '../core/one-after-another.ts'
import { isAllowedOrigin } from '../core/origin.ts'
import { findMe, hasRealCompany } from '../people/queries.ts'
import { lookAround } from './commands.ts'
import type { PlantingTools } from './plant.ts'
import { hasAnyCompany } from './queries.ts'

export interface WelcomeParts extends MountParts {
  planting: PlantingTools
  startSession: (userId: string, request: FastifyRequest, reply: FastifyReply) => Promise<void>
}

export function registerWelcome(app: FastifyInstance, parts: WelcomeParts): void {
  // The next seat is chosen by the sessions there are: one visitor sits down before the next one chooses.
  const inTurn = oneAfterAnother()
  mount(app, welcome, {
    async getWelcome({ database }) {
      const [isAny, isReal] = await Promise.all([hasAnyCompany(database), hasRealCompany(database)])
      return { isEmpty: !isAny, canLookAround: !isReal }
    },
    async lookAround(context, { language }, { request, reply }) {
      if (!isAllowedOrigin(request, context.config)) throw new AppError('foreignOrigin')
      const { userId, workspaceId, pageId } = await inTurn(async () => {
        const seat = await lookAround(context, language, parts.planting)
        await parts.startSession(seat.userId, request, reply)
        return seat
      })
      const me = await findMe(context.database, userId)
      if (!me) throw new AppError('lookAroundClosed')
      return { me, workspaceId, pageId }
    },
  }, parts)
}
