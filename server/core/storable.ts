/** Text as PostgreSQL takes it: without the zero character, which anybody can write into a document. */
export const storable = (text: string): string => text.replaceAll('\0', '')
