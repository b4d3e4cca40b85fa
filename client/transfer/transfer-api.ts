import { transfer } from '@kopa/shared/transfer/contract.ts'
import { makeApi } from '../core/api.ts'

export const transferApi = makeApi(transfer)
