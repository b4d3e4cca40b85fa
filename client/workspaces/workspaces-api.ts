import { workspaces } from '@kopa/shared/workspaces/contract.ts'
import { makeApi } from '../core/api.ts'

export const workspacesApi = makeApi(workspaces)
