import { Check, Columns3Cog, Group, Plus } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { type Grouping, groupings } from '@kopa/shared/boards/filter.ts'
import { useRef, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Menu, type MenuAct } from '../ui/Menu.tsx'
import { Picker } from '../ui/Picker.tsx'
import { companyIn, useBoardContext } from './board-context.ts'
import toolbar from './BoardToolbar.module.css'
import { FieldDialog } from './FieldDialog.tsx'
import { firstLayout, fieldColumnId, hiddenIn, hideColumn, showColumn, type TableLayout } from './table-columns.ts'
import styles from './TableView.module.css'
import { useBoardSearch } from './use-board-search.ts'
import { useColumnNames } from './use-column-names.ts'
import { useFieldMarks } from './use-field-marks.tsx'
import type { TableData } from './use-table-data.ts'

interface Props { data: TableData, layout: TableLayout, changeLayout: (layout: TableLayout) => void }

/** What of the board the table shows: its columns, its groups, its fields. */
export function TableTools({ onMade, ...props }: Props & { /** of a new field, by its id */ onMade: (field: string) => void }) {
  const { mayEdit } = useBoardContext()
  const [isMaking, setIsMaking] = useState(false)
  return (
    <div className={styles['tools']}>
      <ColumnsButton {...props} />
      <GroupMenu data={props.data} />
      {mayEdit && <Button size="dense" variant="quiet" icon={Plus} onPress={() => setIsMaking(true)}><Trans>Add a field</Trans></Button>}
      {isMaking && <FieldDialog field={null} onMade={onMade} onClose={() => setIsMaking(false)} />}
    </div>
  )
}

function ColumnsButton({ data: { fields, columns }, layout, changeLayout }: Props) {
  const { t } = useLingui()
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const nameOf = useColumnNames()
  const marksOf = useFieldMarks()
  const isShown = (id: string): boolean => columns.some(column => column.id === id)
  const choices = [...columns.map(({ id }) => id).filter(id => id !== 'title'), ...hiddenIn(layout, fields)].map(id => {
    const field = fields.find(one => fieldColumnId(one.id) === id)
    return { id, name: nameOf(id), isChosen: isShown(id), ...field ? marksOf(field) : {} }
  })
  return (
    <>
      <button ref={button} type="button" aria-haspopup="dialog" aria-expanded={isOpen} className={toolbar['toggle']} onClick={() => setIsOpen(true)}><Icon of={Columns3Cog} /><span><Trans>Columns</Trans></span></button>
      {isOpen && (
        <Picker
          label={t`Columns`} anchor={button} isMany choices={choices} onClose={() => setIsOpen(false)} onChoose={id => changeLayout(isShown(id) ? hideColumn(layout, fields, id) : showColumn(layout, fields, id))}
          foot={<Button size="dense" variant="quiet" onPress={() => changeLayout(firstLayout)}><Trans>As at the beginning</Trans></Button>}
        />
      )}
    </>
  )
}

function GroupMenu({ data: { fields, grouping } }: Pick<Props, 'data'>) {
  const { t } = useLingui()
  const [, change] = useBoardSearch()
  const nameOf = useColumnNames()
  const use = useBoardContext()
  const company = companyIn(use, use.me.companyId)
  const names: Record<Grouping, string> = { none: t`No groups`, company: t`By company`, assignee: t`By person`, priority: t`By priority`, parent: t`By parent task` }
  const chosen = (id: string) => (id === grouping ? { icon: Check } : {})
  const acts: MenuAct[] = [
    ...groupings.map((id): MenuAct => ({ id, label: names[id], ...chosen(id), act: () => change({ by: id === 'none' ? undefined : id, group: undefined }) })),
    { id: 'column', label: t`By column`, ...chosen('column'), act: () => change({ by: undefined, group: 'column' }) },
    ...fields.map(({ id, isPrivate }): MenuAct => ({ id: fieldColumnId(id), label: nameOf(fieldColumnId(id)), ...isPrivate && company ? { hint: t`only ${company.name}` } : {}, ...chosen(fieldColumnId(id)), act: () => change({ by: undefined, group: fieldColumnId(id) }) })),
  ]
  const name = acts.find(({ id }) => id === grouping)?.label ?? ''
  return <Menu label={t`Groups`} acts={acts}><AriaButton className={toolbar['toggle'] ?? ''} data-on={grouping !== 'none' || undefined} aria-label={grouping === 'none' ? t`Groups` : t`Groups: ${name}`}><Icon of={Group} /><span>{grouping === 'none' ? t`Groups` : name}</span></AriaButton></Menu>
}
