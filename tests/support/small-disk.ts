import { spawnSync } from 'node:child_process'
import fs from 'node:fs/promises'
import path from 'node:path'
import { atTheEnd, temporaryFolder } from './services.ts'

/** A disk that can really be full: a tmpfs of its own, in memory. */
export interface SmallDisk {
  folder: string
  /** Takes every byte that is left, and every byte that is given back meanwhile, until `free`. */
  fill: () => Promise<void>
  free: () => Promise<void>
}

/** Why no disk can be mounted here, or null. Root in a container without the right to mount is told by trying. */
export function whyNoDisk(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'only root on Linux can mount a small disk'
  const tried = spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', '/mnt'], { encoding: 'utf8' })
  return tried.status === 0 ? null : `a small disk cannot be mounted here: ${tried.error?.message ?? tried.stderr.trim()}`
}

const mounted = new Set<string>()
process.once('exit', () => mounted.forEach(unmount))

/** Unmounted when the file is done, and when the process of the tests goes. Mount it before anything is started on it. */
export async function mountSmallDisk(megabytes: number): Promise<SmallDisk> {
  const folder = await temporaryFolder()
  mount(['mount', '-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0755`, 'tmpfs', folder])
  mounted.add(folder)
  const filler = fillerOf(path.join(folder, 'filler'))
  atTheEnd(async () => {
    await filler.free()
    unmount(folder)
  })
  return { folder, ...filler }
}

/** Lazily, which never fails: what still has files open there keeps them until it ends. */
function unmount(folder: string): void {
  spawnSync('umount', ['--lazy', folder])
  mounted.delete(folder)
}

function mount([program = '', ...args]: string[]): void {
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`)
}

function fillerOf(file: string): Pick<SmallDisk, 'fill' | 'free'> {
  let timer: NodeJS.Timeout | undefined
  let taking = Promise.resolve()
  const take = () => (taking = taking.then(() => takeAll(file)))
  return {
    async fill() {
      await take()
      timer = setInterval(take, 50)
    },
    async free() {
      clearInterval(timer)
      await taking
      await fs.rm(file, { force: true })
    },
  }
}

async function takeAll(file: string): Promise<void> {
  const handle = await fs.open(file, 'a')
  try {
    for (const size of [1024 * 1024, 4096]) await appendWhileThereIsRoom(handle, Buffer.alloc(size, 1))
  } finally {
    await handle.close()
  }
}

async function appendWhileThereIsRoom(handle: fs.FileHandle, bytes: Buffer): Promise<void> {
  try {
    for (;;) await handle.appendFile(bytes)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  }
}
