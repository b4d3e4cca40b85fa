import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import type { Me } from '../core/session.tsx'
import type { OpenDocument } from '../documents/open-document.ts'
import type { Answer, AskedNow } from './asking.ts'
import { makeBoardActs } from './board-acts.ts'
import { type BoardCompany, BoardContext, type BoardPerson, type BoardUse, ShownContext, useBoardContext } from './board-context.ts'
import { remembered, rememberedSwitches, type WhoseBoard } from './board-memory.ts'
import { BoardHelp } from './BoardHelp.tsx'
import { asksField, type BoardView as BoardViewName, printOf } from './board-search.ts'
import { BoardPresence } from './board-presence.ts'
import type { BoardStore } from './board-store.ts'
import { BoardToolbar } from './BoardToolbar.tsx'
import { BoardTitle } from './BoardTitle.tsx'
import { BoardUi } from './board-ui.ts'
import styles from './BoardScreen.module.css'
import { BoardColumns } from './BoardColumns.tsx'
import { BoardDashboard } from './BoardDashboard.tsx'
import { BoardGantt } from './BoardGantt.tsx'
import { BoardMonth } from './BoardMonth.tsx'
import { BoardTable } from './BoardTable.tsx'
import { BoardWorkload } from './BoardWorkload.tsx'
import { BulkBar } from './BulkBar.tsx'
import { ConsentDialog } from './ConsentDialog.tsx'
import { CardMenu } from './CardMenu.tsx'
import { HolidayHint } from './HolidayHint.tsx'
import type { BoardPlace } from './proposals-queries.ts'
import { ProposalsBar } from './ProposalsBar.tsx'
import { RemovalQuestion } from './RemovalQuestion.tsx'
import { RemovedTasks } from './RemovedTasks.tsx'
import { SandboxBar } from './SandboxBar.tsx'
import { TaskList } from './TaskList.tsx'
import { TaskPanel, type TaskSlots } from './TaskPanel.tsx'
import { TaskPicker } from './TaskPicker.tsx'
import { TemplateChoice } from './TemplateChoice.tsx'
import { useActWords } from './act-words.ts'
import { useColumns, useFields } from './use-board.ts'
import { useOpenPresence } from './use-board-presence.ts'
import type { BoardSide } from './use-board-side.ts'
import { useBoardSearch } from './use-board-search.ts'
import { useConsent } from './use-consent.ts'
import { useDensity } from './use-density.ts'
import { useHelpKey } from './use-help-key.ts'
import { useSandbox } from './use-sandbox.ts'
import { useShown } from './use-shown.ts'
import { usePrintKey } from './use-printing.ts'
import { useBoardUploads } from './use-task-uploads.ts'
import { useUndoKeys } from './use-undo-keys.ts'
import { WorkingDaysDialog } from './WorkingDaysButton.tsx'

const TasksPrintDialog = lazy(async () => ({ default: (await import('./TasksPrintDialog.tsx')).TasksPrintDialog }))
const ViewPrintDialog = lazy(async () => ({ default: (await import('./ViewPrintDialog.tsx')).ViewPrintDialog }))
/** Formulas come with the first filter that asks for one, or the first card that shows one. */
const FormulaFeed = lazy(async () => ({ default: (await import('./FormulaFeed.tsx')).FormulaFeed }))
const TemplateBand = lazy(async () => ({ default: (await import('./TemplateBand.tsx')).TemplateBand }))
const RulesDialog = lazy(async () => ({ default: (await import('./RulesDialog.tsx')).RulesDialog }))

interface Props { document: OpenDocument, board: BoardStore, me: Me, people: readonly BoardPerson[], companies: readonly BoardCompany[], mayEdit: boolean, side: BoardSide, place: BoardPlace, workspaceName: string, slots: TaskSlots }

/** The board as it is: its views, the task that is open, and what floats above them. */
export function BoardView({ slots, ...parts }: Props) {
  const { use, asked, next } = useBoardUse(parts)
  return (
    <BoardContext value={use}>
      <Views slots={slots} />
      {asked && <ConsentDialog key={`${asked.question.kind} ${asked.question.companyId}`} {...asked} onClose={next} />}
    </BoardContext>
  )
}

/** As this person left the board in this browser. */
const begunUi = (whose: WhoseBoard): BoardUi => new BoardUi({ baseline: remembered('baseline', whose), ...rememberedSwitches(whose) })

function useBoardUse({ document, board: live, me, people, companies, mayEdit, side, place, workspaceName }: Omit<Props, 'slots'>): { use: BoardUse, asked: AskedNow | null, next: (answer: Answer) => void } {
  const [ui] = useState(() => begunUi({ userId: me.id, boardId: document.id }))
  const [presence] = useState(() => new BoardPresence(document, me.id))
  const words = useActWords()
  const { sandbox, begin, end } = useSandbox(live)
  const board = sandbox?.board ?? live
  const [, changeSearch] = useBoardSearch()
  useOpenPresence(presence, ui, { isTrying: sandbox !== null })
  const { consent, asked, next } = useConsent({ board, companyId: me.company.id, companies, isShared: side.mayBe })
  const asksFirst = sandbox ? undefined : consent
  const acts = useMemo(() => makeBoardActs(board, me.id, words, asksFirst), [board, me.id, words, asksFirst])
  const openTask = useCallback((id: string | null) => {
    if (id !== null) ui.change({ at: id })
    changeSearch({ task: id ?? undefined }, { replace: false })
  }, [changeSearch, ui])
  const uploads = useBoardUploads(place)
  const use = useMemo(() => ({
    boardId: document.id, workspaceName, board, ui, acts, presence, people, companies, mayEdit, side, consent, uploads, place, openTask, whatIf: { sandbox, begin, end }, me: { id: me.id, companyId: me.company.id, timeZone: me.timeZone },
  }), [document.id, workspaceName, board, ui, acts, presence, people, companies, mayEdit, side, consent, uploads, place, openTask, sandbox, begin, end, me.id, me.company.id, me.timeZone])
  return { use, asked, next }
}

function Views({ slots }: { slots: TaskSlots }) {
  const [search] = useBoardSearch()
  const [isCompact, setIsCompact] = useDensity()
  const [dialog, setDialog] = useState<'help' | 'removed' | 'workingDays' | 'rules' | 'print' | null>(null)
  const shown = useShown(search)
  const { board, whatIf: { sandbox, end } } = useBoardContext()
  const asksFormula = useFields(board).some(({ id, kind }) => kind === 'formula' && asksField(search, id))
  const printed = printOf(search.view)
  useUndoKeys()
  usePrintKey(useCallback(() => setDialog('print'), []), { isOn: printed !== null })
  useHelpKey(() => setDialog('help'))
  return (
    <ShownContext value={shown}>
      <div className={styles['view']}>
        <div className={styles['middle']}>
          <div className={styles['work']}>
            {sandbox ? <SandboxBar sandbox={sandbox} onEnd={end} /> : <Suspense><TemplateBand /></Suspense>}
            <header className={styles['head']}>
              <BoardTitle />
              <BoardToolbar isCompact={isCompact} onCompact={() => setIsCompact(!isCompact)} onHelp={() => setDialog('help')} onRemoved={() => setDialog('removed')} onWorkingDays={() => setDialog('workingDays')} onRules={() => setDialog('rules')} onPrint={() => setDialog('print')} />
            </header>
            <ProposalsBar />
            <HolidayHint />
            <Work view={search.view ?? 'board'} isCompact={isCompact} />
            <BulkBar />
          </div>
          {search.task !== undefined && <TaskPanel key={search.task} id={search.task} slots={sandbox ? noSlots : slots} />}
        </div>
      </div>
      {asksFormula && <Suspense><FormulaFeed /></Suspense>}
      <TaskPicker />
      <RemovalQuestion />
      <CardMenu />
      {dialog === 'help' && <BoardHelp onClose={() => setDialog(null)} />}
      {dialog === 'removed' && <RemovedTasks onClose={() => setDialog(null)} />}
      {dialog === 'workingDays' && <Suspense><WorkingDaysDialog onClose={() => setDialog(null)} /></Suspense>}
      {dialog === 'print' && printed !== null && <Suspense>{printed === 'tasks' ? <TasksPrintDialog onClose={() => setDialog(null)} /> : <ViewPrintDialog view={printed} onClose={() => setDialog(null)} />}</Suspense>}
      {dialog === 'rules' && <Suspense><RulesDialog onClose={() => setDialog(null)} /></Suspense>}
    </ShownContext>
  )
}

/** What other capabilities show of a task is written at once, and seen by everybody. */
const noSlots: TaskSlots = {}

function Work({ view, isCompact }: { view: BoardViewName, isCompact: boolean }) {
  const [isBlank, setIsBlank] = useState(false)
  const { board } = useBoardContext()
  const columns = useColumns(board).length
  if (columns === 0 && !isBlank) return <TemplateChoice onBlank={() => setIsBlank(true)} />
  if (view === 'gantt') return <BoardGantt />
  if (view === 'table') return <BoardTable />
  if (view === 'calendar') return <BoardMonth />
  if (view === 'workload') return <BoardWorkload />
  if (view === 'dashboard') return <BoardDashboard />
  return view === 'list' ? <TaskList /> : <BoardColumns isCompact={isCompact} />
}
