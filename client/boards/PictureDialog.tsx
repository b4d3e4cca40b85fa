import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { saveFile } from '../ui/save-file.ts'
import { Segments } from '../ui/Segments.tsx'
import { showToast } from '../ui/toasts.ts'
import { useGanttContext } from './gantt-context.ts'
import { OutputActs, OutputProgress, PrivateChoice, ReachChoice } from './OutputChoices.tsx'
import styles from './OutputDialog.module.css'
import { drawPictures, type PictureLayout, type PictureWords, planPictures } from './plan-picture.ts'
import type { PrintedPlan, PrintedWish } from './printed-plan.ts'
import { useGanttColumnNames } from './use-gantt-words.ts'
import { usePrintedHeading, usePrintedLook, usePrintedWords } from './use-printed-words.ts'
import { usePrintedPlan } from './use-printed-plan.ts'

interface Choice extends PrintedWish { readonly sharpness: 'sharp' | 'plain' }
const atFirst: Choice = { reach: 'whole', withPrivate: false, sharpness: 'sharp' }

/** The plan as a picture, or as several where one would be too large. */
export function PictureDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const { window } = useGanttContext()
  const [choice, setChoice] = useState(atFirst)
  const [share, setShare] = useState<number | null>(null)
  const plan = usePrintedPlan(choice, { isHeld: share !== null })
  const ratio = choice.sharpness === 'sharp' ? 2 : 1
  const layout = useMemo(() => plan && planPictures({ plan, pixelsPerDay: window.scale.pixelsPerDay, ratio }), [plan, window, ratio])
  const { save, stop } = useSaving({ choice, plan, layout, onShare: setShare, onClose })
  const change = (part: Partial<Choice>): void => setChoice({ ...choice, ...part })
  return (
    <Dialog title={t`Save as picture`} isOpen onClose={onClose}>
      {share !== null ? <OutputProgress share={share} label={t`Drawing the plan`} /> : (
        <div className={styles['choices']}>
          <ReachChoice reach={choice.reach} onChange={reach => change({ reach })} />
          <Segments label={t`Size`} choices={[{ value: 'sharp', label: t`Sharp (2×)` }, { value: 'plain', label: t`Small (1×)` }]} value={choice.sharpness} onChange={sharpness => change({ sharpness })} />
          <PrivateChoice withPrivate={choice.withPrivate} onChange={withPrivate => change({ withPrivate })} />
          {layout && <Outcome layout={layout} />}
        </div>
      )}
      <OutputActs isWorking={share !== null} onStop={stop} onClose={onClose}>
        <Button variant="primary" autoFocus onPress={save}><Trans>Save</Trans></Button>
      </OutputActs>
    </Dialog>
  )
}

function Outcome({ layout: { pictures, width, ratio, isNarrowed } }: { layout: PictureLayout }) {
  const { t } = useLingui()
  const { locale } = useLocale()
  const number = new Intl.NumberFormat(locale)
  const [across, down] = [number.format(Math.round(width * ratio)), number.format(Math.round((pictures[0]?.height ?? 0) * ratio))]
  const count = pictures.length
  return (
    <p role="status" className={styles['outcome']}>
      {count === 1 ? <Trans>One picture of {across} × {down} dots.</Trans> : t`${plural(count, { one: '# picture', other: '# pictures, one below the other, in one zip file: a single one would be larger than browsers can draw.' })}`}
      {isNarrowed && <>{' '}<Trans>Time is drawn narrower than it is zoomed now, so that it fits.</Trans></>}
    </p>
  )
}

interface Parts { choice: Choice, plan: PrintedPlan | null, layout: PictureLayout | null, /** null: nothing is being drawn (any more) */ onShare: (share: number | null) => void, onClose: () => void }

function useSaving({ choice, plan, layout, onShare, onClose }: Parts): { save: () => void, stop: () => void } {
  const { t } = useLingui()
  const { window } = useGanttContext()
  const look = usePrintedLook(plan, layout?.scale ?? null, window.state())
  const words = usePictureWords(plan, choice)
  const stopping = useRef<AbortController>(null)
  useEffect(() => () => stopping.current?.abort(), [])
  async function draw(): Promise<void> {
    if (!look || !layout) return
    const { signal } = stopping.current = new AbortController()
    const [count, { title }] = [layout.pictures.length, words]
    onShare(0)
    const file = await drawn({ count, title, pictures: drawPictures({ layout, look, words, signal, onShare }) })
    onShare(null)
    if (signal.aborted || file === null) return
    const name = `${title}${count === 1 ? '.png' : '.zip'}`
    saveFile(file, name)
    showToast({ text: t`“${name}” is in your downloads.` })
    onClose()
  }
  const save = (): void => void draw().catch(() => {
    onShare(null)
    showToast({ tone: 'refused', text: t`The picture could not be drawn. Try the small size, or what is in sight.` })
  })
  return { save, stop: () => stopping.current?.abort() }
}

interface Drawing { count: number, title: string, pictures: AsyncIterable<Blob> }

/** One file, whatever it holds: browsers ask before they save many, and people would have to gather them. */
async function drawn({ count, title, pictures }: Drawing): Promise<Blob | null> {
  const zip = count === 1 ? null : new (await import('./picture-file.ts')).PictureFile(title, count)
  let last: Blob | null = null
  for await (const picture of pictures) {
    await zip?.add(picture)
    last = picture
  }
  return zip ? zip.end() : last
}

function usePictureWords(plan: PrintedPlan | null, { withPrivate }: Choice): PictureWords {
  const { t } = useLingui()
  const heading = usePrintedHeading(plan?.madeAt ?? null, { withPrivate })
  const [tell, names] = [usePrintedWords(plan), useGanttColumnNames()]
  return {
    title: heading.title, note: [heading.warning, heading.workspace, heading.date].filter(Boolean).join(' · '), heads: [names.title, names.start, names.finish],
    row: index => {
      const row = plan?.scene.rows()[index]
      if (!row) return { number: '', title: '', level: 0, isSummary: false, start: '', finish: '' }
      const { title, start, finish } = tell(row)
      const told = plan.scene.schedule.board.isPrivate(row.task.id) ? `${t`private`} · ${title}` : title
      return { number: String(plan.scene.numberOf(row.task.id) ?? ''), title: told, level: row.level, isSummary: row.hasChildren, start, finish }
    },
  }
}
