import { Trans } from '@lingui/react/macro'
import { contentOf } from '@kopa/shared/pages/page.ts'
import { plainBlocks } from '@kopa/shared/pages/plain-blocks.ts'
import { useEffect, useState } from 'react'
import type { OpenDocument } from '../documents/open-document.ts'
import { Notice } from '../ui/Notice.tsx'
import './page-text.css'
import { usePageSettings } from './use-page-settings.ts'

const tags = { heading: 'h2', paragraph: 'p', item: 'p', code: 'pre' } as const

/** The words of a page, to be read: while the editor is on its way, or when the page holds what this Kopa cannot edit without harm. */
export function PlainPage({ document, isUnfit = false }: { document: OpenDocument, isUnfit?: boolean }) {
  const [{ language, direction }] = usePageSettings(document)
  const blocks = usePlainBlocks(document)
  return (
    <>
      {isUnfit && <Notice><Trans>This page was made with a newer Kopa and can only be read here. Reload to get the newest one.</Trans></Notice>}
      <div lang={language ?? undefined} dir={direction ?? undefined} className="page-text" data-plain>
        {blocks.map(({ kind, text }, index) => {
          const Tag = tags[kind]
          return <Tag key={index} dir="auto">{text}</Tag>
        })}
      </div>
    </>
  )
}

function usePlainBlocks({ doc }: OpenDocument) {
  const [blocks, setBlocks] = useState(() => plainBlocks(contentOf(doc)))
  useEffect(() => {
    const content = contentOf(doc)
    const read = () => setBlocks(plainBlocks(content))
    read()
    content.observeDeep(read)
    return () => content.unobserveDeep(read)
  }, [doc])
  return blocks
}
