import { Handshake } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { CompanyMark } from '../ui/CompanyMark.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Section } from '../ui/Screen.tsx'
import styles from './HomeScreen.module.css'

export interface HomeWorkspace { id: string, name: string, companies: readonly { id: string, name: string, color: number }[] }

export function WorkspaceCards({ workspaces, create }: { workspaces: readonly HomeWorkspace[], create: ReactNode }) {
  const { t } = useLingui()
  if (workspaces.length === 0) {
    return (
      <EmptyState icon={Handshake} title={t`Start with a workspace`} acts={create}>
        <Trans>A workspace is the place that your company and its partners own together: its pages belong to all of you. Create one, write the first page, and invite your partner.</Trans>
      </EmptyState>
    )
  }
  return (
    <Section title={<Trans>Workspaces</Trans>} acts={create}>
      <ul className={styles['cards']}>
        {workspaces.map(({ id, name, companies }) => (
          <li key={id}>
            <Link to="/w/$workspaceId" params={{ workspaceId: id }} className={styles['card']}>
              <span className={styles['title']}>{name}</span>
              <span className={styles['owners']}>{companies.map(company => <span key={company.id}><CompanyMark name={company.name} color={company.color} size="small" isNamed />{company.name}</span>)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}
