import { TriangleAlert } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import type { WeekLoad } from '@kopa/shared/boards/workload.ts'
import { useState } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { Icon } from '../ui/Icon.tsx'
import { AnchoredMenu } from '../ui/Menu.tsx'
import { useBoardContext } from './board-context.ts'
import styles from './WorkloadView.module.css'

/** Hours of hours, a bar, and where it is too much a sign and how many hours: never the colour alone. */
export function LoadCell({ load: { work, capacity, ids }, label }: { load: WeekLoad, label: string }) {
  const { t } = useLingui()
  const { locale } = useLocale()
  const { board, openTask } = useBoardContext()
  const [anchor, setAnchor] = useState<Element | null>(null)
  const hours = (minutes: number): string => new Intl.NumberFormat(locale, { maximumFractionDigits: minutes % 60 === 0 ? 0 : 1 }).format(minutes / 60)
  const over = work > capacity && capacity > 0 ? work - capacity : 0
  if (ids.length === 0) return <span className={styles['free']}>{capacity === 0 ? <Trans>off</Trans> : t`${hours(0)} of ${hours(capacity)} h`}</span>
  const told = capacity === 0 ? t`${hours(work)} h` : t`${hours(work)} of ${hours(capacity)} h`
  return (
    <>
      <button type="button" aria-haspopup="menu" data-over={over > 0 || undefined} className={styles['load']} onClick={event => setAnchor(event.currentTarget)}>
        <span className="visually-hidden">{label}</span>
        <span>{told}</span>
        <span aria-hidden="true" className={styles['bar']}><span style={{ inlineSize: `${capacity === 0 ? 100 : Math.min(100, work / capacity * 100)}%` }} /></span>
        {over > 0 && <span className={styles['over']}><Icon of={TriangleAlert} size={12} />{t`${hours(over)} h too much`}</span>}
      </button>
      {anchor && <AnchoredMenu label={label} anchor={{ current: anchor }} onClose={() => setAnchor(null)} acts={ids.slice(0, 50).map(id => ({ id, label: board.task(id)?.title || t`Untitled`, act: () => openTask(id) }))} />}
    </>
  )
}
