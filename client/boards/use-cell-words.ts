import { useLingui } from '@lingui/react/macro'
import { tellDuration } from '@kopa/shared/boards/duration-words.ts'
import { minorDigits, type Money } from '@kopa/shared/boards/field-values.ts'
import { wallTimeAt } from '@kopa/shared/boards/zoned-time.ts'
import { useMemo } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { columnIn, companyIn, personIn, useBoardContext } from './board-context.ts'
import type { Cell, CellNames } from './table-cells.ts'
import { useColumns } from './use-board.ts'
import { usePriorityNames } from './use-board-words.ts'
import { useFaultWords } from './use-field-words.ts'

export interface CellWords {
  names: CellNames
  number: (value: number) => string
  percent: (value: number) => string
  money: (value: Money) => string
  minutes: (value: number) => string
  day: (value: string) => string
  /** a cell in one line: what is read out and copied */
  text: (cell: Cell) => string
  /** what an editor begins with, so that the same can be read again */
  editable: (cell: Cell) => string
}

/** How cells are told in the reader's language. */
export function useCellWords(): CellWords {
  const { t } = useLingui()
  const { locale } = useLocale()
  const use = useBoardContext()
  const columns = useColumns(use.board)
  const priorityNames = usePriorityNames()
  const tellFault = useFaultWords()
  const { people, companies, me: { timeZone } } = use
  const [left, gone, untitled, yes, no] = [t`Somebody who has left`, t`A company that has left`, t`Untitled`, t`Yes`, t`No`]
  return useMemo(() => {
    const names: CellNames = {
      person: id => personIn({ people }, id)?.name ?? left,
      company: id => companyIn({ companies }, id)?.name ?? gone,
      column: id => columnIn(columns, id)?.title || untitled,
      priority: id => priorityNames[id],
    }
    const formats = formatsIn(locale)
    const text = (cell: Cell): string => {
      switch (cell.is) {
        case 'nothing': return ''
        case 'text': case 'link': return cell.text
        case 'number': return formats.number(cell.number)
        case 'percent': return formats.percent(cell.number)
        case 'minutes': return tellDuration(cell.number, locale)
        case 'money': return formats.money(cell.money)
        case 'day': return formats.day(cell.day)
        case 'deadline': return 'day' in cell.deadline ? formats.day(cell.deadline.day) : formats.moment(cell.deadline.instant, timeZone)
        case 'people': return cell.ids.map(names.person).join(', ')
        case 'company': return names.company(cell.id)
        case 'column': return names.column(cell.id)
        case 'options': return cell.options.map(({ name }) => name).join(', ')
        case 'priority': return names.priority(cell.priority)
        case 'check': return cell.isChecked ? yes : no
        case 'fault': return tellFault(cell.fault)
      }
    }
    return { names, text, ...formats, minutes: value => tellDuration(value, locale), editable: cell => editable(cell, { text, plain: formats.plain, timeZone }) }
  }, [locale, people, companies, columns, timeZone, priorityNames, tellFault, left, gone, untitled, yes, no])
}

function editable(cell: Cell, { text, plain, timeZone }: { text: (cell: Cell) => string, plain: (value: number, digits?: number) => string, timeZone: string }): string {
  switch (cell.is) {
    case 'number': case 'percent': return plain(cell.number)
    case 'money': return `${plain(cell.money.amount / 10 ** minorDigits(cell.money.currency), minorDigits(cell.money.currency))} ${cell.money.currency}`
    case 'day': return cell.day
    case 'deadline': return 'day' in cell.deadline ? cell.deadline.day : wallTimeAt(Date.parse(cell.deadline.instant), timeZone).replace('T', ' ')
    case 'fault': return ''
    case 'nothing': case 'text': case 'link': case 'minutes': case 'people': case 'company': case 'column': case 'options': case 'priority': case 'check': return text(cell)
  }
}

function formatsIn(locale: string) {
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  const currencies = new Map<string, Intl.NumberFormat>()
  const currencyFormat = (currency: string): Intl.NumberFormat => {
    const known = currencies.get(currency) ?? new Intl.NumberFormat(locale, { style: 'currency', currency })
    currencies.set(currency, known)
    return known
  }
  return {
    number: (value: number): string => number.format(value),
    percent: (value: number): string => percent.format(value / 100),
    money: ({ amount, currency }: Money): string => currencyFormat(currency).format(amount / 10 ** minorDigits(currency)),
    day: (value: string): string => day.format(Date.parse(`${value}T12:00:00Z`)),
    moment: (instant: string, timeZone: string): string => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(Date.parse(instant)),
    plain: (value: number, digits?: number): string => new Intl.NumberFormat(locale, { useGrouping: false, minimumFractionDigits: digits, maximumFractionDigits: digits ?? 10 }).format(value),
  }
}

/** The sign before the decimals, and whether months come first in 3/2/2026. */
export function writingOf(locale: string): { decimal: '.' | ',', isMonthFirst: boolean } {
  const decimal = new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value
  const parts = new Intl.DateTimeFormat(locale).formatToParts(0).map(({ type }) => type)
  return { decimal: decimal === ',' ? ',' : '.', isMonthFirst: parts.indexOf('month') < parts.indexOf('day') && parts.indexOf('day') < parts.indexOf('year') }
}
