import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import net from 'node:net'
import { promisify } from 'node:util'

const run = promisify(execFile)
const ip = (...words: string[]): Promise<unknown> => run('ip', words)

/** Network namespaces are Linux's, and root's. */
export const hasNamespaces = process.platform === 'linux' && process.getuid?.() === 0 && ['/usr/sbin/ip', '/sbin/ip', '/usr/bin/ip'].some(existsSync)

/** A machine of its own, as far as the network goes, with a cable to this one. Packets that are cut off vanish without a word. */
export interface Host {
  namespace: string
  /** its own address */
  address: string
  /** this machine's addresses on the cable: one for each thing it is asked for, so that each can be cut off by itself */
  database: string
  redis: string
  cutDatabase: () => Promise<void>
  mendDatabase: () => Promise<void>
  cutRedis: () => Promise<void>
  mendRedis: () => Promise<void>
  pullCable: () => Promise<void>
  plugIn: () => Promise<void>
  /** Nothing reaches it any more; what it sends arrives. */
  deafen: () => Promise<void>
  undeafen: () => Promise<void>
  close: () => Promise<void>
}

/** @param number of the host, from 1: part of its addresses */
export async function openHost(number: number): Promise<Host> {
  const namespace = `kopa-${process.pid}-${number}`
  const cable = `kopa${process.pid % 100_000}-${number}`
  const prefix = `10.${200 + (process.pid % 50)}.${number}`
  const [address, database, redis, here] = [`${prefix}.2`, `${prefix}.10`, `${prefix}.11`, `${prefix}.1`]
  await ip('netns', 'add', namespace)
  await ip('link', 'add', cable, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', namespace)
  for (const own of [here, database, redis]) await ip('address', 'add', `${own}/24`, 'dev', cable)
  await ip('link', 'set', cable, 'up')
  await ip('-n', namespace, 'address', 'add', `${address}/24`, 'dev', 'eth0')
  for (const device of ['lo', 'eth0']) await ip('-n', namespace, 'link', 'set', device, 'up')
  const withAddress = (act: 'add' | 'del', own: string) => async () => { await ip('address', act, `${own}/24`, 'dev', cable) }
  return {
    namespace, address, database, redis,
    cutDatabase: withAddress('del', database),
    mendDatabase: withAddress('add', database),
    cutRedis: withAddress('del', redis),
    mendRedis: withAddress('add', redis),
    pullCable: async () => { await ip('-n', namespace, 'link', 'set', 'eth0', 'down') },
    plugIn: async () => { await ip('-n', namespace, 'link', 'set', 'eth0', 'up') },
    // Packets go to a machine that is not there.
    deafen: async () => { await ip('neigh', 'replace', address, 'lladdr', '02:00:00:00:00:01', 'dev', cable, 'nud', 'permanent') },
    undeafen: async () => { await ip('neigh', 'del', address, 'dev', cable) },
    close: async () => { await ip('netns', 'del', namespace) },
  }
}

/** Does a connection from there come through? A cable that was just laid may need a moment. */
export const canReach = ({ namespace }: Host, address: string, port: number): Promise<boolean> =>
  run('ip', ['netns', 'exec', namespace, process.execPath, '-e', `require('net').connect({ port: ${port}, host: '${address}', timeout: 1000 })
    .on('connect', () => process.exit(0)).on('timeout', () => process.exit(1)).on('error', () => process.exit(1))`]).then(() => true, () => false)

export interface Forwarder { port: number, close: () => void }

/** Passes on what comes to an address of this machine. `to`: a port of this machine, or a socket in the file system. */
export async function forward(address: string, to: { port: number } | { path: string }): Promise<Forwarder> {
  const open = new Set<net.Socket>()
  const server = net.createServer(near => {
    const far = 'port' in to ? net.connect(to.port, '127.0.0.1') : net.connect(to.path)
    const end = () => { near.destroy(); far.destroy() }
    for (const socket of [near, far]) {
      open.add(socket)
      socket.on('error', end).on('close', () => { open.delete(socket); end() })
    }
    near.pipe(far).pipe(near)
  })
  await new Promise<void>(resolve => { server.listen(0, address, resolve) })
  const at = server.address()
  return {
    port: typeof at === 'object' && at ? at.port : 0,
    close: () => {
      server.close()
      for (const socket of open) socket.destroy()
    },
  }
}
