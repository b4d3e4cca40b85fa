import { CornerDownLeft, Lock } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { Marked } from '../search/Marked.tsx'
import { companyColor } from '../ui/CompanyMark.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { PageIcon } from '../ui/PageIcon.tsx'
import styles from './CommandMenu.module.css'
import type { MenuOption } from './menu-option.ts'

interface Props { id: string, option: MenuOption, isChosen: boolean, onPoint: () => void, onGo: () => void }

export function FinderOption({ id, option: { title, marks = [], excerpt, where, icon, iconLabel, emoji, privateTo, shortcut }, isChosen, onPoint, onGo }: Props) {
  const { t } = useLingui()
  const ownerName = privateTo?.name ?? ''
  return (
    // The keyboard stays in the field above and points here by aria-activedescendant.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div id={id} role="option" aria-selected={isChosen} className={styles['option']} ref={isChosen ? scrollIntoView : null} onPointerMove={isChosen ? undefined : onPoint} onClick={onGo}>
      <span className={styles['mark']} {...iconLabel ? { role: 'img', 'aria-label': iconLabel } : {}}>{icon ? <Icon of={icon} /> : emoji === undefined ? <Icon of={CornerDownLeft} /> : <PageIcon icon={emoji} />}</span>
      <span className={styles['words']}>
        <span dir="auto"><Marked text={title} marks={marks} /></span>
        {excerpt && <small dir="auto"><Marked {...excerpt} /></small>}
        {where && <small className={styles['where']}><bdi>{where}</bdi></small>}
      </span>
      {privateTo && <span role="img" aria-label={t`Only ${ownerName} sees this`} title={t`Only ${ownerName} sees this`} style={companyColor(privateTo.color)} className={styles['lock']}><Icon of={Lock} size={14} /></span>}
      {shortcut && <Kbd keys={shortcut} />}
    </div>
  )
}

const scrollIntoView = (element: HTMLElement | null): void => element?.scrollIntoView({ block: 'nearest' })
