import { fold } from '@kopa/shared/fold.ts'
import type { PortableBoard } from '@kopa/shared/transfer/board-file.ts'
import type { Here } from './transfer-jobs.ts'

const plain = (name: string): string => fold(name).trim().replace(/\s+/g, ' ')

/** Things by a name that only one of them has. */
function byOwnName<T>(things: readonly T[], nameOf: (thing: T) => string): Map<string, T> {
  const named = Map.groupBy(things, thing => plain(nameOf(thing)))
  return new Map([...named].flatMap(([name, [one, ...others]]) => (one !== undefined && others.length === 0 && name !== '' ? [[name, one]] : [])))
}

/** Who in the workspace is meant by the people of a file: as somebody says, else by their address, else by a name that only one person has. */
export function matchPeople({ people }: Pick<PortableBoard, 'people'>, here: Here): Map<string, string> {
  const byMail = new Map(here.people.map(({ id, email }) => [email.toLowerCase(), id]))
  const byName = byOwnName(here.people, ({ name }) => name)
  const known = new Set(here.people.map(({ id }) => id))
  return new Map(people.flatMap(({ id, name, email }) => {
    const chosen = here.chosen.get(id)
    const userId = chosen !== undefined && known.has(chosen) ? chosen : byMail.get(email ?? '') ?? byName.get(plain(name))?.id
    return userId === undefined ? [] : [[id, userId] as const]
  }))
}

export function matchCompanies({ companies }: Pick<PortableBoard, 'companies'>, here: Here): Map<string, string> {
  const byName = byOwnName(here.companies, ([, name]) => name)
  return new Map(companies.flatMap(({ id, name }) => { const own = byName.get(plain(name)); return own === undefined ? [] : [[id, own[0]] as const] }))
}
