/**
 * Takes away the page that stood in the document before any script was read (shared/pages/first-look.ts): there is something newer to see, and
 * the reader stays where they are in it.
 */
export function endFirstLook(): void {
  const look = document.getElementById('first-look')
  if (!look) return
  const [from, to] = [look.querySelector('main'), document.getElementById('main')]
  if (from && to) to.scrollTop = from.scrollTop
  look.remove()
}
