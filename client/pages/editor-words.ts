import { plural } from '@lingui/core/macro'
import type { Node } from '@tiptap/pm/model'
import type { BlockWords } from './block-keys.ts'
import type { CalloutWords } from './callout-view.ts'
import type { ColumnWords } from './column-view.ts'
import type { ContentsWords } from './contents-view.ts'
import type { DetailsWords } from './details-view.ts'
import { useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'

/** The words that stand inside the page itself, in the reader's language. */
export interface EditorWords {
  label: string
  placeholder: { paragraph: () => string, line: () => string, heading: (level: number) => string }
  blocks: BlockWords
  callout: CalloutWords
  column: ColumnWords
  contents: ContentsWords
  details: DetailsWords
  code: { language: string, plain: string }
  image: { missing: string, nowhere: string }
  lostPictures: (count: number) => string
  taskLabel: (item: Node, isDone: boolean) => string
  unknown: (name: string) => string
}

/** @param label what is edited, where it is not the page's own text */
export function useEditorWords(label?: string): EditorWords {
  const { t } = useLingui()
  return useMemo(() => ({
    label: label ?? t`Page text`,
    placeholder: { paragraph: () => t`Write, or type / for blocks`, line: () => t`What this opens to`, heading: level => t`Heading ${level}` },
    blocks: {
      add: t`Add a block below`,
      grip: t`Move or change this block`,
      chosen: count => t`${plural(count, { one: '# block chosen', other: '# blocks chosen' })}`,
      removed: count => t`${plural(count, { one: '# block deleted', other: '# blocks deleted' })}`,
      copied: count => t`${plural(count, { one: '# block copied', other: '# blocks copied' })}`,
      duplicated: count => t`${plural(count, { one: '# block duplicated', other: '# blocks duplicated' })}`,
      moved: step => (step < 0 ? t`Moved up` : t`Moved down`),
      atEdge: step => (step < 0 ? t`It cannot go further up.` : t`It cannot go further down.`),
      dropped: t`Moved`,
    },
    callout: {
      kind: t`Kind of callout`,
      kinds: { note: t({ message: 'Note', context: 'callout' }), tip: t({ message: 'Tip', context: 'callout' }), important: t({ message: 'Important', context: 'callout' }), warning: t({ message: 'Warning', context: 'callout' }), success: t({ message: 'Success', context: 'callout' }) },
    },
    column: { border: t`Width of the column` },
    contents: { label: t`Table of contents`, empty: t`Headings of this page are listed here. Type # and a space for one.` },
    details: { toggle: line => (line ? t`More: ${line}` : t`More`) },
    code: { language: t`Language of the code`, plain: t`Plain text` },
    image: { missing: t`This image cannot be shown right now.`, nowhere: t`This page cannot be written in right now, so the image was not put in. Try again when it can.` },
    lostPictures: count => t`${plural(count, { one: '# picture stayed behind: its file is on your computer. Drop it into the page.', other: '# pictures stayed behind: their files are on your computer. Drop them into the page.' })}`,
    taskLabel: item => {
      const task = item.firstChild?.textContent
      return task ? t`Done: ${task}` : t`Done: empty task`
    },
    unknown: name => t`Made with a newer Kopa: ${name}`,
  }), [t, label])
}
