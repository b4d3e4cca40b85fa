import { createLink } from '@tanstack/react-router'
import type { LucideIcon } from 'lucide-react'
import type { AnchorHTMLAttributes, Ref } from 'react'
import { buttonClass, type ButtonLook } from './Button.tsx'
import { Icon } from './Icon.tsx'

interface Props extends AnchorHTMLAttributes<HTMLAnchorElement>, ButtonLook { icon?: LucideIcon, ref?: Ref<HTMLAnchorElement> }

function Anchor({ icon, variant, size, isWide, children, ...rest }: Props) {
  return <a {...rest} className={buttonClass({ variant, size, isWide })}>{icon && <Icon of={icon} />}{children}</a>
}

/** A way to another screen that looks like a button. */
export const ButtonLink = createLink(Anchor)
