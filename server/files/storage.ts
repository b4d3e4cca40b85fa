import { createHash } from 'node:crypto'
import { copyFile, link, mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

export interface StoredBytes { size: number, sha256: Buffer, isWhole: boolean }

/** Files as bytes under generated names: nothing a person calls a file ever becomes a path. */
export interface FileStorage {
  /** Writes up to `mostBytes` and makes them durable; the rest of the stream is read and dropped, so that the sender gets an answer. */
  store: (id: string, bytes: Readable, mostBytes: number) => Promise<StoredBytes>
  /** @throws when the bytes are not there, before anything has been answered */
  read: (id: string) => Promise<Readable>
  /** null: the bytes are not there */
  open: (id: string) => Promise<{ size: number, bytes: Readable } | null>
  /** Are the bytes there? */
  has: (id: string) => Promise<boolean>
  /** The first bytes, for looking at what the file really is. */
  head: (id: string, length: number) => Promise<Buffer>
  /** The same bytes under a second name: nobody ever writes into a file that is there. */
  copy: (from: string, to: string) => Promise<void>
  remove: (id: string) => Promise<void>
}

export function createFileStorage(dataFolder: string): FileStorage {
  const folder = join(dataFolder, 'files')
  const pathOf = (id: string) => join(folder, id.slice(-2), id)
  return {
    async store(id, bytes, mostBytes) {
      await mkdir(join(folder, id.slice(-2)), { recursive: true })
      const temporary = `${pathOf(id)}.part`
      try {
        const stored = await writeDurably(temporary, bytes, mostBytes)
        if (!stored.isWhole) return stored
        await rename(temporary, pathOf(id))
        await syncFolder(join(folder, id.slice(-2)))
        return stored
      } finally {
        await rm(temporary, { force: true })
      }
    },
    read: async id => (await open(pathOf(id))).createReadStream(),
    open: id => openWhole(pathOf(id)),
    has: id => stat(pathOf(id)).then(() => true, (error: unknown) => { if (isAbsent(error)) return false; throw error }),
    head: (id, length) => readHead(pathOf(id), length),
    async copy(from, to) {
      await mkdir(join(folder, to.slice(-2)), { recursive: true })
      // A disk that knows no second names gets the bytes again.
      await link(pathOf(from), pathOf(to)).catch(() => copyDurably(pathOf(from), pathOf(to)))
      await syncFolder(join(folder, to.slice(-2)))
    },
    remove: id => rm(pathOf(id), { force: true }),
  }
}

async function writeDurably(path: string, bytes: Readable, mostBytes: number): Promise<StoredBytes> {
  const file = await open(path, 'w')
  try {
    const stored = await writeUpTo(file, bytes, mostBytes)
    await file.sync()
    return stored
  } finally {
    await file.close()
  }
}

async function copyDurably(from: string, to: string): Promise<void> {
  await copyFile(from, to)
  const file = await open(to)
  await file.sync().finally(() => file.close())
}

/** A new name is durable when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path)
  await folder.sync().finally(() => folder.close())
}

async function writeUpTo(file: FileHandle, bytes: Readable, mostBytes: number): Promise<StoredBytes> {
  const hash = createHash('sha256')
  let size = 0
  let failure: unknown = null
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > mostBytes || failure) continue // read on: a half-sent request cannot be answered
    hash.update(chunk)
    await file.appendFile(chunk).catch((error: unknown) => { failure = error })
  }
  if (failure) throw failure
  return { size, sha256: hash.digest(), isWhole: size <= mostBytes }
}

async function openWhole(path: string): Promise<{ size: number, bytes: Readable } | null> {
  try {
    const file = await open(path)
    const { size } = await file.stat()
    return { size, bytes: file.createReadStream() }
  } catch (error) {
    if (isAbsent(error)) return null
    throw error
  }
}

const isAbsent = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

async function readHead(path: string, length: number): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
