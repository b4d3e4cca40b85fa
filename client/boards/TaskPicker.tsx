import { useLingui } from '@lingui/react/macro'
import { CircleSlash, Repeat2 } from 'lucide-react'
import { priorities, type Priority } from '@kopa/shared/boards/task.ts'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { announce } from '../ui/announce.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { companyColor, CompanyMark } from '../ui/CompanyMark.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Picker, type PickerChoice } from '../ui/Picker.tsx'
import { mayStandBelow } from './arrange.ts'
import { companyIn, useBoardContext, useShownCards, useUi } from './board-context.ts'
import { cellKey, type OpenPicker } from './board-ui.ts'
import { DeadlinePicker } from './DeadlinePicker.tsx'
import { LabelTools, LabelToolsLink } from './LabelTools.tsx'
import { RepeatForm } from './RepeatForm.tsx'
import { tellMany } from './tell-many.ts'
import { useColumns, useLabels, useTasks } from './use-board.ts'
import { repeatChoices, repeatKey, useRepeatWords } from './use-repeat-words.ts'
import { priorityIcons, stageIcons, usePriorityNames } from './use-board-words.ts'

/** The one picker that is open, about one task or many, wherever it was opened from. */
export function TaskPicker() {
  const { ui } = useBoardContext()
  const open = useUi(({ picker }) => picker)
  if (!open) return null
  return <OpenTaskPicker key={open.kind} open={open} onClose={() => ui.change({ picker: null })} />
}

interface Parts { open: OpenPicker, onClose: () => void }

function OpenTaskPicker({ open, onClose }: Parts) {
  const anchor = useMemo(() => ({ current: open.anchor }), [open.anchor])
  // What it was about may be drawn anew elsewhere; then there is nothing to stand beside.
  useEffect(() => { if (!open.anchor.isConnected) onClose() }, [open.anchor, onClose])
  if (open.kind === 'deadline') return <DeadlinePicker ids={open.ids} anchor={anchor} onClose={onClose} />
  if (open.kind === 'labels') return <LabelPicker open={open} anchor={anchor} onClose={onClose} />
  return <ChoicePicker open={open} anchor={anchor} onClose={onClose} />
}

interface AnchoredParts extends Parts { anchor: { current: Element } }

function ChoicePicker({ open, anchor, onClose }: AnchoredParts) {
  const { label, choices, choose } = useChoices(open)
  return <Picker label={label} anchor={anchor} choices={choices} isMany={open.kind === 'people'} onChoose={id => tellMany(open.ids, choose(id))} onClose={onClose} foot={open.kind === 'repeat' && <OtherRepeat ids={open.ids} onClose={onClose} />} />
}

function OtherRepeat({ ids, onClose }: { ids: readonly string[], onClose: () => void }) {
  const { board, acts } = useBoardContext()
  return <RepeatForm repeat={board.task(ids[0] ?? '')?.repeat ?? null} onSet={repeat => { tellMany(ids, acts.setRepeat(ids, repeat)); onClose() }} />
}

/** How much of a choice holds for several tasks. */
function heldBy(ids: readonly string[], has: (id: string) => boolean): PickerChoice['isChosen'] {
  const count = ids.filter(has).length
  return count === 0 ? false : count === ids.length || 'mixed'
}

interface Choices { label: string, choices: PickerChoice[], /** answers what was done, in words */ choose: (id: string) => string | void }

function useChoices({ kind, ids, anchor }: OpenPicker): Choices {
  const { t } = useLingui()
  const use = useBoardContext()
  const { board, acts, people, companies } = use
  const tasks = useTasks(board)
  const none = (isChosen: PickerChoice['isChosen'], name: string): PickerChoice => ({ id: '', name, mark: <Icon of={CircleSlash} />, isChosen })
  const priorityNames = usePriorityNames()
  const byColumn = useColumnChoices(ids, anchor)
  const byRepeat = useRepeatPicks(ids)
  const is = (read: (id: string) => unknown, value: unknown) => heldBy(ids, id => read(id) === value)
  switch (kind) {
    case 'people': return {
      label: t`Assign to`, choose: person => acts.togglePerson(ids, person),
      choices: people.map(({ userId, name, companyId }) => ({
        id: userId, name, detail: companyIn(use, companyId)?.name ?? '', mark: <Avatar name={name} company={companyIn(use, companyId)} size="small" isNamed />,
        isChosen: heldBy(ids, id => board.task(id)?.assignees.some(one => one.userId === userId) ?? false),
      })),
    }
    case 'company': return {
      label: t`Responsible company`, choose: id => acts.setCompany(ids, id || null),
      choices: [...companies.map(({ id, name, color }) => ({ id, name, mark: <CompanyMark name={name} color={color} size="small" isNamed />, isChosen: is(task => board.task(task)?.companyId, id) })), none(is(id => board.task(id)?.companyId, null), t`No company`)],
    }
    case 'priority': return {
      label: t`Priority`, choose: id => acts.setPriority(ids, (id || null) as Priority | null),
      choices: [...priorities.map(id => ({ id, name: priorityNames[id], mark: <Icon of={priorityIcons[id]} />, isChosen: is(task => board.task(task)?.priority, id) })), none(is(id => board.task(id)?.priority, null), t`No priority`)],
    }
    case 'parent': return {
      label: t`Make a subtask of`, choose: id => acts.moveBelow(ids, id || null),
      choices: [none(is(id => board.task(id)?.parent, null), t`Of no task`), ...[...tasks.values()].filter(({ id }) => ids.every(task => mayStandBelow(board, task, id))).slice(0, 300)
        .map(({ id, title }) => ({ id, name: title || t`Untitled`, isChosen: is(task => board.task(task)?.parent, id) }))],
    }
    case 'repeat': return byRepeat
    case 'column': case 'labels': case 'deadline': return byColumn
  }
}

function useRepeatPicks(ids: readonly string[]): Choices {
  const { t } = useLingui()
  const { board, acts, me } = useBoardContext()
  const tell = useRepeatWords(me.timeZone)
  const { repeat: own = null, deadline = null } = board.task(ids[0] ?? '') ?? {}
  const repeats = own && !repeatChoices.some(choice => repeatKey(choice) === repeatKey(own)) ? [...repeatChoices, own] : repeatChoices
  const keyOf = (id: string): string => { const repeat = board.task(id)?.repeat; return repeat ? repeatKey(repeat) : '' }
  return {
    label: t`Comes again`, choose: key => acts.setRepeat(ids, repeats.find(repeat => repeatKey(repeat) === key) ?? null),
    choices: [
      { id: '', name: t`Once only`, mark: <Icon of={CircleSlash} />, isChosen: heldBy(ids, id => keyOf(id) === '') },
      ...repeats.map(repeat => ({ id: repeatKey(repeat), name: tell(repeat, deadline), mark: <Icon of={Repeat2} />, isChosen: heldBy(ids, id => keyOf(id) === repeatKey(repeat)) })),
    ],
  }
}

function useColumnChoices(ids: readonly string[], anchor: Element): Choices {
  const { t } = useLingui()
  const { board, acts, ui } = useBoardContext()
  const columns = useColumns(board)
  const { lanes } = useShownCards()
  function choose(column: string): void {
    announce(acts.move(ids, { cell: cellKey({ column, lane: '' }), after: null }))
    const [id] = ids
    // The keyboard goes along with the card; what was chosen in the open task leaves it there.
    if (anchor.closest('aside, [role=dialog]')) comeBack(anchor)
    else if (id !== undefined && lanes.length === 1) ui.goTo({ cell: cellKey({ column, lane: lanes[0] ?? '' }), id })
  }
  return {
    label: t`Move to`, choose,
    choices: columns.map(({ id, title, stage }) => ({ id, name: title || t`Untitled`, mark: <Icon of={stageIcons[stage]} />, isChosen: heldBy(ids, task => (board.cards(id).includes(task))) })),
  }
}

/** The card is drawn anew elsewhere and asks for the keyboard: what was chosen in the open task leaves it there, where Escape is heard. */
function comeBack(anchor: Element): void {
  const panel = anchor.closest('aside')
  requestAnimationFrame(() => requestAnimationFrame(() => {
    if (panel && anchor instanceof HTMLElement && anchor.isConnected && !panel.contains(document.activeElement)) anchor.focus({ preventScroll: true })
  }))
}

function LabelPicker({ open: { ids }, anchor, onClose }: AnchoredParts): ReactNode {
  const { t } = useLingui()
  const { board, acts } = useBoardContext()
  const labels = useLabels(board)
  const [isEditing, setIsEditing] = useState(false)
  useTasks(board)
  if (isEditing) return <LabelTools anchor={anchor} onClose={onClose} onBack={() => setIsEditing(false)} />
  return (
    <Picker
      label={t`Labels`} anchor={anchor} isMany onClose={onClose} onChoose={label => tellMany(ids, acts.toggleLabel(ids, label))} onMake={name => acts.addNewLabel(ids, { name, color: labels.length % 8 })}
      choices={labels.map(({ id, name, color }) => ({ id, name, mark: <span aria-hidden="true" style={{ ...companyColor(color), inlineSize: 10, blockSize: 10, borderRadius: '50%', background: 'var(--company)' }} />, isChosen: heldBy(ids, task => board.task(task)?.labels.includes(id) ?? false) }))}
      foot={<LabelToolsLink onOpen={() => setIsEditing(true)} hasLabels={labels.length > 0} />}
    />
  )
}
