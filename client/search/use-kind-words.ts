import { CircleCheckBig, FileText, type LucideIcon, Paperclip, SquareKanban } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import type { Hit } from './search-queries.ts'

export const kindIcons: Record<Hit['kind'], LucideIcon> = { page: FileText, board: SquareKanban, task: CircleCheckBig, file: Paperclip }

export function useKindNames(): Record<Hit['kind'], string> {
  const { t } = useLingui()
  return { page: t`Page`, board: t`Board`, task: t`Task`, file: t`File` }
}

export function useManyNames(): Record<Hit['kind'], string> {
  const { t } = useLingui()
  return { page: t`Pages`, board: t`Boards`, task: t`Tasks`, file: t`Files` }
}
