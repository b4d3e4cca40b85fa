import type { FastifyInstance } from 'fastify'
import { audit } from '@kopa/shared/audit/contract.ts'
import { boards } from '@kopa/shared/boards/contract.ts'
import { boardCopies } from '@kopa/shared/boards/copies-contract.ts'
import { myWork } from '@kopa/shared/boards/my-work-contract.ts'
import { proposals } from '@kopa/shared/boards/proposals-contract.ts'
import { rules } from '@kopa/shared/boards/rules-contract.ts'
import type { Operation } from '@kopa/shared/contract.ts'
import { files } from '@kopa/shared/files/contract.ts'
import { pages } from '@kopa/shared/pages/contract.ts'
import { pageCopies } from '@kopa/shared/pages/copies-contract.ts'
import { favourites } from '@kopa/shared/pages/favourites-contract.ts'
import { pageProperties } from '@kopa/shared/pages/properties-contract.ts'
import { people } from '@kopa/shared/people/contract.ts'
import { search } from '@kopa/shared/search/contract.ts'
import { welcome } from '@kopa/shared/welcome/contract.ts'
import { transfer } from '@kopa/shared/transfer/contract.ts'
import { versions } from '@kopa/shared/versions/contract.ts'
import { workspaces } from '@kopa/shared/workspaces/contract.ts'

/** Every operation of every contract by name. */
export const operations: Record<string, Operation> = { ...people, ...workspaces, ...pages, ...pageCopies, ...favourites, ...pageProperties, ...boards, ...boardCopies, ...myWork, ...proposals, ...rules, ...files, ...welcome, ...audit, ...versions, ...transfer, ...search }

export interface ApiRoute { name: string, method: string, path: string, params: string[], operation: Operation }

/** The operations that the server itself says it has, from its API description; those without a contract fail here. */
export async function listApiRoutes(url: string): Promise<ApiRoute[]> {
  const { paths } = await (await fetch(`${url}/api/openapi.json`)).json() as { paths: Record<string, Record<string, { operationId: string }>> }
  return Object.entries(paths).filter(([path]) => !path.startsWith('/sync/')).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId: name }]) => {
      const operation = operations[name]
      if (!operation) throw new Error(`${method} ${path} (${name}) has no contract`)
      return { name, method: method.toUpperCase(), path: path.replace(/^\/api/, ''), params: [...path.matchAll(/\{(\w+)\}/g)].map(match => match[1] ?? ''), operation }
    }))
}

/** `METHOD /path` of everything below /api and /sync that the router knows, hidden from the description or not. */
export function listRouterRoutes(app: FastifyInstance): string[] {
  const parents: string[] = []
  return app.printRoutes({ commonPrefix: false }).split('\n').flatMap(line => {
    const match = /^([│ ]*)[└├]── (\S+)(?: \(([A-Z, ]+)\))?/.exec(line)
    if (!match) return []
    const [, indent = '', part = '', methods = ''] = match
    const depth = indent.length / 4
    parents.splice(depth, parents.length, part)
    const path = parents.join('')
    return methods.split(', ').filter(method => method && method !== 'HEAD').map(method => `${method} ${path}`)
  }).filter(route => / \/(api|sync)\b/.test(route))
}
