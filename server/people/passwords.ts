import { hash, verify } from '@node-rs/argon2'

/** argon2id with 19 MiB, 2 passes, 1 lane: OWASP Password Storage Cheat Sheet, 2024. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(password, cost)

/** Compared against when the address is unknown, so that the answer takes the same time either way. */
const nobody = hashPassword('no such person')

/** Is this the person's password? Without a hash (unknown address, demo person) the same work is done and the answer is no. */
export async function isPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  const matches = await verify(stored ?? (await nobody), password)
  return matches && typeof stored === 'string'
}
