import fs from 'node:fs/promises'

const megabyte = 1024 * 1024

/** PostgreSQL continues its log of changes in pieces of 16 MB; with less than that and a little more it may not start. */
const leastBytes = 20 * megabyte

/** What systems say when a disk, or what a quota leaves of it, has no room. */
const noRoom = /No space left on device|ENOSPC|Disk quota exceeded|EDQUOT/

/**
 * For a failure of PostgreSQL on `folder`: a full disk is told as what it is. PostgreSQL's own words go to a file on that
 * disk, and are often missing.
 */
export const tellIfFull = (folder: string) => async (error: Error): Promise<never> => {
  const left = await bytesLeft(folder)
  throw left < leastBytes || noRoom.test(error.message) ? new DiskFull(folder, left, error) : error
}

class DiskFull extends Error {
  constructor(folder: string, left: number, cause: Error) {
    super(`The disk of ${folder} is full (${Math.floor(left / megabyte)} MB left), so the built-in database cannot run. Make room on it; nothing that was saved is lost.`, { cause })
  }
}

async function bytesLeft(folder: string): Promise<number> {
  const { bavail, bsize } = await fs.statfs(folder)
  return bavail * bsize
}
