import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { liveTaskTargets, mostListedTasks, readLiveTasks, usualFields, writeLiveTasks } from './live-tasks.ts'
import { contentOf } from './page.ts'
import { pageHtml } from './page-html.ts'
import { appendNodes } from './page-json.ts'
import { projectPage } from './projection.ts'

const board = '01890000-0000-7000-8000-000000000001'

describe('a list of tasks in a page', () => {
  test('says nothing but what it says rightly, whatever was written', () => {
    const hostile = [{}, { board: 'javascript:alert(1)', show: { toString: null }, group: '__proto__', fields: ['deadline'], view: '"><img>', tasks: 7 }, { board: [board], label: 5 }]
    for (const attributes of hostile) expect(readLiveTasks(attributes)).toEqual({ board: null, label: '', show: 'all', group: 'column', fields: usualFields, view: null, tasks: null })
    expect(readLiveTasks({ tasks: `a,${'x'.repeat(65)},"><b>,a,b` }).tasks).toEqual(['a', 'b'])
    expect(readLiveTasks({ tasks: Array.from({ length: 900 }, (_, index) => `t${index}`).join() }).tasks).toHaveLength(mostListedTasks)
  })

  test('is written as it is read', () => {
    const list = { board, label: 'Launch', show: 'open', group: 'none', fields: ['people'], view: 'v1', tasks: ['a', 'b'] } as const
    expect(readLiveTasks(writeLiveTasks(list))).toEqual(list)
    expect(readLiveTasks(writeLiveTasks(readLiveTasks({ board })))).toEqual(readLiveTasks({ board }))
  })

  test('leads to its board and to the tasks that it names', () => {
    expect(liveTaskTargets({ board, tasks: ['a'] })).toEqual([`board:${board}`, `task:${board}:a`])
    expect(liveTaskTargets({ board: null, tasks: ['a'] })).toEqual([])
  })

  test('stands in the page as what the board was called, for search and for the first look', () => {
    const doc = new Y.Doc()
    appendNodes(contentOf(doc), [{ type: 'liveTasks', attrs: { board, label: 'Launch <b>', tasks: 'a"onload=1' } }, { type: 'liveTasks', attrs: { show: '"><script>' } }])
    expect(pageHtml(doc)).toBe(`<div class="live-tasks" data-live-tasks data-tasks-board="${board}" data-tasks-label="Launch &lt;b&gt;" data-tasks-tasks="">Launch &lt;b&gt;</div><div class="live-tasks" data-live-tasks></div>`)
    const { text, links } = projectPage(doc)
    expect(text).toBe('Launch <b>')
    expect(links).toEqual([`board:${board}`])
  })
})
