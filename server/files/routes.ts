import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '@kopa/shared/errors.ts'
import { files } from '@kopa/shared/files/contract.ts'
import { mount, type MountParts } from '../core/mount.ts'
import { type NoteFile, uploadImage, uploadTaskFile, type Upload } from './commands.ts'
import { getReadableFile } from './queries.ts'
import { createFileStorage } from './storage.ts'

export interface FilesParts extends MountParts { noteFile: NoteFile }

export function registerFiles(app: FastifyInstance, parts: FilesParts): void {
  const storage = createFileStorage(parts.config.dataFolder)
  const keeping = { storage, noteFile: parts.noteFile }
  mount(app, files, {
    uploadImage: async (context, { pageId }, { request }) => uploadImage(context, pageId, await readUpload(request), keeping),
    uploadTaskFile: async (context, { boardId, sees }, { request }) => uploadTaskFile(context, { boardId, isInSide: sees === 'company' }, await readUpload(request), keeping),
    async downloadFile({ database, caller }, { fileId }, { request, reply }) {
      const file = await getReadableFile(database, caller, fileId)
      const tag = `"${file.sha256.toString('hex')}"`
      if (request.headers['if-none-match'] === tag) return describe(reply, file, tag).status(304).send()
      const bytes = await storage.read(file.id)
      return describe(reply, file, tag).send(bytes)
    },
  }, parts)
}

async function readUpload(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) throw new AppError('malformed')
  const part = await request.file()
  if (!part) throw new AppError('invalid', { fields: 'file' })
  return { name: part.filename, bytes: part.file }
}

/** The browser shows the bytes as the image they were checked to be, and runs nothing in them; anything else it saves. */
function describe(reply: FastifyReply, { name, contentType, width, size }: { name: string, contentType: string, width: number | null, size: number }, tag: string): FastifyReply {
  return reply
    .type(contentType)
    .header('content-length', size)
    .header('content-disposition', `${width === null ? 'attachment' : 'inline'}; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, max-age=60')
    .header('etag', tag)
}
