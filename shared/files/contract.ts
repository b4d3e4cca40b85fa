import { Type } from 'typebox'
import { defineContract, Id, OrNull, Shape } from '../contract.ts'

/** bytes of one uploaded image */
export const mostFileBytes = 20 * 1024 * 1024
/** pixels (width x height) of one image: more would take a reader's browser down */
export const mostImagePixels = 60_000_000

export const files = defineContract({
  uploadImage: {
    method: 'POST', path: '/workspaces/:workspaceId/pages/:pageId/files', action: 'file.upload', upload: 'form', triesPerMinute: 120,
    summary: 'Stores an image (PNG, JPEG, GIF or WebP) for a page: multipart/form-data with one part named "file".',
    params: Shape({ workspaceId: Id, pageId: Id }),
    result: Shape({ id: Id, url: Type.String(), name: Type.String(), width: OrNull(Type.Integer()), height: OrNull(Type.Integer()) }),
  },
  downloadFile: {
    method: 'GET', path: '/files/:fileId', action: 'signedIn', download: 'bytes', summary: 'A file\'s bytes, for those who may read its page.',
    params: Shape({ fileId: Id }), result: Type.Unknown(),
  },
})
