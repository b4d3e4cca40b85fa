import { useLingui } from '@lingui/react/macro'
import { Button } from 'react-aria-components/Button'
import styles from './PageEmblem.module.css'

/** The page's icon above its title; who may write the page presses it to choose another. */
export function PageEmblem({ icon, dir, isEditable, onLook }: { icon: string, dir: 'ltr' | 'rtl' | null, isEditable: boolean, onLook: () => void }) {
  const { t } = useLingui()
  return (
    <div dir={dir ?? undefined} className="page-emblem">
      {isEditable ? <Button aria-label={t`Icon of the page: ${icon}`} className={styles['emblem'] ?? ''} onPress={onLook}>{icon}</Button> : <span aria-hidden="true">{icon}</span>}
    </div>
  )
}
