/** What nobody writes who does not mean it. */
const certain = [/^ {0,3}(```|~~~)/m, /^\|?( *:?-{3,}:? *\|)+ *(:?-{3,}:?)? *$/m, /^ {0,3}[-*+] \[[ xX]\] /m, /\[[^\]\n]+\]\((https?:|mailto:)[^)\s]+\)/, /(^|\s)\*\*[^\s*][^*\n]*\*\*/]
/** Once, it may be a dash or a number; more often, it is a list. */
const repeated = [/^ {0,3}[-*+] +\S/gm, /^ {0,3}\d{1,3}[.)] +\S/gm, /^ {0,3}> ?\S/gm]
const heading = /^ {0,3}#{1,6} +\S/m

/** Is this text markdown rather than words? A single line that begins like a heading is a remark or a channel's name. */
export function looksLikeMarkdown(text: string): boolean {
  if (certain.some(sign => sign.test(text))) return true
  if (repeated.some(sign => (text.match(sign) ?? []).length > 1)) return true
  return heading.test(text) && text.trim().includes('\n')
}
