import { sql } from 'kysely'
import { AppError } from '@kopa/shared/errors.ts'
import type { Language } from '@kopa/shared/languages.ts'
import type { PublicContext, Transaction, Work } from '../core/context.ts'
import { hasRealCompany } from '../people/queries.ts'
import { readExample } from './example.ts'
import { plantExample, type PlantingTools } from './plant.ts'
import { findExample, listSeats, type PlantedExample } from './queries.ts'
import { nextSeat } from './seat.ts'

export interface Seat extends PlantedExample { userId: string }

/** Any number will do, as long as nothing else in this database locks it. */
const plantingLock = 5_021_946

/** Finds a seat in the example, which is planted when nobody has looked around in this language before. */
export async function lookAround(context: PublicContext, language: Language, tools: PlantingTools): Promise<Seat> {
  return context.write(async work => {
    await lockPlanting(work.transaction)
    if (await hasRealCompany(work.transaction)) throw new AppError('lookAroundClosed')
    const planted = await findExample(work.transaction, language) ?? await plant(context, work, language, tools)
    const seat = nextSeat(await listSeats(work.transaction, planted.workspaceId, context.now()))
    if (!seat) throw new AppError('lookAroundClosed')
    const { userId, companyId } = seat
    await work.emit('person.signedIn', { userId }, { companyId, userId })
    return { ...planted, userId }
  })
}

/** Two browsers that come at once find one example. */
const lockPlanting = (transaction: Transaction) => sql`select pg_advisory_xact_lock(${plantingLock})`.execute(transaction)

async function plant(context: PublicContext, work: Work, language: Language, tools: PlantingTools): Promise<PlantedExample> {
  await plantExample(context, work, tools, await readExample(), language)
  const planted = await findExample(work.transaction, language)
  if (!planted) throw new Error('the example has no page')
  return planted
}
