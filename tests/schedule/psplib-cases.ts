import { existsSync, readFileSync } from 'node:fs'
import { psplibOf } from '../../server/transfer/psplib.ts'

/** Kolisch and Sprecher's projects with 30 activities and their optima: `shared/data/README.md` beside the repository tells of them. */
export const psplibFolder = new URL('../../../shared/data/psplib/', import.meta.url)

export const havePsplib = existsSync(new URL('best.json', psplibFolder))

export function readJ30() {
  const best = JSON.parse(readFileSync(new URL('best.json', psplibFolder), 'utf8')) as Record<string, { ub: number }>
  return Object.entries(best).filter(([name]) => name.startsWith('j30')).map(([name, { ub }]) =>
    ({ name, optimum: ub, instance: psplibOf(readFileSync(new URL(`j30.sm/${name}`, psplibFolder), 'utf8')) }))
}
