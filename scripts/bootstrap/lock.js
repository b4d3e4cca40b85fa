import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { toolsFolder } from './places.js'
import { say } from './processes.js'

const file = path.join(toolsFolder, 'lock')

/** Does `work` while no other Kopa command of this checkout prepares anything. */
export async function withLock(work) {
  fs.mkdirSync(toolsFolder, { recursive: true })
  await take()
  process.once('exit', release)
  try {
    return await work()
  } finally {
    process.off('exit', release)
    release()
  }
}

async function take() {
  let hasSaidSo = false
  while (!tryToTake()) {
    const holder = readHolder()
    if (holder !== null && !isOurs(holder)) removeStale(holder)
    else if (!hasSaidSo) {
      say('another command is preparing this folder; waiting for it ...')
      hasSaidSo = true
    }
    await pause(100)
  }
}

/** Written beside and linked, so that the lock is never seen without its holder in it. */
function tryToTake() {
  const mine = `${file}.${process.pid}`
  fs.writeFileSync(mine, String(process.pid))
  try {
    fs.linkSync(mine, file)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  } finally {
    fs.rmSync(mine, { force: true })
  }
}

const release = () => fs.rmSync(file, { force: true })

function readHolder() {
  try {
    return Number(fs.readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

/** Its holder was killed. Renaming decides between two that notice it together. */
function removeStale(holder) {
  const aside = `${file}.stale-${process.pid}`
  try {
    fs.renameSync(file, aside)
    if (Number(fs.readFileSync(aside, 'utf8')) !== holder) fs.linkSync(aside, file)
  } catch {
    // Somebody else has removed it, or taken it since: look again.
  }
  fs.rmSync(aside, { force: true })
}

/** A process number may have gone to somebody else since; on Linux we can look who it is. */
function isOurs(pid) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
  if (process.platform !== 'linux') return true
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('bootstrap.js')
  } catch {
    return false
  }
}
