import { useEffect, useMemo, useRef } from 'react'
import { type Me, useMe } from '../core/session.tsx'
import type { OpenDocument } from '../documents/open-document.ts'
import { useDocument } from '../documents/use-document.ts'
import { BoardContext, ShownContext } from './board-context.ts'
import { ConsentDialog } from './ConsentDialog.tsx'
import type { LiveBoard as OpenBoard } from './live-board.ts'
import { RemovalQuestion } from './RemovalQuestion.tsx'
import { TaskPicker } from './TaskPicker.tsx'
import { type LiveParts, type OpenedBoard, useLiveUse, useOpenedBoard, wholeBoard } from './use-live-board.ts'
import { useTaskTeller } from './use-task-teller.ts'

interface Props extends LiveParts { /** Told with every change; null: it is no longer open. */ onLive: (live: OpenBoard | null) => void }

/** A board that is open beside a page: shows nothing by itself but what is asked for a task. */
export function LiveBoard(props: Props) {
  const me = useMe()
  const document = useDocument(props.boardId, me.id)
  return document && <Opened key={document.doc.clientID} {...props} me={me} document={document} />
}

interface OpenedProps extends Props { me: Me, document: OpenDocument }

function Opened(props: OpenedProps) {
  const opened = useOpenedBoard(props.document, props.me, props)
  return opened && <Live key={opened.board.doc.clientID} {...props} opened={opened} />
}

function Live({ opened, document, me, onLive, ...parts }: OpenedProps & { opened: OpenedBoard }) {
  const { use, asked, next } = useLiveUse(document, me, opened, parts)
  const tell = useTaskTeller(use)
  const shown = useMemo(() => wholeBoard(use.board), [use.board])
  const latest = useRef(onLive)
  useEffect(() => {
    latest.current = onLive
    onLive({ use, saved: opened.saved, tell })
  })
  useEffect(() => () => latest.current(null), [])
  return (
    <BoardContext value={use}>
      <ShownContext value={shown}><TaskPicker /><RemovalQuestion /></ShownContext>
      {asked && <ConsentDialog key={`${asked.question.kind} ${asked.question.companyId}`} {...asked} onClose={next} />}
    </BoardContext>
  )
}
