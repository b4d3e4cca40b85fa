/** A cell as a spreadsheet knows it. `clock`: `2026-03-02` or `2026-03-02 08:00`. */
export type Cell = string | number | { readonly clock: string }

/** What a spreadsheet would take for a formula becomes text (OWASP, "CSV Injection"). */
export const harmless = (text: string): string => (/^[=+\-@\t\r\0]/.test(text) ? `'${text.replaceAll('\0', '')}` : text)

/** What our own export has put in front of such cells is taken away. */
export const unquoted = (cell: string): string => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell)
