import { BetweenHorizontalEnd, BetweenHorizontalStart, BetweenVerticalEnd, BetweenVerticalStart, Columns3, PanelTop, Rows3, Table2, TableCellsMerge, TableCellsSplit, Trash2 } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import type { ChainedCommands, Editor } from '@tiptap/react'
import { Button } from '../ui/Button.tsx'
import { Menu, type MenuAct } from '../ui/Menu.tsx'

/** Rows, columns and headers of the table that the caret is in. */
export function TableMenu({ editor }: { editor: Editor }) {
  const { t } = useLingui()
  const act = (change: (chain: ChainedCommands) => ChainedCommands) => () => { change(editor.chain().focus(null, { scrollIntoView: false })).run() }
  const acts: MenuAct[] = [
    { id: 'rowAbove', icon: BetweenHorizontalStart, label: t`Row above`, act: act(chain => chain.addRowBefore()) },
    { id: 'rowBelow', icon: BetweenHorizontalEnd, label: t`Row below`, act: act(chain => chain.addRowAfter()) },
    { id: 'columnBefore', icon: BetweenVerticalStart, label: t`Column before`, act: act(chain => chain.addColumnBefore()) },
    { id: 'columnAfter', icon: BetweenVerticalEnd, label: t`Column after`, act: act(chain => chain.addColumnAfter()) },
    { id: 'headerRow', startsGroup: true, icon: PanelTop, label: t`Header row on or off`, act: act(chain => chain.toggleHeaderRow()) },
    { id: 'headerColumn', icon: Columns3, label: t`Header column on or off`, act: act(chain => chain.toggleHeaderColumn()) },
    { id: 'merge', startsGroup: true, icon: TableCellsMerge, label: t`Join selected cells`, isDisabled: !editor.can().mergeCells(), act: act(chain => chain.mergeCells()) },
    { id: 'split', icon: TableCellsSplit, label: t`Split cell`, isDisabled: !editor.can().splitCell(), act: act(chain => chain.splitCell()) },
    { id: 'deleteRow', startsGroup: true, icon: Rows3, label: t`Delete row`, tone: 'danger', act: act(chain => chain.deleteRow()) },
    { id: 'deleteColumn', icon: Columns3, label: t`Delete column`, tone: 'danger', act: act(chain => chain.deleteColumn()) },
    { id: 'deleteTable', icon: Trash2, label: t`Delete table`, tone: 'danger', act: act(chain => chain.deleteTable()) },
  ]
  return <Menu label={t`Table`} acts={acts}><Button icon={Table2} variant="quiet" size="dense">{t`Table`}</Button></Menu>
}
