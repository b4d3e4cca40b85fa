import { spawn } from 'node:child_process'
import { root } from './places.js'

/** A failure that is told in words; anything else is a defect of ours and shows its stack. */
export class Sentence extends Error {}

export const say = text => process.stderr.write(`Kopa: ${text}\n`)

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
const numbers = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }

let child = null
let wasInterrupted = false

/** Whoever works for us hears the signals that we hear, and we end after it; when nobody does, we end at once. */
for (const signal of signals) process.on(signal, () => interrupt(signal))

function interrupt(signal) {
  wasInterrupted = true
  if (child === null) process.exit(128 + numbers[signal])
  child.kill(signal)
}

/** An npm that is killed takes nobody along; nothing tells us but that we have another parent. */
const parent = process.ppid
const watch = setInterval(() => {
  if (process.ppid === parent) return
  clearInterval(watch)
  interrupt('SIGTERM')
}, 500)
watch.unref()

/** The exit code of a process that works for us, once it has ended. */
function endOf(started) {
  child = started
  return new Promise((resolve, reject) => {
    started.once('error', reject)
    started.once('close', (code, signal) => resolve(code ?? 128 + (numbers[signal] ?? 0)))
  }).finally(() => { child = null })
}

/** Runs a step to its end, quietly; its output is shown when it fails. */
export async function run(program, args, { env = process.env, cwd = root } = {}) {
  const step = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  step.stdout.on('data', chunk => { output += chunk })
  step.stderr.on('data', chunk => { output += chunk })
  const code = await endOf(step)
  if (wasInterrupted) throw new Sentence('Kopa: interrupted.')
  return { code, output }
}

/** Runs a step whose output belongs to the person at the terminal. */
export async function show(program, args, { env = process.env } = {}) {
  const code = await endOf(spawn(program, args, { cwd: root, env, stdio: 'inherit' }))
  if (wasInterrupted) throw new Sentence('Kopa: interrupted.')
  return code
}

/**
 * The server takes over the terminal. The channel between us tells it when we are gone, however we went, so that
 * it never stays behind alone.
 */
export async function handOver(program, args, env) {
  return endOf(spawn(program, args, { cwd: root, env, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] }))
}
