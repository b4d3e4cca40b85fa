import { calloutKinds } from '@kopa/shared/pages/callout-kinds.ts'
import { Marked } from 'marked'

/** Asked for when somebody pastes markdown. */
const markdown = new Marked({ gfm: true, breaks: false })

const callout = new RegExp(String.raw`<blockquote>\s*<p>\[!(${calloutKinds.join('|')})\](?:<br>)?\s*([^]*?)</blockquote>`, 'gi')

/** Markdown (CommonMark, with GitHub's tables, ticks and struck out words) as HTML, which nobody has cleaned yet. GitHub's callouts become ours. */
export const htmlOfMarkdown = (text: string): string => markdown.parse(text, { async: false }).replace(callout, (_all, kind: string, rest: string) => `<aside data-callout="${kind.toLowerCase()}"><p>${rest}</aside>`)
