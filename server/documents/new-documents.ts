import { AppError } from '@kopa/shared/errors.ts'
import type { Transaction } from '../core/context.ts'
import type { Caps } from './caps.ts'
import { type ComposedDocument, insertDocument, insertDocuments } from './commands.ts'
import { composeFirst } from './edit.ts'
import type { DocumentStart } from './engine-parts.ts'
import type { Keeper } from './keeper.ts'
import { leastBytes } from './queries.ts'
import type { WorkspaceSizes } from './workspace-size.ts'

export interface NewDocumentsParts { keeper: Keeper, sizes: WorkspaceSizes, caps: Pick<Caps, 'documentBytes'>, now: () => Date, foldSoon: (id: string) => void }

/** So many new documents are folded by themselves; of more, each is listed and found once somebody has opened it. */
const foldedAtOnce = 50

/** @throws AppError documentTooLarge, workspaceTooLarge */
export async function createDocument(parts: NewDocumentsParts, transaction: Transaction, { content, at = parts.now(), ...document }: DocumentStart): Promise<void> {
  const isEmpty = Object.values(content ?? {}).every(part => Object.keys(part ?? '').length === 0)
  const first = isEmpty ? null : await composeFirst(parts.keeper, document.kind, { verb: 'fill', args: [content], userId: document.userId })
  await checkSizes(parts, transaction, document.workspaceId, [first?.bytes.length ?? 0])
  await insertDocument(transaction, { ...document, at }, first)
  if (first !== null) parts.foldSoon(document.id)
}

/** Many of one workspace, that were composed elsewhere. @throws AppError documentTooLarge, workspaceTooLarge */
export async function createComposed(parts: NewDocumentsParts, transaction: Transaction, workspaceId: string, documents: readonly Omit<ComposedDocument, 'workspaceId'>[]): Promise<void> {
  await checkSizes(parts, transaction, workspaceId, documents.map(({ updates }) => updates.reduce((sum, { length }) => sum + length, 0)))
  await insertDocuments(transaction, documents.map(document => ({ ...document, workspaceId })))
  if (documents.length <= foldedAtOnce) for (const { id } of documents) parts.foldSoon(id)
}

async function checkSizes({ sizes, caps }: NewDocumentsParts, transaction: Transaction, workspaceId: string, bytes: readonly number[]): Promise<void> {
  if (bytes.some(one => one > caps.documentBytes)) throw new AppError('documentTooLarge')
  const [size, sum] = [sizes.of(workspaceId), bytes.reduce((all, one) => all + one + leastBytes, 0)]
  await size.check(transaction, sum)
  size.add(sum)
}
