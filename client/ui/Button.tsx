import type { LucideIcon } from 'lucide-react'
import type { ReactNode, Ref } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import styles from './Button.module.css'
import { Icon } from './Icon.tsx'

export interface ButtonLook {
  /** primary: the one act a screen is for. */
  variant?: 'primary' | 'plain' | 'quiet' | 'danger'
  size?: 'normal' | 'dense' | 'large'
  isWide?: boolean
}

interface Props extends ButtonLook {
  children: ReactNode
  icon?: LucideIcon
  type?: 'button' | 'submit'
  onPress?: () => void
  isDisabled?: boolean
  /** Still pressable by nobody, but focus stays where it is. */
  isPending?: boolean
  autoFocus?: boolean
  /** Read out instead of the words on it, where many buttons say the same. Begins with them. */
  label?: string
  ref?: Ref<HTMLButtonElement>
}

export function Button({ children, icon, type = 'button', variant, size, isWide, label, ...rest }: Props) {
  return (
    <AriaButton {...rest} type={type} aria-label={label} className={buttonClass({ variant, size, isWide })}>
      {icon && <Icon of={icon} />}
      {children}
    </AriaButton>
  )
}

/** Also for links that look like buttons. */
export const buttonClass = ({ variant = 'plain', size = 'normal', isWide = false }: ButtonLook): string =>
  [styles['button'], styles[variant], styles[size], isWide ? styles['wide'] : ''].join(' ')
