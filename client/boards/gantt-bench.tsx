import '../ui/base.css'
import { createRoot } from 'react-dom/client'
import * as Y from 'yjs'
import { Awareness } from 'y-protocols/awareness'
import { LanguageProvider, speak } from '../core/i18n.tsx'
import { fillPlan } from '../../tests/bench/gantt-plan.ts'
import { useActWords } from './act-words.ts'
import { asksNobody, makeBoardActs } from './board-acts.ts'
import { BoardContext } from './board-context.ts'
import { BoardPresence } from './board-presence.ts'
import { BoardStore } from './board-store.ts'
import { BoardUi } from './board-ui.ts'
import { GanttView } from './GanttView.tsx'
import { TaskUploads } from './task-uploads.ts'

/** A board in memory, as large as asked for. Not part of the app: tests/bench/gantt.ts and gantt-compare.ts look at it. */
const companies = [{ id: 'one', name: 'Alder Homes', color: 0 }, { id: 'two', name: 'Birk Timber', color: 1 }]
const asked = new URLSearchParams(location.search)
await speak('en')
const doc = new Y.Doc()
fillPlan(doc, Number(asked.get('tasks')), Number(asked.get('links')))
const [board, ui, awareness] = [new BoardStore(doc), new BoardUi(), new Awareness(doc)]
// Nobody else is here.
const presence = new BoardPresence({ doc, awareness }, 'me')

const nothing = (): void => undefined

function Bench() {
  const acts = makeBoardActs(board, 'me', useActWords())
  return <BoardContext value={{ boardId: 'bench', workspaceName: 'Bench', board, ui, acts, presence, companies, people: [], me: { id: 'me', companyId: 'one', timeZone: 'UTC' }, mayEdit: true, whatIf: { sandbox: null, begin: nothing, end: nothing }, consent: { asker: null, ask: nothing, ...asksNobody }, place: { workspaceId: 'bench', boardId: 'bench' }, uploads: new TaskUploads({ workspaceId: 'bench', boardId: 'bench' }), side: { mayBe: false, isOpening: false, open: () => Promise.resolve() }, openTask: nothing }}><GanttView /></BoardContext>
}

const begun = performance.now()
const root = document.getElementById('root')
if (root) createRoot(root).render(<LanguageProvider><Bench /></LanguageProvider>)
while (!document.querySelector('[role=treegrid] [aria-level]')) await new Promise(requestAnimationFrame)
await new Promise(done => { requestAnimationFrame(() => setTimeout(done)) })
document.body.dataset['opened'] = String(performance.now() - begun)
