import type { Node } from '@tiptap/pm/model'
import type { CalloutWords } from './callout-view.ts'
import { useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'

/** The words that stand inside the page itself, in the reader's language. */
export interface EditorWords {
  label: string
  placeholder: { paragraph: () => string, heading: (level: number) => string }
  callout: CalloutWords
  code: { language: string, plain: string }
  image: { missing: string, nowhere: string }
  taskLabel: (item: Node, isDone: boolean) => string
  unknown: (name: string) => string
}

/** @param label what is edited, where it is not the page's own text */
export function useEditorWords(label?: string): EditorWords {
  const { t } = useLingui()
  return useMemo(() => ({
    label: label ?? t`Page text`,
    placeholder: { paragraph: () => t`Write, or type / for blocks`, heading: level => t`Heading ${level}` },
    callout: {
      kind: t`Kind of callout`,
      kinds: { note: t({ message: 'Note', context: 'callout' }), tip: t({ message: 'Tip', context: 'callout' }), important: t({ message: 'Important', context: 'callout' }), warning: t({ message: 'Warning', context: 'callout' }), success: t({ message: 'Success', context: 'callout' }) },
    },
    code: { language: t`Language of the code`, plain: t`Plain text` },
    image: { missing: t`This image cannot be shown right now.`, nowhere: t`This page cannot be written in right now, so the image was not put in. Try again when it can.` },
    taskLabel: item => {
      const task = item.firstChild?.textContent
      return task ? t`Done: ${task}` : t`Done: empty task`
    },
    unknown: name => t`Made with a newer Kopa: ${name}`,
  }), [t, label])
}
