import { useLingui } from '@lingui/react/macro'

export interface KeyLine { name: string, keys?: string, typed?: string }

/** What the help shows; the keys themselves are the editor's. */
export const useShortcuts = (): { text: KeyLine[], blocks: KeyLine[], around: KeyLine[] } => ({ text: useTextKeys(), blocks: useBlockKeys(), around: useWayKeys() })

function useTextKeys(): KeyLine[] {
  const { t } = useLingui()
  return [
    { name: t`Bold`, keys: 'Ctrl B', typed: '**…**' },
    { name: t`Italic`, keys: 'Ctrl I', typed: '*…*' },
    { name: t`Underline`, keys: 'Ctrl U' },
    { name: t`Strikethrough`, keys: 'Ctrl Shift S', typed: '~~…~~' },
    { name: t`Inline code`, keys: 'Ctrl E', typed: '`…`' },
    { name: t`Link`, keys: 'Ctrl K' },
    { name: t`Undo`, keys: 'Ctrl Z' },
    { name: t`Redo`, keys: 'Ctrl Shift Z' },
    { name: t`Paste as plain text`, keys: 'Ctrl Shift V' },
    { name: t`Line break`, keys: 'Shift Enter' },
  ]
}

function useBlockKeys(): KeyLine[] {
  const { t } = useLingui()
  return [
    { name: t`Text`, keys: 'Ctrl Alt 0' },
    { name: t`Heading 1`, keys: 'Ctrl Alt 1', typed: '#' },
    { name: t`Heading 2`, keys: 'Ctrl Alt 2', typed: '##' },
    { name: t`Heading 3`, keys: 'Ctrl Alt 3', typed: '###' },
    { name: t`Bulleted list`, keys: 'Ctrl Shift 8', typed: '-' },
    { name: t`Numbered list`, keys: 'Ctrl Shift 7', typed: '1.' },
    { name: t`Task list`, keys: 'Ctrl Shift 9', typed: '[ ]' },
    { name: t`Quote`, keys: 'Ctrl Shift B', typed: '>' },
    { name: t`Toggle`, typed: '>>' },
    { name: t`Code`, keys: 'Ctrl Alt C', typed: '```' },
    { name: t`Divider`, typed: '---' },
  ]
}

function useWayKeys(): KeyLine[] {
  const { t } = useLingui()
  return [
    { name: t`Find in this page`, keys: 'Ctrl F' },
    { name: t`Find and replace`, keys: 'Ctrl H' },
    { name: t`Insert a block`, typed: '/' },
    { name: t`Choose the block; once more: what it stands in`, keys: 'Esc' },
    { name: t`Choose more blocks`, keys: 'Shift ↓' },
    { name: t`Actions for the chosen blocks`, keys: 'Shift F10' },
    { name: t`Move the block up`, keys: 'Alt Shift ↑' },
    { name: t`Move the block down`, keys: 'Alt Shift ↓' },
    { name: t`Duplicate the block`, keys: 'Ctrl D' },
    { name: t`Go to the tools`, keys: 'Alt F10' },
    { name: t`Back to the text`, keys: 'Esc' },
    { name: t`Deeper, higher in a list`, keys: 'Tab' },
    { name: t`Open or close a toggle`, keys: 'Ctrl Enter' },
    { name: t`Below the columns`, keys: 'Enter Enter' },
    { name: t`Next cell of a table`, keys: 'Tab' },
    { name: t`Outline of the page`, keys: 'Alt Shift O' },
    { name: t`Words and characters`, keys: 'Alt Shift C' },
    { name: t`Focus mode`, keys: 'Alt Shift F' },
    { name: t`This help`, keys: 'Ctrl /' },
  ]
}
