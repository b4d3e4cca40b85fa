import { AppError } from '@kopa/shared/errors.ts'
import { can, type Action, type Subject } from '@kopa/shared/policy.ts'
import type { MemberContext, SignedInContext } from './context.ts'

/** Asks the policy about this very row; the door of the route has only asked whether the role has the right at all. */
export function authorize({ actor }: MemberContext, action: Action, subject?: Subject): void {
  if (!can(actor, action, subject)) throw new AppError('forbidden')
}

/** A company's own affairs are its administrators'. */
export function checkCompanyAdmin({ caller }: SignedInContext): void {
  if (caller.companyRole !== 'admin') throw new AppError('forbidden')
}
