import fs from 'node:fs/promises'
import path from 'node:path'
import { UnreadableFile } from '../transfer/xml-records.ts'
import { CannotDo } from './command.ts'

const reasons: Readonly<Record<string, string>> = { ENOENT: 'there is no such file', EISDIR: 'it is a folder', EACCES: 'you may not read it' }

/** Reads a file that somebody named at the terminal; what cannot be read is told in a sentence. `what`: 'a plan that can be read'. */
export async function readGiven<T>(file: string, what: string, read: (file: string) => Promise<T>): Promise<T> {
  try {
    return await read(file)
  } catch (error) {
    if (error instanceof UnreadableFile) throw new Error(`${file} is not ${what}: ${error.message}.`, { cause: error })
    if (error instanceof Error && 'syscall' in error && 'code' in error) throw new Error(`${file} cannot be read: ${reasons[String(error.code)] ?? String(error.code)}.`, { cause: error })
    throw error
  }
}

/** @throws CannotDo before anything is done for a file that could not be written where somebody wants it */
export async function checkPlace(file: string): Promise<void> {
  const folder = path.dirname(path.resolve(file))
  const isFolder = await fs.stat(folder).then(stat => stat.isDirectory(), () => false)
  if (!isFolder) throw new CannotDo(`There is no folder ${folder}: make it first, or name a file elsewhere.`)
  const mayWrite = await fs.access(folder, fs.constants.W_OK).then(() => true, () => false)
  if (!mayWrite) throw new CannotDo(`${file} cannot be written: you may not write into the folder ${folder}.`)
}
