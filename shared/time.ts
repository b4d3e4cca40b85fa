/** Is this an IANA time zone that this runtime knows ('Europe/Riga')? */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour
