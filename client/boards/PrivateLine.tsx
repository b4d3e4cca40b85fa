import { Lock } from 'lucide-react'
import { Trans } from '@lingui/react/macro'
import { companyColor } from '../ui/CompanyMark.tsx'
import { Icon } from '../ui/Icon.tsx'
import styles from './BoardScreen.module.css'

/** Said on every board that the other companies cannot see. */
export const PrivateLine = ({ company }: { company: { name: string, color: number } }) => (
  <p className={styles['band']} style={companyColor(company.color)}><Icon of={Lock} /><Trans>Only {company.name} sees this</Trans></p>
)
