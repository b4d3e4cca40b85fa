import type { ExampleSeat } from './queries.ts'

/** Whose turn it is: somebody of the company that fewer browsers sit in, so that a second one becomes the partner. */
export function nextSeat(seats: readonly ExampleSeat[]): ExampleSeat | undefined {
  const taken = new Map<string, number>()
  for (const { companyId, sessions } of seats) taken.set(companyId, (taken.get(companyId) ?? 0) + sessions)
  const load = ({ companyId }: ExampleSeat) => taken.get(companyId) ?? 0
  return seats.toSorted((one, other) => load(one) - load(other) || one.sessions - other.sessions)[0]
}
