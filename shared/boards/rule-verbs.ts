import * as Y from 'yjs'
import { calendarsOf } from './board-calendar.ts'
import { calendarsOfTasks } from './board-plan.ts'
import { type BoardSettings, settingsOf } from './board-settings.ts'
import { Calendars } from './calendar.ts'
import { columnsOf, type Stage } from './column.ts'
import { flowInto, readFlow, storedFlow, unknownFlow } from './flow.ts'
import { hasLabel } from './label.ts'
import { dayNumberOf } from './local-time.ts'
import { comparePlaces, type Placed, placeAfter } from './places.ts'
import { addFollowing, followingId } from './recurrence.ts'
import { type ActOutcome, type Condition, eventsOf, meets, type RuleDoing, type RuleEvent, ruleTaskOf, type RuleTask, type RunState, type SkipReason, stateFrom } from './rule.ts'
import { isSameValue } from './same-value.ts'
import { addLabel, assignTask, moveTask, putChecklistItem, removeChecklistItem, removeLabel, setDeadline, setPriority, unassignTask } from './task-verbs.ts'
import type { Deadline, Task } from './task.ts'
import { cardsByColumn, findTask, hasTask, liveTasksOf } from './tasks.ts'
import { addDays, dayAt } from './zoned-time.ts'

/** A rule's run on a task, with what the rule says now. */
export interface WantedRun { runId: string, taskId: string, /** when it was set off, milliseconds since 1970 */ at: number, companyId: string, conditions: readonly Condition[], acts: readonly RuleDoing[], /** what was about to be written when it was taken before */ noted?: readonly ActDone[], /** how far the client id that was to write it would have come */ written?: Reach | null }

export interface Reach { client: number, clock: number }

/** `userId`: in whose name. `people`: who may be given tasks of this board. */
export interface RunParts { userId: string, now: number, people: readonly string[] }

/** What one act found and left behind: it can be taken back for as long as it still says so. */
export interface ActDone { act: RuleDoing, outcome: ActOutcome, was?: unknown, is?: unknown, /** the task that it made come after this one */ next?: string }

export interface RunDone { runId: string, state: RunState, reason: SkipReason | null, acts: ActDone[], /** what it made happen to the task */ events: RuleEvent[], after: RuleTask | null, /** tasks that it made come after it */ followers: Follower[] }

export interface Follower { taskId: string, events: RuleEvent[], after: RuleTask }

/** Has rules do what they say, each about one task, one after the other. */
export function carryOutRules(doc: Y.Doc, runs: readonly WantedRun[], parts: RunParts): RunDone[] {
  const hand = handOn(doc, parts)
  return runs.map(run => carryOut(hand, run))
}

/** What all runs of one edit look at. */
interface Hand extends RunParts { doc: Y.Doc, settings: BoardSettings, stageOf: (column: string) => Stage, columns: ReadonlySet<string>, firstOpen: string | undefined, lastKeys: Map<string, Placed[]>, isWorkday: (day: string, companyId: string | null) => boolean }

function handOn(doc: Y.Doc, parts: RunParts): Hand {
  const columns = columnsOf(doc)
  const stages = new Map(columns.map(({ id, stage }) => [id, stage]))
  const settings = settingsOf(doc)
  const calendars = calendarsOf(doc)
  const [made, byCompany] = [new Calendars(calendars), calendarsOfTasks(calendars, settings.calendar)]
  const placed = cardsByColumn(liveTasksOf(doc).values(), columns)
  return {
    ...parts, doc, settings, columns: new Set(stages.keys()), firstOpen: columns.find(({ stage }) => stage !== 'done')?.id,
    stageOf: column => stages.get(column) ?? columns[0]?.stage ?? 'open',
    lastKeys: new Map([...placed].map(([column, cards]) => [column, cards.slice(-1).map(({ id, order }) => ({ id, key: order }))])),
    isWorkday: (day, companyId) => made.get(byCompany(companyId) ?? settings.calendar).shiftsOn(dayNumberOf(day)).length > 0,
  }
}

function carryOut(hand: Hand, { runId, taskId, at, companyId, conditions, acts, noted = [], written = null }: WantedRun): RunDone {
  const task = findTask(hand.doc, taskId)
  const nothing = (reason: SkipReason): RunDone => ({ runId, state: 'skipped', reason, acts: [], events: [], after: null, followers: [] })
  if (!task || task.removed !== null) return nothing('taskGone')
  const before = ruleTaskOf(task, hand.stageOf)
  // Who had taken it died after it was written: it is not done again, whatever people have made of it since, and what it made happen is known.
  if (wasWritten(hand.doc, written) ?? isStillDone(task, noted)) return { runId, ...stateFrom(noted.map(({ outcome }) => outcome)), acts: [...noted], events: [], after: before, followers: followersOf(hand, noted) }
  if (!meets(before, conditions)) return nothing('changed')
  const done = acts.map((act, index) => doAct(hand, { act, taskId, at, companyId, key: `${runId}-${index}` }))
  const now = findTask(hand.doc, taskId)
  const after = now && ruleTaskOf(now, hand.stageOf)
  return { runId, ...stateFrom(done.map(({ outcome }) => outcome)), acts: done, events: after ? eventsOf(before, after) : [], after, followers: followersOf(hand, done) }
}

const followersOf = ({ doc, stageOf }: Hand, acts: readonly ActDone[]): Follower[] => acts.flatMap(({ next }) => {
  const task = next === undefined ? null : findTask(doc, next)
  if (!task || task.removed !== null) return []
  const after = ruleTaskOf(task, stageOf)
  return [{ taskId: task.id, events: eventsOf(null, after), after }]
})

/** null: not to be found out. The document was written anew since, or it was a mere deletion. */
function wasWritten(doc: Y.Doc, written: Reach | null): boolean | null {
  const known = written === null ? 0 : Y.getState(doc.store, written.client)
  return written === null || known === 0 ? null : known >= written.clock
}

const isStillDone = (task: Task, acts: readonly ActDone[]): boolean => {
  const done = acts.filter(({ outcome }) => outcome === 'done')
  return done.length > 0 && lastOfEach(done).every(one => stillSays(task, one))
}

/** Of another company's task these are theirs to decide: who does it, and by when. */
const isPartners = (task: Task, companyId: string): boolean => task.companyId !== null && task.companyId !== companyId

interface OneAct { act: RuleDoing, taskId: string, at: number, companyId: string, /** of what is made by it: the same when it is done again */ key: string }

function doAct(hand: Hand, one: OneAct): ActDone {
  const { act, taskId } = one
  const task = findTask(hand.doc, taskId)
  if (!task) return { act, outcome: 'already' }
  const { doc } = hand
  switch (act.do) {
    case 'move': return move(hand, task, act)
    case 'assign': return assign(hand, task, { ...one, act })
    case 'label': return hasLabel(doc, act.label) ? put(act, task.labels.includes(act.label), true, () => addLabel(doc, taskId, act.label)) : { act, outcome: 'noLabel' }
    case 'unlabel': return put(act, task.labels.includes(act.label), false, () => removeLabel(doc, taskId, act.label))
    case 'prioritise': {
      const priority = act.priority === 'none' ? null : act.priority
      return put(act, task.priority, priority, () => setPriority(doc, taskId, priority))
    }
    case 'deadline': return postpone(hand, task, { ...one, act })
    case 'checklist': return addLines(hand, task, { ...one, act })
  }
}

function put(act: RuleDoing, was: unknown, is: unknown, write: () => void): ActDone {
  if (isSameValue(was, is)) return { act, outcome: 'already' }
  write()
  return { act, outcome: 'done', was, is }
}

/** To the end of the column. What comes again and is done by it makes its next one. */
function move(hand: Hand, task: Task, act: Extract<RuleDoing, { do: 'move' }>): ActDone {
  const { doc, stageOf, firstOpen } = hand
  if (!hand.columns.has(act.column)) return { act, outcome: 'noColumn' }
  if (task.column === act.column) return { act, outcome: 'already' }
  const isFinished = stageOf(act.column) === 'done' && stageOf(task.column) !== 'done'
  moveTask(doc, task.id, act.column, endOf(hand, act.column, task.id), flowInto(task.flow, { from: stageOf(task.column), to: stageOf(act.column) }, hand.now))
  const next = task.repeat && isFinished ? followingId(task.id) : null
  const isNew = next !== null && firstOpen !== undefined && !hasTask(doc, next)
  if (isNew) {
    addFollowing(doc, task.id, { id: next, column: firstOpen, order: endOf(hand, firstOpen, next), flow: flowInto(unknownFlow, { from: null, to: stageOf(firstOpen) }, hand.now), rank: task.rank, zone: hand.settings.zone }, { userId: hand.userId, at: hand.now })
  }
  return { act, outcome: 'done', was: [task.column, task.order, ...storedFlow(task.flow)], is: act.column, ...isNew ? { next } : {} }
}

/** No chance in here: who puts another card there at the same moment adds theirs. */
const noChance = (): number => 0.5

function endOf({ lastKeys }: Hand, column: string, id: string): string {
  const last = lastKeys.get(column) ?? []
  const { key } = placeAfter(last, last[0]?.id ?? null, noChance)
  lastKeys.set(column, [{ id, key }])
  return key
}

function assign({ doc, people }: Hand, task: Task, { act, companyId }: OneAct & { act: Extract<RuleDoing, { do: 'assign' }> }): ActDone {
  if (isPartners(task, companyId)) return { act, outcome: 'partnersTask' }
  if (!people.includes(act.userId)) return { act, outcome: 'noPerson' }
  return put(act, task.assignees.some(({ userId }) => userId === act.userId), true, () => assignTask(doc, task.id, { userId: act.userId, units: 100, work: null }))
}

function postpone(hand: Hand, task: Task, { act, at, companyId }: OneAct & { act: Extract<RuleDoing, { do: 'deadline' }> }): ActDone {
  if (isPartners(task, companyId)) return { act, outcome: 'partnersTask' }
  const deadline: Deadline = { day: dayIn(hand, task, { ...act, at }) }
  return put(act, task.deadline, deadline, () => setDeadline(hand.doc, task.id, deadline))
}

/** A calendar in which nobody ever works is not counted on for ever. */
const mostDays = 5000

/** From the day on which something happened to the task, as the board's zone has it: a server that comes to it later counts the same. */
function dayIn({ settings: { zone }, isWorkday }: Hand, { companyId }: Task, { days, isWorking, at }: { days: number, isWorking: boolean, at: number }): string {
  const from = dayAt(at, zone)
  if (!isWorking) return addDays(from, days)
  let day = from
  for (let left = days, step = 0; left > 0 && step < mostDays; step++) {
    day = addDays(day, 1)
    if (isWorkday(day, companyId)) left--
  }
  return day
}

/** Lines that stand there already are not added again. */
function addLines({ doc }: Hand, task: Task, { act, key }: OneAct & { act: Extract<RuleDoing, { do: 'checklist' }> }): ActDone {
  const known = new Set(task.checklist.map(({ text }) => text))
  const places = task.checklist.map(({ id, order }) => ({ id, key: order })).toSorted(comparePlaces)
  const added: string[] = []
  act.lines.map(line => line.trim()).forEach((text, index) => {
    if (known.has(text)) return
    const id = `${key}-${index}`
    const place = placeAfter(places.slice(-1), places.at(-1)?.id ?? null, noChance)
    putChecklistItem(doc, task.id, { id, text, isDone: false, order: place.key })
    known.add(text)
    places.push({ id, key: place.key })
    added.push(id)
  })
  return added.length > 0 ? { act, outcome: 'done', was: [], is: added } : { act, outcome: 'already' }
}

/** What taking back answers: whether it was done, and what it made happen to the task. */
export interface UndoDone { isDone: boolean, events: RuleEvent[] }

/** Takes back all that a run did, or, where one thing of it says something else by now, nothing. */
export function takeBackRun(doc: Y.Doc, taskId: string, acts: readonly ActDone[]): UndoDone {
  const columns = columnsOf(doc)
  const stages = new Map(columns.map(({ id, stage }) => [id, stage]))
  const stageOf = (column: string): Stage => stages.get(column) ?? columns[0]?.stage ?? 'open'
  const task = findTask(doc, taskId)
  const done = acts.filter(({ outcome }) => outcome === 'done')
  if (!task || task.removed !== null || !isStillDone(task, acts)) return { isDone: false, events: [] }
  for (const one of done.toReversed()) takeBack(doc, task, one)
  const after = findTask(doc, taskId)
  return { isDone: true, events: after ? eventsOf(ruleTaskOf(task, stageOf), ruleTaskOf(after, stageOf)) : [] }
}

/** Is it taken back already? For who finds it half-way: who had begun to is gone. */
export function isTakenBack(doc: Y.Doc, taskId: string, acts: readonly ActDone[], written: Reach | null): boolean {
  const task = findTask(doc, taskId)
  return wasWritten(doc, written) ?? !(task && isStillDone(task, acts))
}

/** Of two acts about the same thing the later one is what can be seen. */
const lastOfEach = (acts: readonly ActDone[]): ActDone[] => [...new Map(acts.map(one => [aboutOf(one), one])).values()]

function aboutOf({ act, is }: ActDone): string {
  switch (act.do) {
    case 'assign': return `person ${act.userId}`
    case 'label': case 'unlabel': return `label ${act.label}`
    case 'checklist': return `lines ${String(is)}`
    case 'move': case 'prioritise': case 'deadline': return act.do
  }
}

function stillSays(task: Task, { act, is }: ActDone): boolean {
  switch (act.do) {
    case 'move': return task.column === is
    case 'assign': return task.assignees.some(({ userId }) => userId === act.userId)
    case 'label': return task.labels.includes(act.label)
    case 'unlabel': return !task.labels.includes(act.label)
    case 'prioritise': return task.priority === is
    case 'deadline': return isSameValue(task.deadline, is)
    case 'checklist': return Array.isArray(is) && is.every(id => task.checklist.some(item => item.id === id && !item.isDone))
  }
}

function takeBack(doc: Y.Doc, { id }: Task, { act, was, is }: ActDone): void {
  switch (act.do) {
    case 'move': return Array.isArray(was) ? moveTask(doc, id, String(was[0]), String(was[1]), readFlow(was.slice(2))) : undefined
    case 'assign': return unassignTask(doc, id, act.userId)
    case 'label': return removeLabel(doc, id, act.label)
    case 'unlabel': return addLabel(doc, id, act.label)
    case 'prioritise': return setPriority(doc, id, was as Task['priority'])
    case 'deadline': return setDeadline(doc, id, was as Deadline | null)
    case 'checklist': return Array.isArray(is) ? is.forEach(line => removeChecklistItem(doc, id, String(line))) : undefined
  }
}
