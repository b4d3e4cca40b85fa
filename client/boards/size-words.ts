const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** So many bytes, as people say it: "3.4 MB". */
export function sizeWords(bytes: number, locale: string): string {
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, bytes)) / 10)))
  const amount = bytes / 1024 ** step
  return new Intl.NumberFormat(locale, { style: 'unit', unit: units[step] ?? 'byte', unitDisplay: step === 0 ? 'long' : 'short', maximumFractionDigits: step > 0 && amount < 10 ? 1 : 0 }).format(amount)
}
