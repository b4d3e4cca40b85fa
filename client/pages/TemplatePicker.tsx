import { Lock, Users } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useId, useState } from 'react'
import { useMe } from '../core/session.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Form } from '../ui/Form.tsx'
import { FormActs } from '../ui/FormActs.tsx'
import { Icon } from '../ui/Icon.tsx'
import { type Entry, templatesOf } from './page-tree.ts'
import { pagesQuery } from './page-tree-queries.ts'
import type { TemplateId } from './page-templates.ts'
import { TemplatePreview } from './TemplatePreview.tsx'
import styles from './TemplatePicker.module.css'
import { useTemplateNames } from './use-template-names.ts'

/** One of those that everybody has, or one that companies here have kept. */
export type ChosenTemplate = { kind: 'everybodys', id: TemplateId, name: string } | { kind: 'own', id: string, name: string }

interface Props { workspaceId: string, companies: readonly { id: string, name: string }[], /** What is refused is thrown. */ onUse: (chosen: ChosenTemplate) => Promise<void>, onClose: () => void }

/** Left what there is, chosen by arrow keys; right how it looks. */
export function TemplatePicker({ workspaceId, companies, onUse, onClose }: Props) {
  const { t } = useLingui()
  const groups = useTemplateNames()
  const own = templatesOf(useQuery(pagesQuery(workspaceId)).data?.pages ?? [])
  const [chosen, setChosen] = useState<ChosenTemplate>(() => firstOf(own, groups))
  return (
    <Dialog title={t`Begin with a template`} isOpen size="large" onClose={onClose}>
      <Form className={styles['picker'] ?? ''} act={async () => { await onUse(chosen); onClose() }}>
        <div className={styles['list']}>
          {own.length > 0 && (
            <Group label={t`Your templates`}>
              {own.map(page => (
                <Option key={page.id} icon={page.icon} name={page.title || t`Untitled`} lead={<SeenByLine page={page} companies={companies} />} isChosen={chosen.id === page.id}
                  onChoose={() => setChosen({ kind: 'own', id: page.id, name: page.title })} />
              ))}
            </Group>
          )}
          {groups.map(({ label, templates }) => (
            <Group key={label} label={label}>
              {templates.map(({ id, icon, name, lead }) => <Option key={id} icon={icon} name={name} lead={lead} isChosen={chosen.id === id} onChoose={() => setChosen({ kind: 'everybodys', id, name })} />)}
            </Group>
          ))}
        </div>
        <TemplatePreview chosen={chosen} />
        <div className={styles['acts']}><FormActs onClose={onClose}><Trans>Use this template</Trans></FormActs></div>
      </Form>
    </Dialog>
  )
}

function firstOf([own]: readonly Entry[], groups: ReturnType<typeof useTemplateNames>): ChosenTemplate {
  const [first] = groups[0]?.templates ?? []
  return own ? { kind: 'own', id: own.id, name: own.title } : { kind: 'everybodys', id: first?.id ?? 'meeting-notes', name: first?.name ?? '' }
}

const Group = ({ label, children }: { label: string, children: ReactNode }) => <fieldset className={styles['group']}><legend>{label}</legend>{children}</fieldset>

interface OptionProps { icon: string | null, name: string, lead: ReactNode, isChosen: boolean, onChoose: () => void }

function Option({ icon, name, lead, isChosen, onChoose }: OptionProps) {
  const id = useId()
  return (
    <label className={styles['option']}>
      <input type="radio" name="template" checked={isChosen} autoFocus={isChosen} aria-describedby={id} aria-label={name} onChange={onChoose} />
      <span aria-hidden="true" className={styles['icon']}>{icon}</span>
      <span className={styles['words']}><strong>{name}</strong><small id={id}>{lead}</small></span>
    </label>
  )
}

function SeenByLine({ page, companies }: { page: Entry, companies: Props['companies'] }) {
  const me = useMe()
  const owner = companies.find(({ id }) => id === page.privateTo)?.name ?? me.company.name
  return page.privateTo === null ? <><Icon of={Users} size={14} /> <Trans>Of the whole workspace</Trans></> : <><Icon of={Lock} size={14} /> <Trans>Only {owner} sees this</Trans></>
}
