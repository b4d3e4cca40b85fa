import type { QueryClient } from '@tanstack/react-query'
import { closeCode } from '@kopa/shared/documents/protocol.ts'

/** What the server says on /api/live: refetch this list. */
interface LiveMessage { about: string, workspaceId?: string }

const shortestWait = 500
const longestWait = 30_000

/**
 * Keeps one connection to /api/live and refetches what it names; comes back by itself. Returns the way to stop.
 * onMe: the person was changed, or the session ended, elsewhere.
 */
export function openLive(queries: QueryClient, { onMe }: { onMe: () => void }): () => void {
  const line = new LiveLine(queries, onMe)
  line.connect()
  return () => line.stop()
}

class LiveLine {
  readonly #queries: QueryClient
  readonly #onMe: () => void
  #socket: WebSocket | null = null
  #timer: number | undefined
  #failures = 0
  #hasBeenOpen = false
  #isStopped = false

  constructor(queries: QueryClient, onMe: () => void) {
    this.#queries = queries
    this.#onMe = onMe
    window.addEventListener('online', this.#hurry)
    document.addEventListener('visibilitychange', this.#hurry)
  }

  connect(): void {
    const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/api/live`)
    socket.onopen = () => this.#opened()
    socket.onmessage = event => this.#received(String(event.data))
    socket.onclose = event => this.#closed(event.code)
    this.#socket = socket
  }

  stop(): void {
    this.#isStopped = true
    window.clearTimeout(this.#timer)
    window.removeEventListener('online', this.#hurry)
    document.removeEventListener('visibilitychange', this.#hurry)
    this.#socket?.close()
  }

  /** Whatever changed while the line was down was not heard, so everything on screen is asked for again. */
  #opened(): void {
    this.#failures = 0
    if (this.#hasBeenOpen) void this.#queries.invalidateQueries()
    this.#hasBeenOpen = true
  }

  #received(text: string): void {
    const message = readMessage(text)
    if (!message) return
    if (message.about === 'me') this.#onMe()
    void this.#queries.invalidateQueries({ queryKey: [message.about, 'all'] })
    void this.#queries.invalidateQueries({ queryKey: message.workspaceId ? [message.about, message.workspaceId] : [message.about] })
  }

  #closed(code: number): void {
    this.#socket = null
    if (this.#isStopped) return
    if (code === closeCode.signIn) this.#onMe()
    this.#failures += 1
    this.#timer = window.setTimeout(() => this.connect(), waitBefore(this.#failures, Math.random()))
  }

  readonly #hurry = (): void => {
    if (this.#socket || document.hidden) return
    window.clearTimeout(this.#timer)
    this.connect()
  }
}

/** Milliseconds before the next try: doubling, bounded, and spread so that a restarted server is not stormed. */
export function waitBefore(failures: number, chance: number): number {
  const most = Math.min(longestWait, shortestWait * 2 ** failures)
  return most / 2 + chance * most / 2
}

function readMessage(text: string): LiveMessage | null {
  try {
    const message = JSON.parse(text) as LiveMessage
    return typeof message?.about === 'string' ? message : null
  } catch {
    return null
  }
}
