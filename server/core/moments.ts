import { sql } from 'kysely'

/** The database's clock: one for all nodes. */
export const rightNow = () => sql<Date>`clock_timestamp()`

/** So many milliseconds from now on. */
export const inMilliseconds = (count: number) => sql<Date>`clock_timestamp() + ${count} * interval '1 millisecond'`
