import { useLingui } from '@lingui/react/macro'
import { canonicalJson } from '@kopa/shared/canonical-json.ts'
import type { SavedView } from '@kopa/shared/boards/view.ts'
import { showToast } from '../ui/toasts.ts'
import { useActWords } from './act-words.ts'
import { newId } from './arrange.ts'
import { useBoardContext } from './board-context.ts'
import { type BoardSearch, readBoardSearch } from './board-search.ts'
import { dropOwnView, putOwnView, useOwnViews } from './own-views.ts'
import { readLayout } from './table-columns.ts'
import { useFields, useLabels, useViews } from './use-board.ts'
import { useBoardSearch } from './use-board-search.ts'
import { useTableLayout } from './use-table-layout.ts'
import { useUndo } from './use-undo.ts'
import { layoutForAll, namesSecret, secretsOf, wordsForAll } from './view-secrets.ts'

export interface NamedView extends SavedView { readonly isOwn: boolean }
/** Whom a view is for: this browser, the own company, everybody on the board. */
export type ViewReach = 'own' | 'company' | 'all'

/** The words of the address that a view keeps. */
const kept = ['view', 'span', 'only', 'by', 'group', 'sort', 'q', 'who', 'company', 'label', 'priority', 'column', 'due', 'from', 'until', 'state', 'is', 'own', 'not', 'card'] as const
const wordsOf = (search: BoardSearch): SavedView['search'] => Object.fromEntries(kept.flatMap(key => { const word = search[key]; return word === undefined || word.length === 0 ? [] : [[key, word] as const] }))
const nothing: BoardSearch = Object.fromEntries(kept.map(key => [key, undefined]))

/** Views kept for everybody and one's own; the one that is open, and whether it looks as it was kept. */
export function useSavedViews() {
  const { boardId, board, acts, side } = useBoardContext()
  const [search, change] = useBoardSearch()
  useFields(board)
  useLabels(board)
  const secrets = secretsOf(board)
  const [layout, changeLayout] = useTableLayout(boardId)
  const remove = useRemoveView()
  const views: NamedView[] = [...useViews(board).map(view => ({ ...view, isOwn: false })), ...useOwnViews(boardId).map(view => ({ ...view, isOwn: true }))]
  const open = views.find(({ id }) => id === search.saved)
  const now = { search: wordsOf(search), layout: search.view === 'table' ? layout : null }
  const reachOf = ({ isOwn, isPrivate = false }: NamedView): ViewReach => (isOwn ? 'own' : isPrivate ? 'company' : 'all')
  const nowFor = (reach: ViewReach) => (reach === 'all' ? { search: wordsForAll(now.search, secrets), layout: layoutForAll(now.layout, secrets) } : now)
  const isChanged = open !== undefined && canonicalJson(nowFor(reachOf(open))) !== canonicalJson({ search: wordsOf(readBoardSearch(open.search)), layout: open.layout })
  function put(view: SavedView, reach: ViewReach): void {
    if (reach === 'own') putOwnView(boardId, view)
    else acts.putView({ ...view, isPrivate: reach === 'company' })
  }
  return {
    views, open, isChanged, remove,
    /** it filters, groups or sorts by what only the own company has */
    isSecret: namesSecret(wordsForAll(now.search, secrets), secrets),
    show: (view: NamedView | null): void => {
      const wanted = view && readLayout(view.layout)
      if (wanted) changeLayout(wanted)
      change({ ...nothing, ...view ? readBoardSearch(view.search) : {}, saved: view?.id }, { replace: false })
    },
    keep: async ({ name, reach }: { name: string, reach: ViewReach }): Promise<void> => {
      if (reach === 'company') await side.open()
      const id = newId()
      put({ id, name, ...nowFor(reach) }, reach)
      change({ saved: id })
    },
    update: (view: NamedView): void => put({ id: view.id, name: view.name, ...nowFor(reachOf(view)) }, reachOf(view)),
    rename: (view: NamedView, name: string): void => put({ id: view.id, name, search: view.search, layout: view.layout }, reachOf(view)),
  }
}

function useRemoveView(): (view: NamedView) => void {
  const { t } = useLingui()
  const { boardId, acts } = useBoardContext()
  const words = useActWords()
  const { undo } = useUndo()
  return view => {
    if (view.isOwn) dropOwnView(boardId, view.id)
    else acts.dropView(view)
    showToast({ about: 'undo', text: words.viewRemoved(view.name), action: { label: t`Undo`, act: view.isOwn ? () => putOwnView(boardId, view) : undo } })
  }
}
