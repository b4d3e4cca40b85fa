/** Text as PostgreSQL takes it: without the zero character and half characters, which anybody can write into a document. */
export const storable = (text: string): string => text.replaceAll('\0', '').toWellFormed()

/** JSON as PostgreSQL takes it. */
export const storableJson = (value: unknown): string => JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'string' ? storable(inner) : inner))
