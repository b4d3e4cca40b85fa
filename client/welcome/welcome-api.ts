import { welcome } from '@kopa/shared/welcome/contract.ts'
import { makeApi } from '../core/api.ts'

export const welcomeApi = makeApi(welcome)
