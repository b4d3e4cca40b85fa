import { useLingui } from '@lingui/react/macro'
import type { BoardField } from '@kopa/shared/boards/field.ts'
import type { ReactNode } from 'react'
import { companyColor } from '../ui/CompanyMark.tsx'
import { companyIn, personIn, useBoardContext } from './board-context.ts'

/** What a group or lane of a field is called in which people choose. */
export function useChoiceNames(): (field: BoardField, choice: string) => { name: string, mark: ReactNode } {
  const { t } = useLingui()
  const use = useBoardContext()
  return ({ kind, options }, choice) => {
    if (choice === '') return { name: kind === 'checkbox' ? t`Not ticked` : t`Nothing chosen`, mark: null }
    if (kind === 'checkbox') return { name: t`Ticked`, mark: null }
    if (kind === 'person') return { name: personIn(use, choice)?.name ?? t`Somebody who has left`, mark: null }
    if (kind === 'company') return { name: companyIn(use, choice)?.name ?? t`A company that has left`, mark: null }
    const option = options.find(({ id }) => id === choice)
    return { name: option?.name || t`Untitled`, mark: <span aria-hidden="true" style={{ ...companyColor(option?.color ?? 7), inlineSize: 10, blockSize: 10, borderRadius: '50%', background: 'var(--company)' }} /> }
  }
}
