type Value = string | number | boolean | null | undefined

/** What XML 1.0 cannot say is left out. */
// oxlint-disable-next-line no-control-regex -- these are meant
const unsayable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g
const marks: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' }

export const escaped = (text: string): string => text.toWellFormed().replace(unsayable, '').replace(/[<>&"]/g, mark => marks[mark] ?? mark)

/** Elements with these values, in this order; what has none is left out. Flags are 0 and 1. */
export const elements = (values: Readonly<Record<string, Value>>): string => Object.entries(values)
  .map(([name, value]) => (value === null || value === undefined || value === '' ? '' : `<${name}>${typeof value === 'boolean' ? Number(value) : escaped(String(value))}</${name}>`)).join('')

export const element = (name: string, values: Readonly<Record<string, Value>>, inner = ''): string => `<${name}>${elements(values)}${inner}</${name}>`
