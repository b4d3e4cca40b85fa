import { UnreadableFile } from '../transfer/xml-records.ts'

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
