import { Braces, CalendarDays, ChartGantt, Download, FileSpreadsheet, type LucideIcon, Sheet } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { ExportFormat } from '@kopa/shared/transfer/kinds.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu, type MenuAct } from '../ui/Menu.tsx'
import { saveFile } from '../ui/save-file.ts'
import { showError, showToast } from '../ui/toasts.ts'
import { ExportDialog } from './ExportDialog.tsx'
import { transferApi } from './transfer-api.ts'

interface Props { workspaceId: string, boardId: string, title: string, /** of who takes it */ company: string, keepsOwn: () => boolean }

interface Wanted { format: ExportFormat, ending: string, /** of the format */ name: string }

/** Takes a board along as a file, for other programs or as a copy. */
export function ExportMenu({ workspaceId, boardId, title, company, keepsOwn }: Props) {
  const { t } = useLingui()
  const [isWriting, setIsWriting] = useState(false)
  const [asked, setAsked] = useState<Wanted | null>(null)
  const formats: [ExportFormat, string, LucideIcon, string, string][] = [
    ['projectXml', 'xml', ChartGantt, t`Microsoft Project (XML)`, t`Tasks, links, calendars and baselines`],
    ['excel', 'xlsx', FileSpreadsheet, t`Excel`, t`A row for every task`],
    ['csv', 'csv', Sheet, t`CSV`, t`For any program that reads tables`],
    ['ical', 'ics', CalendarDays, t`Calendar (iCalendar)`, t`Planned tasks and deadlines`],
    ['json', 'json', Braces, t`Kopa (JSON)`, t`Everything, to be brought in again`],
  ]
  async function take({ format, ending }: Wanted, include?: 'own'): Promise<void> {
    setIsWriting(true)
    const said = title || t`Untitled`
    const name = `${include ? t`${said} (with what only ${company} sees)` : said}.${ending}`
    try {
      // An operation that downloads is answered with its bytes.
      saveFile(await transferApi.exportBoard({ workspaceId, boardId, format, ...include && { include } }) as Blob, name)
      showToast({ text: t`“${name}” is in your downloads.` })
    } catch (error) {
      showError(error)
    }
    setIsWriting(false)
  }
  function choose(wanted: Wanted): void {
    if (keepsOwn()) setAsked(wanted)
    else void take(wanted)
  }
  const acts = formats.map(([id, ending, icon, label, hint]): MenuAct => ({ id, icon, label, hint, isDisabled: isWriting, act: () => choose({ format: id, ending, name: label }) }))
  return (
    <>
      <Menu label={t`Export this board`} acts={acts}><IconButton icon={Download} size="dense" label={t`Export this board`} /></Menu>
      {asked && <ExportDialog name={asked.name} company={company} onTake={include => { setAsked(null); void take(asked, include) }} onClose={() => setAsked(null)} />}
    </>
  )
}
