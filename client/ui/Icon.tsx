import type { LucideIcon } from 'lucide-react'

/** An icon beside words, which say the same; where there are no words, use IconButton. */
export const Icon = ({ of: Drawn, size = 16 }: { of: LucideIcon, size?: number }) => (
  <Drawn size={size} strokeWidth={1.75} aria-hidden focusable={false} />
)
