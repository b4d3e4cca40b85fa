import { ImagePlus, Trash2 } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import type { PageCover, PageDirection, PageSettings } from '@kopa/shared/pages/page-settings.ts'
import { useEffect, useState } from 'react'
import { Uploads } from '../core/uploads.ts'
import { UploadTray } from '../core/UploadTray.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Segments } from '../ui/Segments.tsx'
import { Select } from '../ui/Select.tsx'
import { showError } from '../ui/toasts.ts'
import { EmojiPicker } from './EmojiPicker.tsx'
import styles from './PageLook.module.css'
import { pickImages, useStoreImage } from './use-store-image.ts'

interface Props { workspaceId: string, pageId: string, settings: PageSettings, choose: (chosen: Partial<PageSettings>) => void, onClose: () => void }

/** Icon, cover, width, language and direction of a page. What is chosen is there at once, for everybody. */
export function PageLook(props: Props) {
  const { t } = useLingui()
  const { settings, choose } = props
  return (
    <Dialog title={t`Look of the page`} isOpen onClose={props.onClose}>
      <div className={styles['look']}>
        <section aria-label={t`Icon`}>
          <EmojiPicker chosen={settings.icon} onChoose={icon => choose({ icon })} />
        </section>
        <CoverChoice {...props} />
        <Segments label={t`Width`} value={settings.width} onChange={width => choose({ width })} choices={[{ value: 'narrow', label: t`Narrow text` }, { value: 'full', label: t`Full width` }]} />
        <LanguageChoice {...props} />
        <Segments<PageDirection | 'auto'> label={t`Direction of the text`} value={settings.direction ?? 'auto'} onChange={direction => choose({ direction: direction === 'auto' ? null : direction })}
          choices={[{ value: 'auto', label: t`As each text reads` }, { value: 'ltr', label: t`Left to right` }, { value: 'rtl', label: t`Right to left` }]} />
      </div>
    </Dialog>
  )
}

function CoverChoice({ workspaceId, pageId, settings: { cover }, choose }: Props) {
  const { t } = useLingui()
  const store = useStoreImage(workspaceId, pageId)
  const [uploads] = useState(() => new Uploads<{ id: string }, null>({ store, arrived: ({ id }) => choose({ cover: { fileId: id, position: 50 } }) }))
  useEffect(() => {
    const away = goOnAlone.get(uploads)
    away?.()
    return () => { goOnAlone.set(uploads, tellRefusals(uploads)) }
  }, [uploads])
  return (
    <fieldset className={styles['cover']}>
      <legend><Trans>Cover</Trans></legend>
      <div className={styles['row']}>
        <Button icon={ImagePlus} onPress={() => pickImages(images => uploads.send(images, null))}>{cover ? t`Another picture` : t`Choose a picture`}</Button>
        {cover && <Button icon={Trash2} variant="quiet" onPress={() => choose({ cover: null })}><Trans>Remove the cover</Trans></Button>}
      </div>
      <UploadTray uploads={uploads} label={t`Images on their way`} isInline />
      {cover && <CoverPosition cover={cover} onChange={position => choose({ cover: { ...cover, position } })} />}
    </fieldset>
  )
}

const goOnAlone = new WeakMap<object, () => void>()

/** The window is closed: the picture on its way becomes the cover all the same, and a refusal is told in the corner. */
const tellRefusals = (uploads: Uploads<{ id: string }, null>): () => void => uploads.subscribe(() => {
  for (const upload of uploads.list()) {
    if (upload.state !== 'failed') continue
    showError(new Error(upload.sentence))
    uploads.dismiss(upload.id)
  }
})

const CoverPosition = ({ cover, onChange }: { cover: PageCover, onChange: (position: number) => void }) => (
  <label className={styles['position']}>
    <Trans>Part of the picture that is seen, from its top to its foot</Trans>
    <input type="range" min={0} max={100} step={5} value={cover.position} onChange={event => onChange(event.currentTarget.valueAsNumber)} />
  </label>
)

/** Those that Kopa's people write in; one that somebody else has chosen stays in the list. */
const languages = ['ar', 'bg', 'cs', 'da', 'de', 'el', 'en', 'es', 'et', 'fa', 'fi', 'fr', 'ga', 'he', 'hi', 'hr', 'hu', 'is', 'it', 'ja', 'ko', 'lt', 'lv', 'mt', 'nb', 'nl', 'pl', 'pt', 'ro', 'ru', 'sk', 'sl', 'sr', 'sv', 'tr', 'uk', 'zh']

function LanguageChoice({ settings: { language }, choose }: Props) {
  const { t, i18n } = useLingui()
  const names = new Intl.DisplayNames(i18n.locale, { type: 'language' })
  const offered = language === null || languages.includes(language) ? languages : [...languages, language]
  const choices = offered.map(value => ({ value, label: names.of(value) ?? value })).toSorted((a, b) => a.label.localeCompare(b.label, i18n.locale))
  return (
    <Select label={t`Language of the text`} hint={t`The browser checks the spelling by it, and screen readers read it so.`} name="language" value={language ?? ''}
      choices={[{ value: '', label: t`Not chosen` }, ...choices]} onChange={value => choose({ language: value === '' ? null : value })} />
  )
}
