/** Without what file systems do not take. */
export const savedName = (name: string): string => name.replace(/[\p{Cc}<>:"/\\|?*]/gu, ' ').trim()

/** Puts bytes into the person's downloads under a name that file systems take. */
export function saveFile(bytes: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(bytes)
  link.download = savedName(name)
  link.click()
  // The browser has taken it over by the next turn.
  setTimeout(() => URL.revokeObjectURL(link.href))
}
