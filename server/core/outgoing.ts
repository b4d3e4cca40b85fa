import dns from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/**
 * Requests to addresses that people name. Such an address must not lead into the network that Kopa runs in: public addresses only, over
 * https, at the ports of https. What whoever runs Kopa has allowed by host and port (KOPA_OUTGOING_HOSTS) may be anywhere, also over http.
 */
export interface Outgoing {
  /** `host:port`, as an address names them */
  hosts: readonly string[]
  /** ends what is under way */
  signal: AbortSignal
  /** milliseconds for all of it */
  patience?: number
}

export type Posted = { state: 'arrived' } | { state: 'failed', reason: string }

const usualPatience = 10_000
const publicPorts = ['', '8443'] // 443 is left out of an address

/** May this be asked for at all? What a name leads to is looked at when the connection is made. */
export function isAllowedAddress(text: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  if (url.username || url.password || !['http:', 'https:'].includes(url.protocol)) return false
  if (isNamed(url, hosts)) return true
  const host = bareHost(url)
  return url.protocol === 'https:' && publicPorts.includes(url.port) && (isIP(host) === 0 || isPublicAddress(host))
}

/**
 * Posts a text. Redirects are not followed, and of the answer only the status is read. What cannot be reached and what must not be
 * is the same to whoever named the address: nobody maps a network with it.
 */
export async function post(address: string, { text, type }: { text: string, type: string }, { hosts, signal, patience = usualPatience }: Outgoing): Promise<Posted> {
  if (!isAllowedAddress(address, hosts)) return unreachable
  const url = new URL(address)
  const options: https.RequestOptions = {
    method: 'POST', agent: false, signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
    headers: { 'content-type': type, 'content-length': Buffer.byteLength(text), 'user-agent': 'Kopa' },
    ...(isNamed(url, hosts) ? {} : { lookup: publicLookup }),
  }
  return new Promise(resolve => {
    const request = (url.protocol === 'https:' ? https : http).request(url, options, ({ statusCode = 0 }) => {
      resolve(statusCode >= 200 && statusCode < 300 ? { state: 'arrived' } : { state: 'failed', reason: `answered ${statusCode}` })
      request.destroy()
    })
    request.on('error', () => resolve(unreachable))
    request.end(text)
  })
}

const unreachable: Posted = { state: 'failed', reason: 'unreachable' }

/** The connection goes to the very addresses that are looked at here: a name cannot mean something else a moment later. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  dns.lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? []
    if (error || !first) return callback(error ?? new Error('no address'), [])
    if (!addresses.every(({ address }) => isPublicAddress(address))) return callback(new Error('not a public address'), [])
    return options.all ? callback(null, addresses) : callback(null, first.address, first.family)
  })
}

const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3')

/** Neither this machine, nor a network that is not the internet's, nor a way into one. */
export function isPublicAddress(text: string): boolean {
  if (isIP(text) === 0) return false
  const address = ipaddr.process(text)
  return address.range() === 'unicast' && (address instanceof ipaddr.IPv4 || address.match(globalUnicast))
}

const bareHost = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '')
const isNamed = ({ protocol, hostname, port }: URL, hosts: readonly string[]): boolean => hosts.includes(`${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`)
