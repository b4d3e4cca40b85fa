const safeSchemes = new Set(['http:', 'https:', 'mailto:', 'tel:'])
const bareHost = /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+([/?#:].*)?$/u
const bareMail = /^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/
// Browsers drop these inside a scheme, so "java\nscript:" would run.
// oxlint-disable-next-line no-control-regex
const ignoredByBrowsers = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g

/**
 * What a person typed or pasted as a link, as a complete address that is safe to open, or null.
 * Only http, https, mailto and tel; everything relative is refused, because it would point into our own site.
 */
export function toSafeLink(typed: string): string | null {
  const text = typed.trim().replace(ignoredByBrowsers, '')
  if (bareMail.test(text)) return `mailto:${text}`
  if (bareHost.test(text)) return toSafeLink(`https://${text}`)
  const address = URL.parse(text)
  return address && safeSchemes.has(address.protocol) ? address.href : null
}

export const isSafeLink = (address: unknown): boolean => typeof address === 'string' && toSafeLink(address) !== null
