import { type ComponentType, use, useSyncExternalStore } from 'react'
import { createPortal } from 'react-dom'
import { type LiveListProps, type LiveLists, LiveListsContext } from './live-lists.ts'

interface Props { lists: LiveLists, isEditable: boolean, isPrivate: boolean }

/** The lists of tasks in an editor, each drawn into its own element. */
export function LiveListsIn(props: Props) {
  const List = use(LiveListsContext)
  return List && <Drawn {...props} List={List} />
}

function Drawn({ lists, isEditable, isPrivate, List }: Props & { List: ComponentType<LiveListProps> }) {
  const placed = useSyncExternalStore(lists.subscribe, lists.placed)
  return placed.map(({ key, host, ...rest }) => createPortal(<List {...rest} isEditable={isEditable} isPrivate={isPrivate} />, host, String(key)))
}
