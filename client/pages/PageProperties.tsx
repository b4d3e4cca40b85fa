import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { CompanyMark } from '../ui/CompanyMark.tsx'
import { DateText } from '../ui/DateText.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Select } from '../ui/Select.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { showError } from '../ui/toasts.ts'
import { PageApproval } from './PageApproval.tsx'
import styles from './PageProperties.module.css'
import { type PageProperties as Properties, pagePropertiesApi, pagePropertiesQuery } from './page-properties.ts'
import type { TreeCompany } from './PageTree.tsx'

export interface PropertyPerson { userId: string, name: string, companyId: string }
interface Props { workspaceId: string, pageId: string, privateTo: string | null, companies: readonly TreeCompany[], people: readonly PropertyPerson[], mayChange: boolean, onClose: () => void }

/** What there is to know of a page besides what it says. */
export function PageProperties(props: Props) {
  const { t } = useLingui()
  const { workspaceId, pageId, onClose } = props
  const asked = useQuery(pagePropertiesQuery(workspaceId, pageId))
  return (
    <Dialog title={t`About this page`} isOpen onClose={onClose}>
      {asked.isPending && <Skeleton lines={6} />}
      {asked.error && !asked.data && <ErrorState title={t`This could not be fetched`} error={asked.error} onRetry={() => void asked.refetch()} />}
      {asked.data && <Known {...props} known={asked.data} />}
    </Dialog>
  )
}

function Known(props: Props & { known: Properties }) {
  const { known: { createdAt, createdBy, changedAt, changedBy, verifications }, workspaceId, pageId, privateTo, companies, mayChange } = props
  const owner = companies.find(({ id }) => id === privateTo)
  return (
    <>
      <dl className={styles['list']}>
        <Line name={<Trans>Answers for it</Trans>}><OwnerChoice {...props} /></Line>
        <Line name={<Trans>Who sees it</Trans>}>{owner ? <Trans>Only {owner.name}</Trans> : <Trans>Everybody in the workspace</Trans>}</Line>
        <Line name={<Trans>Made</Trans>}><Who person={createdBy} companies={companies} />, <DateText at={createdAt} /></Line>
        <Line name={<Trans>Last changed</Trans>}>{changedBy && <><Who person={changedBy} companies={companies} />, </>}<DateText at={changedAt} /></Line>
      </dl>
      <PageApproval workspaceId={workspaceId} pageId={pageId} verifications={verifications} companies={companies} mayChange={mayChange} />
    </>
  )
}

const Line = ({ name, children }: { name: ReactNode, children: ReactNode }) => <div><dt>{name}</dt><dd>{children}</dd></div>

function Who({ person: { name, companyId }, companies }: { person: { name: string, companyId: string }, companies: readonly TreeCompany[] }) {
  const company = companies.find(({ id }) => id === companyId)
  return <>{company && <CompanyMark name={company.name} color={company.color} size="small" />} {name}</>
}

/** Who sees the page can answer for it. */
function OwnerChoice({ known: { owner }, workspaceId, pageId, privateTo, companies, people, mayChange }: Props & { known: Properties }) {
  const { t } = useLingui()
  const queries = useQueryClient()
  if (!mayChange) return <Who person={owner} companies={companies} />
  const able = people.filter(({ companyId }) => privateTo === null || companyId === privateTo)
  const choices = able.map(({ userId, name, companyId }) => ({ value: userId, label: `${name}, ${companies.find(({ id }) => id === companyId)?.name ?? ''}` }))
  const shown = choices.some(({ value }) => value === owner.id) ? choices : [{ value: owner.id, label: owner.name }, ...choices]
  async function choose(userId: string): Promise<void> {
    await pagePropertiesApi.changePageOwner({ workspaceId, pageId, userId }).catch(showError)
    await queries.invalidateQueries({ queryKey: pagePropertiesQuery(workspaceId, pageId).queryKey })
  }
  return <Select name="owner" label={t`Answers for it`} isLabelHidden size="dense" choices={shown} value={owner.id} onChange={userId => void choose(userId)} />
}
