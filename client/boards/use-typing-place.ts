import type { QuickAddPlace } from '@kopa/shared/boards/quick-add.ts'
import { dateOrderOf } from '@kopa/shared/boards/typed-time.ts'
import { useLocale } from 'react-aria-components/I18nProvider'
import { type BoardUse, useBoardContext } from './board-context.ts'

const nothing: ReadonlySet<string> = new Set()

/** What a board knows when somebody types into it. @param locale of who types */
export const typingPlace = ({ board, people, companies, me }: Pick<BoardUse, 'board' | 'people' | 'companies' | 'me'>, locale: string): QuickAddPlace =>
  ({ people: people.map(({ userId, name }) => ({ id: userId, name })), companies, labels: board.labels(), now: Date.now(), timeZone: me.timeZone, order: dateOrderOf(locale), ignored: nothing })

/** Asked anew for each line: labels and the hour change. */
export function useTypingPlace(): () => QuickAddPlace {
  const use = useBoardContext()
  const { locale } = useLocale()
  return () => typingPlace(use, locale)
}
