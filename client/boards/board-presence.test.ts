import { addTask } from '@kopa/shared/boards/task-verbs.ts'
import { positionOfTask } from '@kopa/shared/boards/task-position.ts'
import { mostSelected } from '@kopa/shared/documents/presence.ts'
import { describe, expect, test, vi } from 'vitest'
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { BoardPresence } from './board-presence.ts'
import { BoardUi } from './board-ui.ts'

const [ana, bo] = [person('ana', 'Ana'), person('bo', 'Bo')]
function person(id: string, name: string) { return { id, name, companyId: `company of ${id}`, companyName: name, color: 1 } }

interface Seat { doc: Y.Doc, awareness: Awareness, ui: BoardUi, presence: BoardPresence, close: () => void }

function sit(doc: Y.Doc, me: typeof ana, options = {}): Seat {
  const awareness = new Awareness(doc)
  awareness.setLocalState({ user: me })
  const [ui, presence] = [new BoardUi(), new BoardPresence({ doc, awareness }, me.id)]
  const stop = presence.open(ui, options)
  return { doc, awareness, ui, presence, close: () => { stop(); awareness.destroy() } }
}

const boardDoc = (ids: readonly string[]): Y.Doc => {
  const doc = new Y.Doc()
  for (const id of ids) addTask(doc, { id, title: id, column: 'c', order: 'A', rank: 'A' }, { userId: 'ana', at: 1 })
  return doc
}

/** Two people at one board; what one says reaches the other as the server passes it on. */
function twoSeats(ids: readonly string[] = ['one', 'two'], options = {}): { her: Seat, him: Seat, hears: () => void, end: () => void } {
  const doc = boardDoc(ids)
  // A board's store has read the document before anybody asks for a place in it.
  const copy = boardDoc([])
  copy.getMap('tasks')
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  const [her, him] = [sit(doc, ana, options), sit(copy, bo)]
  const hears = (): void => applyAwarenessUpdate(him.awareness, encodeAwarenessUpdate(her.awareness, [her.doc.clientID]), 'server')
  return { her, him, hears, end: () => { her.close(); him.close() } }
}

const namesAt = ({ presence }: Seat, task: string): string[] => presence.at(task).map(({ name, isMoving }) => (isMoving ? `${name} moves` : name))

describe('where the others are on a board', () => {
  test('what somebody has selected, stands on and carries is told, and only who looks at that task hears of it', () => {
    const { her, him, hears, end } = twoSeats(['one', 'two', 'three'])
    const heard: string[] = []
    for (const id of ['one', 'two', 'three']) him.presence.watch(id)(() => heard.push(id))
    her.ui.change({ at: 'one', selected: new Set(['one', 'two']) })
    hears()
    expect([namesAt(him, 'one'), namesAt(him, 'two'), namesAt(him, 'three')]).toEqual([['Ana'], ['Ana'], []])
    expect(heard).toEqual(['one', 'two'])
    her.ui.change({ dragged: new Set(['two']) })
    hears()
    expect([namesAt(him, 'one'), namesAt(him, 'two')]).toEqual([['Ana'], ['Ana moves']])
    expect(heard).toEqual(['one', 'two', 'two'])
    her.awareness.setLocalState(null)
    hears()
    expect([namesAt(him, 'one'), namesAt(him, 'two')]).toEqual([[], []])
    end()
  })

  test('a bar that is pulled is told a few times a second, and is gone at once when it is let go; who stands at its task is not told again', () => {
    vi.useFakeTimers()
    const { her, him, hears, end } = twoSeats()
    const said = vi.fn()
    her.awareness.on('change', said)
    her.ui.change({ at: 'one' })
    for (let step = 0; step < 20; step++) her.presence.pull({ id: 'one', start: 480 + step, finish: 960 + step })
    vi.advanceTimersByTime(200)
    expect(said).toHaveBeenCalledTimes(2)
    hears()
    expect(him.presence.pulls()).toMatchObject([{ id: 'one', start: 499, finish: 979, person: { name: 'Ana' } }])
    const again = vi.fn()
    him.presence.watch('one')(again)
    const [hearer, before] = [vi.fn(), him.presence.at('one')]
    him.presence.hear(hearer)
    her.presence.pull({ id: 'one', start: 1000, finish: 1480 })
    vi.advanceTimersByTime(200)
    hears()
    expect([again.mock.calls.length, hearer.mock.calls, him.presence.at('one')]).toEqual([0, [[new Set(['one'])]], before])
    her.presence.pull(null)
    hears()
    expect(him.presence.pulls()).toEqual([])
    expect(namesAt(him, 'one')).toEqual(['Ana'])
    vi.useRealTimers()
    end()
  })

  test('nothing is told of a task that lies elsewhere, as one of the company\'s own side does, nor of what is only tried out', () => {
    const { her, him, hears, end } = twoSeats()
    her.ui.change({ at: 'secret', selected: new Set(['secret', 'one']), dragged: new Set(['secret']) })
    expect(JSON.stringify(her.awareness.getLocalState())).not.toContain('secret')
    expect(her.awareness.getLocalState()).toMatchObject({ cursor: null, pull: null, selection: [positionOfTask(her.doc, 'one')] })
    end()
    const tried = twoSeats(['one'], { isTrying: true })
    tried.her.ui.change({ at: 'one', dragged: new Set(['one']) })
    tried.her.presence.pull({ id: 'one', start: 1, finish: 2 })
    tried.her.presence.pull(null)
    tried.hears()
    expect([namesAt(tried.him, 'one'), tried.her.awareness.getLocalState()?.['pull']]).toEqual([['Ana'], null])
    tried.end()
    expect(namesAt(him, 'one')).toEqual([])
    hears()
  })

  test('of ten thousand selected tasks a few are told', () => {
    const ids = Array.from({ length: 100 }, (_, at) => `t${at}`)
    const { her, end } = twoSeats(ids)
    her.ui.change({ selected: new Set(ids) })
    expect(her.awareness.getLocalState()?.['selection']).toHaveLength(mostSelected)
    end()
  })

  test('a task that arrives after the word of it is marked when it is there', () => {
    const { her, him, hears, end } = twoSeats()
    addTask(her.doc, { id: 'new', title: 'new', column: 'c', order: 'A', rank: 'A' }, { userId: 'ana', at: 1 })
    her.ui.change({ at: 'new' })
    hears()
    expect(namesAt(him, 'new')).toEqual([])
    Y.applyUpdate(him.doc, Y.encodeStateAsUpdate(her.doc))
    expect(namesAt(him, 'new')).toEqual(['Ana'])
    end()
  })

  const place = { type: { client: 1, clock: 0 } }
  test.each([
    ['no object', 'x'], ['nothing', null], ['a list', [1]], ['garbage everywhere', { user: ana, cursor: 'x', selection: 'x', pull: 'x' }],
    ['places that are none', { user: ana, cursor: { head: { type: 'x' } }, selection: [null, 7, [], { item: { client: -1, clock: Number.MAX_SAFE_INTEGER } }], pull: { at: [] } }],
    ['places nobody knows', { user: ana, cursor: { head: place }, selection: Array.from({ length: 5000 }, () => place), pull: { at: place, start: 0, finish: 1 } }],
    ['somebody without a name', { user: { id: 'x' }, pull: { at: place } }],
  ])('what cannot be read is passed over: %s', (_, state) => {
    const { him, end } = twoSeats()
    him.awareness.states.set(77, state as never)
    him.awareness.emit('change', [{ added: [77], updated: [], removed: [] }, 'server'])
    expect([namesAt(him, 'one'), him.presence.pulls()]).toEqual([[], []])
    him.doc.getMap('settings').set('x', 1)
    end()
  })

  test.each([[Number.NaN, 5], [5, Number.POSITIVE_INFINITY], [1e300, 1e301], [0.5, 2], ['1', '2'], [10, 5], [null, null], [undefined, undefined]])('dates that are none (%s to %s) show no bar, only who moves it', (start, finish) => {
    const { him, end } = twoSeats()
    him.awareness.states.set(77, { user: ana, pull: { at: positionOfTask(him.doc, 'one'), start, finish } })
    him.awareness.emit('change', [{ added: [77], updated: [], removed: [] }, 'server'])
    expect([namesAt(him, 'one'), him.presence.pulls()]).toEqual([['Ana moves'], []])
    end()
  })
})
