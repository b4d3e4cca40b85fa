import { people } from '@kopa/shared/people/contract.ts'
import { makeApi } from '../core/api.ts'

export const peopleApi = makeApi(people)
