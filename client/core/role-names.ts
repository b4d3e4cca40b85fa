import { useLingui } from '@lingui/react/macro'
import type { CompanyRole, Role } from '@kopa/shared/policy.ts'

/** What a role is called and what it allows, in words. */
export function useRoleNames(): Record<Role, { name: string, hint: string }> {
  const { t } = useLingui()
  return {
    admin: { name: t`Administrator`, hint: t`Writes, invites, and manages the people of their own company here.` },
    editor: { name: t`Editor`, hint: t`Writes and arranges pages.` },
    suggester: { name: t`Suggester`, hint: t`Reads, comments and suggests changes.` },
    commenter: { name: t`Commenter`, hint: t`Reads and comments.` },
    viewer: { name: t`Viewer`, hint: t`Reads.` },
  }
}

export function useCompanyRoleNames(): Record<CompanyRole, string> {
  const { t } = useLingui()
  return { admin: t`Company administrator`, member: t`Member` }
}
