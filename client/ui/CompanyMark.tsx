import type { CSSProperties } from 'react'
import styles from './CompanyMark.module.css'
import { initials } from './initials.ts'

/** A company's colour for everything inside: `var(--company)`. `color` is its number in the set of eight. */
export const companyColor = (color: number): CSSProperties => ({ '--company': `var(--company-${color})` } as CSSProperties)

interface Props { name: string, color: number, size?: 'small' | 'normal', isNamed?: boolean }

/** Two letters on the company's colour. isNamed: the name stands beside it anyway, so it is not read out twice. */
export function CompanyMark({ name, color, size = 'normal', isNamed = false }: Props) {
  const reading = isNamed ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name, title: name }
  return <span {...reading} className={`${styles['mark']} ${styles[size]}`} style={companyColor(color)}>{initials(name)}</span>
}
