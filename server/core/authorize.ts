import { AppError } from '@kopa/shared/errors.ts'
import type { SignedInContext } from './context.ts'

/** A company's own affairs are its administrators'. */
export function checkCompanyAdmin({ caller }: SignedInContext): void {
  if (caller.companyRole !== 'admin') throw new AppError('forbidden')
}
