import { companyColor } from './CompanyMark.tsx'
import styles from './Avatar.module.css'
import { initials } from './initials.ts'

interface Props {
  name: string
  /** The company stands with its colour in the ring and with its name in the label. */
  company?: { name: string, color: number } | undefined
  size?: 'small' | 'normal' | 'large'
  /** The name stands beside it anyway, so it is not read out twice. */
  isNamed?: boolean
}

export function Avatar({ name, company, size = 'normal', isNamed = false }: Props) {
  const label = company ? `${name}, ${company.name}` : name
  const reading = isNamed ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label, title: label }
  return (
    <span {...reading} className={`${styles['avatar']} ${styles[size]}`} style={company ? companyColor(company.color) : undefined}>
      {initials(name)}
    </span>
  )
}
