import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

/** Tools and marks of what is done; it can be deleted at any time. */
export const toolsFolder = path.join(root, '.tools')
