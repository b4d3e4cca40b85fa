import type { Label } from '@kopa/shared/boards/label.ts'
import { companyColor } from '../ui/CompanyMark.tsx'
import styles from './LabelChip.module.css'

/** A dot of its colour and its name: never the colour alone. */
export const LabelChip = ({ label }: { label: Pick<Label, 'name' | 'color'> }) => (
  <span className={styles['label']} style={companyColor(label.color)}><span className={styles['dot']} />{label.name}</span>
)
