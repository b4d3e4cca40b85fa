import '../ui/base.css'
import { createRoot } from 'react-dom/client'
import * as Y from 'yjs'
import { changeSettings } from '@kopa/shared/boards/board-settings.ts'
import { putLink } from '@kopa/shared/boards/link.ts'
import { freshPlan } from '@kopa/shared/boards/plan-moves.ts'
import { addTask } from '@kopa/shared/boards/task-verbs.ts'
import { Awareness } from 'y-protocols/awareness'
import { LanguageProvider, speak } from '../core/i18n.tsx'
import { seeded } from '../../tests/support/random.ts'
import { useActWords } from './act-words.ts'
import { makeBoardActs } from './board-acts.ts'
import { BoardContext } from './board-context.ts'
import { BoardPresence } from './board-presence.ts'
import { BoardStore } from './board-store.ts'
import { BoardUi } from './board-ui.ts'
import { GanttView } from './GanttView.tsx'

/** A board in memory, as large as asked for. Not part of the app: tests/bench/gantt.ts looks at it. */
function fill(doc: Y.Doc, tasks: number, links: number): void {
  const random = seeded(7)
  const key = (index: number) => String(index).padStart(6, '0') + '1'
  doc.transact(() => {
    changeSettings(doc, { start: '2026-01-05T08:00' })
    for (let index = 0; index < tasks; index++) {
      const parent = index % 50 === 0 ? null : `t${index - index % 50}`
      addTask(doc, { id: `t${index}`, title: `Task ${index}`, column: 'c', order: key(index), rank: key(index), parent, plan: { ...freshPlan, duration: 240 * random.below(12) }, companyId: random.pick(['one', 'two']) }, { userId: 'bench', at: 1 })
    }
    for (let index = 0; index < links; index++) {
      const from = random.below(tasks - 60)
      const to = from + 1 + random.below(59)
      putLink(doc, { id: `l${index}`, from: `t${from}`, to: `t${to % 50 === 0 ? to + 1 : to}`, type: 'FS', lag: { kind: 'working', amount: 0 }, created: index })
    }
  })
}

const companies = [{ id: 'one', name: 'Alder Homes', color: 0 }, { id: 'two', name: 'Birk Timber', color: 1 }]
const asked = new URLSearchParams(location.search)
await speak('en')
const doc = new Y.Doc()
fill(doc, Number(asked.get('tasks')), Number(asked.get('links')))
const [board, ui, awareness] = [new BoardStore(doc), new BoardUi(), new Awareness(doc)]
// Nobody else is here.
const presence = new BoardPresence({ doc, awareness }, 'me')

const nothing = (): void => undefined

function Bench() {
  const acts = makeBoardActs(board, 'me', useActWords())
  return <BoardContext value={{ boardId: 'bench', workspaceName: 'Bench', board, ui, acts, presence, companies, people: [], me: { id: 'me', companyId: 'one', timeZone: 'UTC' }, mayEdit: true, whatIf: { sandbox: null, begin: nothing, end: nothing }, consent: { asker: null, ask: nothing, giveTo: ids => ids }, place: { workspaceId: 'bench', boardId: 'bench' }, side: { mayBe: false, isOpening: false, open: () => Promise.resolve() }, openTask: nothing }}><GanttView /></BoardContext>
}

const begun = performance.now()
const root = document.getElementById('root')
if (root) createRoot(root).render(<LanguageProvider><Bench /></LanguageProvider>)
while (!document.querySelector('[role=treegrid] [aria-level]')) await new Promise(requestAnimationFrame)
await new Promise(done => { requestAnimationFrame(() => setTimeout(done)) })
document.body.dataset['opened'] = String(performance.now() - begun)
