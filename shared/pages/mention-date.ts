import { readQuickTask } from '../boards/quick-add.ts'
import type { DateOrder } from '../boards/typed-time.ts'

/**
 * The day or the moment that words say and nothing but that: 'next Friday', 'rīt 14:00'; as a mention names it. null: something else.
 * @param now milliseconds since 1970
 */
export function readMentionDate(words: string, { now, timeZone, order }: { now: number, timeZone: string, order?: DateOrder }): string | null {
  const { title, deadline, span, hours, repeat, tokens } = readQuickTask(words, { now, timeZone, order, people: [], companies: [], labels: [], ignored: new Set() })
  if (title !== '' || deadline === null || span !== null || hours !== null || repeat !== null || tokens.some(({ value }) => value.kind === 'label' || value.kind === 'priority')) return null
  return 'day' in deadline ? deadline.day : deadline.instant
}
