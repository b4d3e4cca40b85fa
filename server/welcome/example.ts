import { readFile } from 'node:fs/promises'
import type { Language } from '@kopa/shared/languages.ts'
import type { CompanyRole, Role } from '@kopa/shared/policy.ts'
import type { Block } from './content.ts'

/** What is planted for people who look around; `key`s name things inside the file only. */
export interface Example {
  workspace: Record<Language, string>
  companies: ExampleCompany[]
  people: ExamplePerson[]
  pages: ExamplePage[]
}

export interface ExampleCompany { key: string, name: string, domain: string, timeZone: string }

export interface ExamplePerson {
  key: string
  name: string
  company: string
  companyRole: CompanyRole
  role: Role
  /** page -> hours since the person had it open */
  visited: Record<string, number>
}

/** `made` and `changed`: days ago. */
export interface ExamplePage extends Record<Language, { title: string, content: Block[] }> {
  key: string
  parent?: string
  privateTo?: string
  by: string
  made: number
  changed: number
}

/** The file is content: its shape is checked by a test, not at every start. */
export const readExample = async (): Promise<Example> =>
  JSON.parse(await readFile(new URL('./example.json', import.meta.url), 'utf8')) as Example
