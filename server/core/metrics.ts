import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Meter } from './meter.ts'

/** What is read when somebody asks, and never before. */
export interface Figures {
  syncSockets: number
  liveSockets: number
  openDocuments: number
  /** bytes of updates that are not on disk yet */
  waitingBytes: number
  /** workspaces to which nothing more could be added lately */
  fullWorkspaces: number
  keeper: { people: number, folds: number, busy: number }
  pool: PoolFigures
}

/** Connections of the database's pool, and who waits for one. */
export interface PoolFigures { total: number, idle: number, waiting: number }

export interface Metrics {
  meter: Meter
  contentType: string
  /** Prometheus text format. The event-loop delay is the one since the last call. */
  read: (figures: Figures) => Promise<string>
  close: () => void
}

/** Every app has a registry of its own: two nodes in one process count apart. */
export function createMetrics(): Metrics {
  const register = new Registry()
  const loop = watchLoop(register)
  const gauges = createGauges(register)
  return {
    meter: createMeter(register),
    contentType: register.contentType,
    async read(figures) {
      loop.note()
      gauges.note(figures)
      return register.metrics()
    },
    close: loop.close,
  }
}

/** seconds; a commit takes about one millisecond, and after fifteen seconds its answer counts as lost */
const quick = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 15]
/** seconds; a job of the keeper is ended after twenty */
const long = [0.005, 0.02, 0.1, 0.5, 1, 2, 5, 10, 20]

function createMeter(register: Registry): Meter {
  const registers = [register]
  const commits = new Histogram({ name: 'kopa_commit_seconds', help: 'One transaction of the log, until it is on disk', buckets: quick, registers })
  const relays = new Histogram({ name: 'kopa_relay_seconds', help: 'From an update being taken up until it is stored and written to the others', buckets: quick, registers })
  const jobs = new Histogram({ name: 'kopa_keeper_job_seconds', help: 'Work of the keeper threads', labelNames: ['task'] as const, buckets: long, registers })
  const updates = new Counter({ name: 'kopa_updates_total', help: 'Updates stored', registers })
  const presence = new Counter({ name: 'kopa_presence_frames_total', help: 'Presence frames written to sockets', registers })
  const refusals = new Counter({ name: 'kopa_refused_updates_total', help: 'Updates that the guard refused', labelNames: ['reason'] as const, registers })
  const requests = new Counter({ name: 'kopa_refused_requests_total', help: 'Requests answered with a refusal', labelNames: ['code'] as const, registers })
  const threads = new Counter({ name: 'kopa_keeper_threads_replaced_total', help: 'Keeper threads that took too long, too much memory, or broke', registers })
  return {
    committed(milliseconds, count) {
      commits.observe(milliseconds / 1000)
      updates.inc(count)
    },
    relayed: milliseconds => relays.observe(milliseconds / 1000),
    presenceSent: frames => presence.inc(frames),
    updateRefused: reason => refusals.inc({ reason }),
    requestRefused: code => requests.inc({ code }),
    keeperDid: (task, milliseconds) => jobs.observe({ task }, milliseconds / 1000),
    keeperThreadReplaced: () => threads.inc(),
  }
}

function createGauges(register: Registry): { note: (figures: Figures) => void } {
  const registers = [register]
  const sockets = new Gauge({ name: 'kopa_sockets', help: 'Open WebSockets: of documents (sync) and of screens (live)', labelNames: ['kind'] as const, registers })
  const documents = new Gauge({ name: 'kopa_open_documents', help: 'Documents held in memory', registers })
  const waiting = new Gauge({ name: 'kopa_log_waiting_bytes', help: 'Updates received that are not on disk yet', registers })
  const full = new Gauge({ name: 'kopa_full_workspaces', help: 'Workspaces to which nothing more could be added when somebody last tried', registers })
  const queue = new Gauge({ name: 'kopa_keeper_queue', help: 'Jobs that wait for a keeper thread', labelNames: ['kind'] as const, registers })
  const busy = new Gauge({ name: 'kopa_keeper_busy_threads', help: 'Keeper threads at work', registers })
  const pool = new Gauge({ name: 'kopa_database_pool', help: 'Connections of the pool, and queries that wait for one', labelNames: ['state'] as const, registers })
  const memory = new Gauge({ name: 'kopa_memory_bytes', help: 'Memory of the process', labelNames: ['kind'] as const, registers })
  const started = new Gauge({ name: 'kopa_start_time_seconds', help: 'When the process started, in seconds since 1970', registers })
  started.set(Math.round(Date.now() / 1000 - process.uptime()))
  return {
    note({ syncSockets, liveSockets, openDocuments, waitingBytes, fullWorkspaces, keeper, pool: connections }) {
      setAll(sockets, 'kind', { sync: syncSockets, live: liveSockets })
      documents.set(openDocuments)
      waiting.set(waitingBytes)
      full.set(fullWorkspaces)
      setAll(queue, 'kind', { people: keeper.people, folds: keeper.folds })
      busy.set(keeper.busy)
      setAll(pool, 'state', { ...connections })
      const { rss, heapUsed, heapTotal, external, arrayBuffers } = process.memoryUsage()
      setAll(memory, 'kind', { rss, heapUsed, heapTotal, external, arrayBuffers })
    },
  }
}

function setAll<L extends string>(gauge: Gauge<L>, label: L, values: Record<string, number>): void {
  for (const [name, value] of Object.entries(values)) gauge.set({ [label]: name } as Record<L, string>, value)
}

/** milliseconds between two looks at the clock */
const resolution = 10

/** How late the main thread is: what somebody's keystroke waits for before anything is done with it. */
function watchLoop(register: Registry): { note: () => void, close: () => void } {
  const delay = new Gauge({ name: 'kopa_event_loop_delay_seconds', help: 'How late the main thread was, since the last reading', labelNames: ['quantile'] as const, registers: [register] })
  const histogram = monitorEventLoopDelay({ resolution })
  histogram.enable()
  // What is measured is the time between two looks: the part that was wanted is no delay.
  const late = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e9 - resolution / 1000)
  return {
    note() {
      setAll(delay, 'quantile', { 0.5: late(histogram.percentile(50)), 0.99: late(histogram.percentile(99)), max: late(histogram.max) })
      histogram.reset()
    },
    close: () => { histogram.disable() },
  }
}
