import type { Language } from '@kopa/shared/languages.ts'
import { readTemplate, type TemplatePage } from '@kopa/shared/pages/template-text.ts'

/** What everybody can begin a page with, in the order in which it is offered. */
export const templateIds = [
  'joint-business-plan', 'quarterly-review', 'campaign-brief', 'integration-design', 'onboarding-plan', 'status-report',
  'meeting-notes', 'decision-record', 'risk-register', 'enablement-page', 'faq', 'policy',
] as const
export type TemplateId = (typeof templateIds)[number]

/** Each is a file of its own, fetched when somebody looks at it: as catalogs are, one for each language. */
const texts = import.meta.glob<string>('./template-*.md', { query: '?raw', import: 'default' })

export async function readBuiltIn(id: TemplateId, language: Language): Promise<TemplatePage> {
  const text = await texts[`./template-${id}.${language}.md`]?.()
  if (text === undefined) throw new Error(`no template ${id} in ${language}`)
  return readTemplate(text, () => crypto.randomUUID())
}
