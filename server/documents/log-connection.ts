import type pg from 'pg'
import type { OpenConnection } from '../core/database.ts'

/** One connection for everything, however many ask for it at once; a new one when it has ended. */
export class LogConnection {
  #open: OpenConnection
  #connection: Promise<pg.Client> | null = null

  constructor(open: OpenConnection) {
    this.#open = open
  }

  get(): Promise<pg.Client> {
    if (this.#connection) return this.#connection
    const connection: Promise<pg.Client> = this.#open().then(client => {
      client.on('error', forget).on('end', forget)
      return client
    })
    const forget = () => { if (this.#connection === connection) this.#connection = null }
    connection.catch(forget)
    this.#connection = connection
    return connection
  }

  end(): Promise<void> {
    const connection = this.#connection
    this.#connection = null
    return connection ? connection.then(client => client.end()).catch(() => {}) : Promise.resolve()
  }
}
