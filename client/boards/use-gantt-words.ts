import { useLingui } from '@lingui/react/macro'
import { useCallback } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { announce } from '../ui/announce.ts'
import { formatIn } from './gantt-header.ts'
import type { GanttScene } from './gantt-scene.ts'

/** Tells screen readers when a task is planned now. */
export function useTellPlan(scene: GanttScene): (id: string) => void {
  const { t } = useLingui()
  const { locale } = useLocale()
  return useCallback(id => {
    const dates = scene.schedule.dates(id)
    if (!dates) return
    const title = scene.schedule.task(id)?.title || t`Untitled`
    const [start, finish] = [dates.start, dates.finish].map(minute => formatIn(locale, { weekday: 'short', day: 'numeric', month: 'long' }).format(minute * 60_000))
    announce(t`${title}: from ${start} to ${finish}`)
  }, [scene, t, locale])
}
