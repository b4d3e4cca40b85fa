import net from 'node:net'

/** Stands between a client and PostgreSQL and can lose things on the way. */
export interface DatabaseProxy {
  /** The address to connect to instead of `target`. */
  connectionString: string
  /** The next statement reaches the database; its answer is lost, and the connection with it. */
  loseNextAnswer: () => void
  /** The next COMMIT after a statement with these words, on its connection, is done; its answer is lost, and the connection with it. */
  loseCommitAfter: (words: string) => void
  /** Nobody gets through until `mend`. */
  cut: () => void
  mend: () => void
  close: () => Promise<void>
}

/** @param target a connection string with the folder of a Unix socket as `host` parameter */
export async function openDatabaseProxy(target: string): Promise<DatabaseProxy> {
  const url = new URL(target)
  const folder = url.searchParams.get('host') ?? ''
  const pairs = new Set<() => void>()
  let losesNext = false
  let isCut = false
  let losesCommitAfter: string | null = null
  const server = net.createServer(client => {
    if (isCut) return void client.destroy()
    const database = net.connect(`${folder}/.s.PGSQL.5432`)
    const end = () => { client.destroy(); database.destroy(); pairs.delete(end) }
    pairs.add(end)
    for (const socket of [client, database]) socket.on('error', end).on('close', end)
    let [isNamed, losesThis] = [false, false]
    client.on('data', bytes => {
      if (losesCommitAfter !== null && bytes.includes(losesCommitAfter)) isNamed = true
      if (isNamed && /\bcommit\b/i.test(bytes.toString('latin1'))) [losesThis, losesCommitAfter] = [true, null]
      database.write(bytes)
    })
    database.on('data', bytes => {
      if (!losesNext && !losesThis) return void client.write(bytes)
      losesNext = false
      end()
    })
  })
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const endAll = () => { pairs.forEach(end => end()) }
  return {
    connectionString: `postgres://${url.username}@127.0.0.1:${port}${url.pathname}`,
    loseNextAnswer: () => { losesNext = true },
    loseCommitAfter: words => { losesCommitAfter = words },
    cut: () => { isCut = true; endAll() },
    mend: () => { isCut = false },
    close: async () => { endAll(); server.close() },
  }
}
