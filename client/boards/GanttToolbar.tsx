import { CalendarDays, ChevronsDownUp, ChevronsUpDown, MoveHorizontal, Route, StretchHorizontal, ZoomIn, ZoomOut } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { memo, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { BaselineMenu } from './BaselineMenu.tsx'
import { useBoardContext, useUi } from './board-context.ts'
import { type PlanSwitches, rememberSwitches } from './board-memory.ts'
import { useGanttContext } from './gantt-context.ts'
import { type ZoomLevel, usualPixelsPerDay } from './gantt-scale.ts'
import styles from './GanttView.module.css'
import { PlanButton } from './PlanButton.tsx'
import { PlanOutput } from './PlanOutput.tsx'
import { PlanTools } from './PlanTools.tsx'
import type { Gantt } from './use-gantt.ts'
import { useWordsThatFit } from './use-words-that-fit.ts'
import { WorkingDaysButton } from './WorkingDaysButton.tsx'

/** How the plan is seen, and what changes it as a whole. Not rendered again while the plan is scrolled. */
export const GanttToolbar = memo(function GanttToolbar({ scene, window }: Gantt) {
  const { t } = useLingui()
  const { form } = useGanttContext()
  const toolbar = useRef<HTMLDivElement>(null)
  useWordsThatFit(toolbar)
  return (
    <div ref={toolbar} role="toolbar" aria-label={t`View of the plan`} className={styles['tools']}>
      {form === 'bars' && <Zoom window={window} />}
      <FoldAll scene={scene} />
      <WorkingDaysButton />
      {form === 'bars' && <Switches window={window} />}
      <BaselineMenu schedule={scene.schedule} />
      <PlanTools schedule={scene.schedule} />
      <PlanOutput />
    </div>
  )
})

function Zoom({ window }: Pick<Gantt, 'window'>) {
  const { t } = useLingui()
  const isFarthest = useSyncExternalStore(window.subscribe, window.isFarthest)
  const levels: [ZoomLevel, string][] = [['hours', t`Hours`], ['days', t`Days`], ['weeks', t`Weeks`], ['months', t`Months`], ['quarters', t`Quarters`]]
  return (
    <>
      <div role="group" aria-label={t`Zoom`} className={styles['group']}>
        {levels.map(([level, name]) => <button key={level} type="button" onClick={() => window.zoom(usualPixelsPerDay(level))}>{name}</button>)}
      </div>
      <IconButton icon={ZoomOut} size="dense" label={t`Zoom out`} shortcut="-" isDisabled={isFarthest} onPress={() => window.zoom(window.scale.pixelsPerDay / 1.4)} />
      <IconButton icon={ZoomIn} size="dense" label={t`Zoom in`} shortcut="+" onPress={() => window.zoom(window.scale.pixelsPerDay * 1.4)} />
      <PlanButton rank={2} icon={MoveHorizontal} label={t`The whole plan`} shortcut="F" onPress={() => window.fit()} />
      <PlanButton rank={3} icon={CalendarDays} label={t`Today`} shortcut="T" onPress={() => window.today()} />
    </>
  )
}

function FoldAll({ scene }: Pick<Gantt, 'scene'>) {
  const { t } = useLingui()
  const [isFolded, setIsFolded] = useState(scene.folded.size > 0)
  const foldAll = (): void => {
    setIsFolded(!isFolded)
    scene.fold(isFolded ? new Set() : new Set([...scene.schedule.tasks().values()].flatMap(({ parent }) => parent ?? [])))
  }
  return <PlanButton rank={4} icon={isFolded ? ChevronsUpDown : ChevronsDownUp} label={isFolded ? t`Unfold all` : t`Fold all`} onPress={foldAll} />
}

function Switches({ window }: Pick<Gantt, 'window'>) {
  const { t } = useLingui()
  const { ui, boardId, me } = useBoardContext()
  const [showsCritical, showsSlack] = [useUi(state => state.showsCritical), useUi(state => state.showsSlack)]
  // As before, also in another window onto the board: while something is tried out, or back from another view.
  useLayoutEffect(() => window.look({ showsCritical, showsSlack }), [window, showsCritical, showsSlack])
  const change = (switches: Partial<PlanSwitches>): void => {
    ui.change(switches)
    rememberSwitches({ userId: me.id, boardId }, ui.state())
  }
  return (
    <>
      <button type="button" aria-pressed={showsCritical} className={styles['switch']} title={t`Critical path`} onClick={() => change({ showsCritical: !showsCritical })}><Icon of={Route} /><span>{t`Critical path`}</span></button>
      <button type="button" aria-pressed={showsSlack} className={styles['switch']} title={t`Slack`} onClick={() => change({ showsSlack: !showsSlack })}><Icon of={StretchHorizontal} /><span>{t`Slack`}</span></button>
    </>
  )
}
