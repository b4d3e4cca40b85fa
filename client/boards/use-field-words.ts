import { Building2, Calculator, CalendarDays, CircleChevronDown, Hash, Link, ListChecks, type LucideIcon, SquareCheck, Type, User, Wallet } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import type { FieldKind } from '@kopa/shared/boards/field.ts'
import type { FormulaFault, FormulaFaultKind } from '@kopa/shared/boards/formula-tokens.ts'
import { useCallback } from 'react'

export const fieldIcons: Record<FieldKind, LucideIcon> = {
  text: Type, number: Hash, money: Wallet, date: CalendarDays, person: User, company: Building2, select: CircleChevronDown, multiSelect: ListChecks, checkbox: SquareCheck, link: Link, formula: Calculator,
}

export function useFieldKindNames(): Record<FieldKind, string> {
  const { t } = useLingui()
  return {
    text: t`Text`, number: t`Number`, money: t`Money`, date: t`Date`, person: t`Person`, company: t`Company`, select: t`One of a list`, multiSelect: t`Several of a list`, checkbox: t`Checkbox`, link: t`Web link`, formula: t`Formula`,
  }
}

/** What is wrong with a formula or its value, as a sentence. */
export function useFaultWords(): (fault: FormulaFault) => string {
  const { t } = useLingui()
  return useCallback(({ fault, what }: FormulaFault) => {
    const sentences: Record<FormulaFaultKind, string> = {
      sign: t`The sign ${what} means nothing in a formula.`,
      openText: t`A text begins with " and does not end.`,
      openName: t`A name begins with [ and does not end.`,
      endsEarly: t`The formula ends too early: something is missing behind it.`,
      unexpected: what === ',' ? t`A comma cannot stand there: it comes between the values of a function. Between them decimals take a point (1.5).` : t`“${what}” cannot stand where it stands.`,
      unknownName: t`There is no field called ${what}.`,
      privateName: t`Only your company sees ${what}: a formula that everybody reads cannot use it.`,
      unknownFunction: t`There is no function called ${what}.`,
      arguments: t`${what}() needs another number of values.`,
      tooLong: t`The formula is too long.`,
      tooDeep: t`Too many values depend on each other.`,
      circle: t`This value needs itself: it goes round in a circle and is left out.`,
      divideByZero: t`Something is divided by zero.`,
      notNumber: t`${what} is not a number.`,
      notDate: t`${what} is not a date.`,
      currencies: t`Different currencies cannot be reckoned together: ${what}.`,
      incomparable: t`These cannot be compared: ${what}.`,
      fieldGone: t`A field that the formula uses has been removed.`,
    }
    return sentences[fault]
  }, [t])
}
