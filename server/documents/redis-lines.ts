import type { FastifyBaseLogger } from 'fastify'
import { Redis } from 'ioredis'

export interface LineParts {
  redisUrl: string
  log: FastifyBaseLogger
  /** Channels that are always listened to; the first one is our own, on which we hear ourselves. */
  own: readonly string[]
  receive: (channel: string, message: Buffer) => void
  /** Both ways work again, and everything wanted is listened to; before this, messages may have been missed. */
  ready: () => void
}

/** Milliseconds without hearing our own beat after which the lines count as dead, whatever the sockets say. */
const silence = 3500
const longestWait = 2000

/**
 * Two lines to Redis, one to speak and one to listen. Nothing waits for them: what is said while they are down is lost,
 * which nobody relies on.
 */
export class RedisLines {
  #speaking: Redis
  #listening: Redis
  #wanted: Set<string>
  #parts: LineParts
  #heardAt = -Infinity

  constructor(parts: LineParts) {
    this.#parts = parts
    this.#wanted = new Set(parts.own)
    this.#speaking = this.#connect()
    this.#listening = this.#connect()
    this.#listening.on('messageBuffer', (channel: Buffer, message: Buffer) => this.#receive(channel.toString(), message))
    this.#listening.on('ready', () => this.#subscribe([...this.#wanted]))
    this.#speaking.on('ready', () => this.beat())
  }

  /** Both lines have worked a moment ago. */
  get areAlive(): boolean {
    return performance.now() - this.#heardAt < silence
  }

  /** Says something to ourselves: only who hears it knows that others are heard as well. */
  beat(): void {
    const [own = ''] = this.#parts.own
    this.say(own, Buffer.from('beat'))
  }

  say(channel: string, message: Buffer): void {
    if (this.#speaking.status !== 'ready') return
    this.#speaking.publish(channel, message).catch(() => undefined) // lost: whoever misses it reads the log
  }

  listenTo(channel: string): void {
    this.#wanted.add(channel)
    this.#subscribe([channel])
  }

  leave(channel: string): void {
    this.#wanted.delete(channel)
    if (this.#listening.status === 'ready') this.#listening.unsubscribe(channel).catch(() => undefined)
  }

  close(): void {
    this.#speaking.disconnect()
    this.#listening.disconnect()
  }

  #receive(channel: string, message: Buffer): void {
    if (channel !== this.#parts.own[0]) return this.#parts.receive(channel, message)
    const wereAlive = this.areAlive
    this.#heardAt = performance.now()
    if (!wereAlive) this.#parts.ready()
  }

  #subscribe(channels: string[]): void {
    if (this.#listening.status !== 'ready' || channels.length === 0) return
    this.#listening.subscribe(...channels).then(() => this.beat(), () => undefined) // at the next connection
  }

  #connect(): Redis {
    const redis = new Redis(this.#parts.redisUrl, {
      autoResubscribe: false, // all that is wanted is subscribed to when the line is ready
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      connectTimeout: 5000,
      keepAlive: 5000,
      retryStrategy: tries => Math.min(longestWait, 50 * 2 ** Math.min(tries, 6)),
    })
    let isKnown = false
    redis.on('ready', () => { isKnown = false })
    redis.on('close', () => { this.#heardAt = -Infinity })
    redis.on('error', (error: Error) => {
      if (!isKnown) this.#parts.log.warn({ err: error }, 'Redis is away; nodes read each other\'s writes from the database until it is back')
      isKnown = true
    })
    return redis
  }
}
