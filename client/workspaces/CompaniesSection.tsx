import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { useMe } from '../core/session.tsx'
import { CompanyMark } from '../ui/CompanyMark.tsx'
import { Row, Rows, Section, Tag } from '../ui/Screen.tsx'
import type { Workspace } from './workspaces-queries.ts'

export function CompaniesSection({ workspace, invite }: { workspace: Workspace, invite: ReactNode }) {
  const { t } = useLingui()
  const me = useMe()
  return (
    <Section title={<Trans>Companies</Trans>} acts={invite}>
      <Rows label={t`Companies`}>
        {workspace.companies.map(company => (
          <Row
            key={company.id} mark={<CompanyMark name={company.name} color={company.color} isNamed />}
            title={<>{company.name}{company.id === me.company.id && <Tag><Trans>Your company</Trans></Tag>}</>}
          />
        ))}
      </Rows>
    </Section>
  )
}
