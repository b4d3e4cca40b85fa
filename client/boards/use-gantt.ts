import { wallClockAt } from '@kopa/shared/boards/local-time.ts'
import { useLingui } from '@lingui/react/macro'
import { useLayoutEffect, useState } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import type { BoardUi } from './board-ui.ts'
import { GanttScene } from './gantt-scene.ts'
import { type BoardCompanyLook, GanttWindow } from './gantt-window.ts'
import type { ScheduleStore } from './schedule-store.ts'

export interface Gantt { readonly scene: GanttScene, readonly window: GanttWindow }

/** What a Gantt draws and where it is scrolled to, for as long as it is shown, beginning where it was left; null for the moment before. */
export function useGantt(schedule: ScheduleStore, companies: readonly (BoardCompanyLook & { id: string })[], ui: BoardUi): Gantt | null {
  const { t } = useLingui()
  const { locale } = useLocale()
  const [gantt, setGantt] = useState<Gantt | null>(null)
  // Before anything is painted: without it there is nothing to be seen.
  useLayoutEffect(() => {
    const scene = new GanttScene(schedule)
    const now = (): number => wallClockAt(new Date().toISOString(), schedule.board.settings().zone)
    if (ui.planPlace) scene.fold(ui.planPlace.folded)
    const window = new GanttWindow({ scene, left: () => ui.planPlace, leave: place => { ui.planPlace = place }, companies: new Map(companies.map(company => [company.id, company])), words: { locale, quarter: number => t`Q${number}` }, now })
    // oxlint-disable-next-line react/set-state-in-effect -- it listens to the schedule for as long as the component is mounted
    setGantt({ scene, window })
    return () => {
      setGantt(null)
      scene.close()
    }
  }, [schedule, companies, ui, locale, t])
  return gantt
}
