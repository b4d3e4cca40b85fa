import { Trans, useLingui } from '@lingui/react/macro'
import { addDays } from '@kopa/shared/boards/zoned-time.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useMe } from '../core/session.tsx'
import { Button } from '../ui/Button.tsx'
import { CompanyMark } from '../ui/CompanyMark.tsx'
import { DateText } from '../ui/DateText.tsx'
import { type FieldErrors, Form } from '../ui/Form.tsx'
import { TextField } from '../ui/TextField.tsx'
import { showError } from '../ui/toasts.ts'
import styles from './PageProperties.module.css'
import { type PageProperties, pagePropertiesApi, pagePropertiesQuery, useDayWords, useToday } from './page-properties.ts'
import { pagesQuery } from './page-tree-queries.ts'
import type { TreeCompany } from './PageTree.tsx'

interface Props { workspaceId: string, pageId: string, verifications: PageProperties['verifications'], companies: readonly TreeCompany[], mayChange: boolean }

/** Each company says for itself until when it stands by the page; that it did is in the audit of both. */
export function PageApproval({ workspaceId, pageId, verifications, companies, mayChange }: Props) {
  const { t } = useLingui()
  const me = useMe()
  const queries = useQueryClient()
  const own = verifications.find(({ companyId }) => companyId === me.company.id)
  const company = me.company.name
  async function again(): Promise<void> {
    await queries.invalidateQueries({ queryKey: pagePropertiesQuery(workspaceId, pageId).queryKey })
    await queries.invalidateQueries({ queryKey: pagesQuery(workspaceId).queryKey })
  }
  const end = (): Promise<void> => pagePropertiesApi.endVerification({ workspaceId, pageId }).then(again, showError)
  return (
    <section aria-label={t`Approval`} className={styles['approval']}>
      <h3><Trans>Approval</Trans></h3>
      {verifications.length === 0 && <p className={styles['quiet']}><Trans>Nobody has approved this page yet. Who approves it says: until that day one can rely on it. Then somebody reads it again.</Trans></p>}
      <ul>{verifications.map(verification => <Said key={verification.companyId} verification={verification} company={companies.find(({ id }) => id === verification.companyId)} />)}</ul>
      {mayChange && <Approve key={own?.until} onApprove={async until => { await pagePropertiesApi.verifyPage({ workspaceId, pageId, until }); await again() }} label={own ? t`Approve anew for ${company}` : t`Approve for ${company}`} />}
      {mayChange && own && <Button size="dense" variant="quiet" onPress={() => void end()}><Trans>End the approval by {company}</Trans></Button>}
    </section>
  )
}

function Said({ verification: { until, by, at, isChanged }, company }: { verification: Props['verifications'][number], company: TreeCompany | undefined }) {
  const [today, tell] = [useToday(), useDayWords()]
  const day = tell(until)
  return (
    <li>
      {company && <CompanyMark name={company.name} color={company.color} size="small" />}
      <span>
        <strong>{until < today ? <Trans>Ran out on {day}</Trans> : <Trans>Approved until {day}</Trans>}</strong>
        <small><Trans>by {by.name}, <DateText at={at} /></Trans>{isChanged && <> · <Trans>changed since</Trans></>}</small>
      </span>
    </li>
  )
}

/** days */
const usual = 182

function Approve({ onApprove, label }: { onApprove: (until: string) => Promise<void>, label: string }) {
  const { t } = useLingui()
  const today = useToday()
  const [until, setUntil] = useState(() => addDays(today, usual))
  return (
    <Form className={styles['approve'] ?? ''} check={({ until: day = '' }): FieldErrors => (day < today ? { until: t`Choose a day that is still to come.` } : {})} act={({ until: day = '' }) => onApprove(day)}>
      <TextField type="date" name="until" label={t`Approved until`} value={until} onChange={({ currentTarget }) => setUntil(currentTarget.value)} />
      <Button type="submit">{label}</Button>
    </Form>
  )
}
