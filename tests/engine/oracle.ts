import * as Y from 'yjs'
import type { Person } from '../support/world.ts'
import { until } from '../support/services.ts'
import { openEditor, synced, textOf, type Editor } from './engine-world.ts'

/**
 * Knows what must survive (promises.md): tokens that were acknowledged to their writer, and tokens that anybody else saw.
 * Writers and readers are stock clients that never come back with their own copy: what survives, the server has kept.
 */
export class Oracle {
  #owed = new Map<string, Set<string>>()
  #writers: Writer[] = []
  #readers: { documentId: string, editor: Editor }[] = []
  #urls: string[]
  #count = 0

  /** @param urls the nodes; people are spread over them */
  constructor(...urls: string[]) {
    this.#urls = urls.map(url => `${url.replace('http', 'ws')}/sync`)
  }

  /** Everybody sits down again, with nothing but what the server gives them: two write and one reads in every document. */
  async sitDown(documentIds: readonly string[], [one, other]: readonly [Person, Person]): Promise<void> {
    for (const documentId of documentIds) {
      for (const [index, person] of [one, other].entries()) this.#writers.push(writer(documentId, `c${this.#count++}`, openEditor(this.#urlOf(index), documentId, person)))
      this.#readers.push({ documentId, editor: openEditor(this.#urlOf(this.#readers.length), documentId, one) })
    }
    const everybody = [...this.#writers, ...this.#readers].map(({ editor }) => editor)
    await synced(...everybody)
    await until(() => this.#writers.every(({ editor }) => editor.saved() === 1))
  }

  /** Everybody types one token somewhere. */
  type(choose: (below: number) => number): void {
    for (const writer of this.#writers) {
      const token = `${writer.name}-${writer.sent.length} `
      const text = writer.editor.doc.getText('title')
      text.insert(choose(text.length + 1), token)
      writer.sent.push(token)
    }
  }

  #urlOf(index: number): string {
    return this.#urls[index % this.#urls.length] ?? ''
  }

  /** Everybody reads the same, wherever they are connected. */
  agrees(): boolean {
    const everybody = [...this.#writers, ...this.#readers]
    return everybody.every(({ documentId, editor }) => everybody.every(other => other.documentId !== documentId || textOf(other.editor) === textOf(editor)))
  }

  /** Everybody is connected. */
  isTogether(): boolean {
    return [...this.#writers, ...this.#readers].every(({ editor }) => editor.provider.synced)
  }

  get acknowledged(): number {
    return this.#writers.reduce((sum, { editor, base }) => sum + base + Math.max(0, editor.saved() - 1), 0)
  }

  /** Everything typed so far is acknowledged, also what was typed while nothing could be stored. */
  allAcknowledged(): boolean {
    return this.#writers.every(one => owedTo(one) === one.sent.length && one.editor.provider.synced)
  }

  /** Everybody leaves, and what they knew is written down. */
  leave(): void {
    for (const one of this.#writers) {
      const { documentId, editor, sent } = one
      sent.slice(0, owedTo(one)).forEach(token => this.#owe(documentId, token))
      for (const token of tokensOf(editor)) if (!sent.includes(token)) this.#owe(documentId, token)
      editor.leave()
    }
    for (const { documentId, editor } of this.#readers) {
      for (const token of tokensOf(editor)) this.#owe(documentId, token)
      editor.leave()
    }
    this.#writers = []
    this.#readers = []
  }

  /** What is owed and not there, as somebody finds who comes with nothing. */
  async missing(person: Person): Promise<string[]> {
    const missing: string[] = []
    for (const url of this.#urls) {
      for (const [documentId, owed] of this.#owed) missing.push(...await missingIn(openEditor(url, documentId, person), documentId, owed))
    }
    return missing
  }

  get owed(): number {
    return [...this.#owed.values()].reduce((sum, tokens) => sum + tokens.size, 0)
  }

  #owe(documentId: string, token: string): void {
    const tokens = this.#owed.get(documentId) ?? new Set()
    this.#owed.set(documentId, tokens.add(token))
  }
}

async function missingIn(fresh: Editor, documentId: string, owed: ReadonlySet<string>): Promise<string[]> {
  await synced(fresh)
  const isWhole = !fresh.doc.store.pendingStructs && !fresh.doc.store.pendingDs
  const there = new Set(tokensOf(fresh))
  fresh.leave()
  return [...(isWhole ? [] : [`${documentId} is not whole`]), ...[...owed].filter(token => !there.has(token))]
}

/** `base`: typed before the present connection began; `before`: of that, what was acknowledged. */
interface Writer { documentId: string, name: string, editor: Editor, sent: string[], base: number, before: number }

function writer(documentId: string, name: string, editor: Editor): Writer {
  const one: Writer = { documentId, name, editor, sent: [], base: 0, before: 0 }
  editor.provider.on('connection-close', () => { one.before = owedTo(one) })
  editor.provider.on('status', ({ status }) => { if (status === 'connected') one.base = one.sent.length })
  return one
}

/**
 * How many of the tokens were acknowledged. Every connection is counted anew, and begins with all that was typed before it in one
 * frame: where in the count that frame stands is not known, so it counts when all is acknowledged.
 */
function owedTo({ editor, sent, base, before }: Writer): number {
  const frames = editor.saved() - 1
  if (base === 0) return Math.max(0, frames)
  return frames >= sent.length - base ? sent.length : before
}

/** Tokens are never split by others: an insertion in the middle of one would be a different token, so they are read by id. */
function tokensOf({ doc }: Editor): string[] {
  const pieces: string[] = []
  for (const structs of doc.store.clients.values()) {
    let run = ''
    for (const struct of structs) run += struct instanceof Y.Item && struct.content instanceof Y.ContentString ? struct.content.str : ''
    pieces.push(...run.match(/c\d+-\d+ /g) ?? [])
  }
  return pieces
}
