import type { Stage } from '@kopa/shared/boards/column.ts'
import type { Priority } from '@kopa/shared/boards/task.ts'
import { most, type PortableBoard, type PortablePerson } from '@kopa/shared/transfer/board-file.ts'

/** People and labels that a file names in words, each once. */
export class Names {
  readonly #people = new Map<string, PortablePerson>()
  readonly #labels = new Map<string, PortableBoard['labels'][number]>()

  /** 'Ana Alksne', 'ana@alder.example' or 'Ana Alksne <ana@alder.example>'; an id for use in tasks. null: no name */
  person(words: string, mail: string | null = null): string | null {
    const parts = /^(.*?)\s*<([^<>]+@[^<>]+)>$/.exec(words.trim())
    const said = (parts?.[1] ?? words).replace(/^"|"$/g, '').trim().slice(0, 200)
    const email = (mail ?? parts?.[2] ?? (/^\S+@\S+\.\S+$/.test(said) ? said : null))?.toLowerCase().slice(0, 320) ?? null
    const id = (email ?? said.toLowerCase()).slice(0, 200)
    if (id === '' || (this.#people.size >= most.people && !this.#people.has(id))) return null
    if (!this.#people.has(id)) this.#people.set(id, { id, name: said || (email ?? ''), email })
    return id
  }

  label(name: string, color?: number): string | null {
    const said = name.trim().slice(0, 60)
    const id = said.toLowerCase()
    if (id === '' || (this.#labels.size >= most.labels && !this.#labels.has(id))) return null
    if (!this.#labels.has(id)) this.#labels.set(id, { id, name: said, color: color ?? this.#labels.size % 8 })
    return id
  }

  get people(): PortablePerson[] { return [...this.#people.values()] }
  get labels(): PortableBoard['labels'] { return [...this.#labels.values()] }
}

const stageWords: readonly (readonly [Stage, RegExp])[] = [
  ['done', /^(done|closed|complete[d]?|finished|resolved|released|shipped|launched|archived?|pabeigt[sia]?|padarīt[sia]?|gatavs|slēgts|izpildīt[sia]?)\b/iu],
  ['waiting', /(wait|blocked|stuck|on hold|pending|review|approval|gaida|bloķ|apturēt|pārskat)/iu],
  ['active', /(doing|in progress|working on it|in work|active|started|development|testing|ongoing|darbā|procesā|notiek|izstrād)/iu],
]

/** What a column called so most likely means. */
export const stageOf = (title: string): Stage => stageWords.find(([, words]) => words.test(title.trim()))?.[0] ?? 'open'

const priorityWords: readonly (readonly [Priority, RegExp])[] = [
  ['urgent', /^(urgent|critical|blocker|highest|very high|p0|1|steidzam[sia]?|kritisk[sia]?|augstākā)$/iu],
  ['high', /^(high|major|important|p1|2|augst[sa]|augsta)$/iu],
  ['medium', /^(medium|normal|moderate|p2|3|5|vidēj[sa]|vidēja)$/iu],
  ['low', /^(low|lowest|minor|trivial|p3|p4|4|9|zem[sa]|zema|zemākā)$/iu],
]

export const priorityOf = (words: string): Priority | null => priorityWords.find(([, known]) => known.test(words.replace(/[^\p{L}\p{N} ]/gu, '').trim()))?.[0] ?? null

/** Who or what stands in one cell, between commas, semicolons or lines. */
export const partsOf = (words: string): string[] => words.split(/[,;\n|]/).map(part => part.trim()).filter(part => part !== '')
