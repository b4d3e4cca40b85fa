import { Type } from 'typebox'
import { defineContract, Id, OneOf, OrNull, Shape } from '../contract.ts'

/** bytes of one uploaded file */
export const mostFileBytes = 100 * 1024 * 1024
/** bytes of an image in a page, which everybody who reads the page loads */
export const mostImageBytes = 20 * 1024 * 1024
/** pixels (width x height) of one image: more would take a reader's browser down */
export const mostImagePixels = 60_000_000

export const files = defineContract({
  uploadImage: {
    method: 'POST', path: '/workspaces/:workspaceId/pages/:pageId/files', action: 'file.upload', upload: 'form', triesPerMinute: 120,
    summary: 'Stores an image (PNG, JPEG, GIF or WebP) for a page: multipart/form-data with one part named "file".',
    params: Shape({ workspaceId: Id, pageId: Id }),
    result: Shape({ id: Id, url: Type.String(), name: Type.String(), width: OrNull(Type.Integer()), height: OrNull(Type.Integer()) }),
  },
  uploadTaskFile: {
    method: 'POST', path: '/workspaces/:workspaceId/boards/:boardId/files', action: 'file.upload', upload: 'form', triesPerMinute: 120,
    summary: 'Stores a file of any kind for a task of a board: multipart/form-data with one part named "file". Whoever sends it then names it in the task.',
    params: Shape({ workspaceId: Id, boardId: Id }),
    /** 'company': for a task in the own company's side of the board, which there must be */
    query: Shape({ sees: Type.Optional(OneOf(['workspace', 'company'])) }),
    result: Shape({ id: Id, name: Type.String(), size: Type.Integer(), type: Type.String() }),
  },
  downloadFile: {
    method: 'GET', path: '/files/:fileId', action: 'signedIn', download: ['*/*'], summary: 'A file\'s bytes, for those who may read its page or its task.',
    params: Shape({ fileId: Id }), result: Type.Unknown(),
  },
})
