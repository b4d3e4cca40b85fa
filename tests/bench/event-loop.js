// Loaded before a server (node --import): between two SIGUSR2 it measures how long its event loop is kept, and prints it as one line. KOPA_PROFILE: also where.
import { Session } from 'node:inspector/promises'
import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

const longest = 10 // ms

/** Runs of samples without idling: what kept the loop, with the functions that were on top of it. */
function longTasks({ nodes, samples, timeDeltas }) {
  const byId = new Map(nodes.map(node => [node.id, node]))
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map(child => [child, id])))
  const pathOf = id => {
    const path = []
    for (let at = id; at !== undefined; at = parents.get(at)) {
      const { functionName, url, lineNumber } = byId.get(at).callFrame
      if (functionName !== '(root)') path.push(`${functionName || 'anonymous'} ${url.split('/').slice(-2).join('/')}:${lineNumber + 1}`)
    }
    return path
  }
  const runs = []
  let run = null
  samples.forEach((id, at) => {
    const isIdle = /^\((idle|program)\)$/.test(byId.get(id).callFrame.functionName)
    if (isIdle) { run = null; return }
    if (!run) runs.push(run = { ms: 0, paths: new Map() })
    const ms = (timeDeltas[at + 1] ?? 0) / 1000
    run.ms += ms
    const path = pathOf(id)
    for (const part of new Set([path[0], ...path.filter(one => /server\/|shared\//.test(one) || /node_modules/.test(one)).slice(0, 4)])) run.paths.set(part, (run.paths.get(part) ?? 0) + ms)
  })
  return runs.filter(({ ms }) => ms > longest).toSorted((one, other) => other.ms - one.ms).slice(0, 12)
    .map(({ ms, paths }) => `${ms.toFixed(0)} ms: ${[...paths].toSorted((one, other) => other[1] - one[1]).slice(0, 6).map(([name, of]) => `${name} ${of.toFixed(0)}`).join(', ')}`)
}

if (isMainThread) {
  let stop = null
  process.on('SIGUSR2', () => {
    if (stop) return void stop()
    const delay = monitorEventLoopDelay({ resolution: 1 })
    const before = performance.eventLoopUtilization()
    const session = process.env['KOPA_PROFILE'] ? new Session() : null
    session?.connect()
    void session?.post('Profiler.enable').then(() => session.post('Profiler.setSamplingInterval', { interval: 500 })).then(() => session.post('Profiler.start'))
    delay.enable()
    let collecting = 0
    const collector = new PerformanceObserver(list => { for (const { duration } of list.getEntries()) collecting = Math.max(collecting, duration) })
    collector.observe({ entryTypes: ['gc'] })
    let late = 0
    let last = performance.now()
    const timer = setInterval(() => { const now = performance.now(); if (now - last > longest + 2) late++; last = now }, 1)
    stop = async () => {
      stop = null
      clearInterval(timer)
      delay.disable()
      collector.disconnect()
      const { active } = performance.eventLoopUtilization(before)
      const found = session ? longTasks((await session.post('Profiler.stop')).profile) : []
      const ms = value => Math.round(value / 1e5) / 10
      console.log(`event loop ${JSON.stringify({ max: ms(delay.max), collecting: Math.round(collecting * 10) / 10, p99: ms(delay.percentile(99)), late, active: Math.round(active), found })}`)
    }
    console.log('event loop measured')
  })
}
