import { useLingui } from '@lingui/react/macro'
import type { TemplateId } from './page-templates.ts'

export interface TemplateName { id: TemplateId, icon: string, name: string, lead: string }

/** What everybody can begin a page with, by what it is for; in the language of the reader. The names are those of the pages themselves. */
export function useTemplateNames(): { label: string, templates: TemplateName[] }[] {
  return [usePlanning(), useRunning(), useKnowing()]
}

function usePlanning() {
  const { t } = useLingui()
  const templates: TemplateName[] = [
    { id: 'joint-business-plan', icon: '🤝', name: t`Joint business plan`, lead: t`Goals, what each company brings, workstreams.` },
    { id: 'campaign-brief', icon: '📣', name: t`Campaign brief`, lead: t`For whom, what you say, where, with which money.` },
    { id: 'integration-design', icon: '🔌', name: t`Integration design`, lead: t`Two products that shall work together.` },
    { id: 'onboarding-plan', icon: '🧭', name: t`Partner onboarding plan`, lead: t`From the signature to the first joint customer.` },
  ]
  return { label: t`Plan together`, templates }
}

function useRunning() {
  const { t } = useLingui()
  const templates: TemplateName[] = [
    { id: 'meeting-notes', icon: '🗒️', name: t`Meeting notes`, lead: t`What was decided, and who does what.` },
    { id: 'quarterly-review', icon: '📈', name: t`Quarterly business review`, lead: t`Figures, deals, promises of both sides.` },
    { id: 'status-report', icon: '🚦', name: t`Status report`, lead: t`One page a week, bad news first.` },
    { id: 'decision-record', icon: '⚖️', name: t`Decision record`, lead: t`The question, the ways, the choice and why.` },
    { id: 'risk-register', icon: '🛟', name: t`Risk register`, lead: t`What could happen, and who watches it.` },
  ]
  return { label: t`Keep it going`, templates }
}

function useKnowing() {
  const { t } = useLingui()
  const templates: TemplateName[] = [
    { id: 'enablement-page', icon: '🎓', name: t`Enablement page`, lead: t`What the partner’s sales people need to know.` },
    { id: 'faq', icon: '❓', name: t`Frequently asked questions`, lead: t`Answers that both companies stand by.` },
    { id: 'policy', icon: '📜', name: t`Policy`, lead: t`A rule that one can remember, and why it is there.` },
  ]
  return { label: t`Know and agree`, templates }
}
