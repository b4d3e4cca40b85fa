import { useLingui } from '@lingui/react/macro'
import { Select } from '../ui/Select.tsx'
import { useMe } from './session.tsx'

/** Who sees what is made: everybody, or the own company alone. Sends `workspace` or `company` as `sees`. */
export function SeenBy({ defaultValue = 'workspace' }: { defaultValue?: 'workspace' | 'company' }) {
  const { t } = useLingui()
  const { company: { name } } = useMe()
  return <Select name="sees" label={t`Who sees it`} defaultValue={defaultValue} choices={[{ value: 'workspace', label: t`Everybody in the workspace` }, { value: 'company', label: t`Only ${name}` }]} />
}
