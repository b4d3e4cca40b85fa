import { isIP } from 'node:net'
import path from 'node:path'
import { capNames, type CapName, caps, type Caps, settingOf } from './documents/caps.ts'

/** Everything that is set from outside, read once at the start. Documented in docs/operations.md. */
export interface Config {
  host: string
  port: number
  /** The address people type, without a slash at the end. */
  url: string
  /** False: `url` is only guessed from host and port, and people may come by another name. */
  isUrlSet: boolean
  /** Absolute. Holds the embedded database and uploaded files. */
  dataFolder: string
  /** Null: Kopa runs its own PostgreSQL in the data folder. */
  databaseUrl: string | null
  redisUrl: string | null
  smtpUrl: string | null
  /** Addresses of reverse proxies whose X-Forwarded-For is believed; false: nobody's is. */
  trustedProxies: string[] | false
  /** `host:port`: where else than on the public internet Kopa may send what people have asked for. */
  outgoingHosts: string[]
  /** Where metrics are read; null: nowhere. */
  metrics: MetricsConfig | null
  /** What one person or document may take. */
  caps: Caps
  logLevel: LogLevel
}

/** `secret` null: whoever reaches the address may read; only ever on this machine. */
export interface MetricsConfig { host: string, port: number, secret: string | null }

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = typeof logLevels[number]

export type Environment = Readonly<Record<string, string | undefined>>

/** A setting that cannot be used; the message is one sentence for whoever starts Kopa. */
export class WrongSetting extends Error {
  override name = 'WrongSetting'
}

/** @throws WrongSetting */
export function readConfig(env: Environment): Config {
  const host = read(env, 'HOST') ?? '127.0.0.1'
  const port = readPort('PORT', read(env, 'PORT') ?? '3000')
  const url = readUrl(env, 'KOPA_URL', ['http:', 'https:'])
  return {
    host,
    port,
    url: url === null ? addressOf(host, port) : publicAddress(url),
    isUrlSet: url !== null,
    dataFolder: path.resolve(read(env, 'KOPA_DATA') ?? './data'),
    databaseUrl: readUrl(env, 'DATABASE_URL', ['postgres:', 'postgresql:']),
    redisUrl: readUrl(env, 'REDIS_URL', ['redis:', 'rediss:']),
    smtpUrl: readUrl(env, 'SMTP_URL', ['smtp:', 'smtps:']),
    trustedProxies: readProxies(read(env, 'KOPA_PROXIES')),
    outgoingHosts: readHosts(read(env, 'KOPA_OUTGOING_HOSTS')),
    metrics: readMetrics(env),
    caps: readCaps(env),
    logLevel: readLogLevel(read(env, 'LOG_LEVEL') ?? 'info'),
  }
}

const plainNames = ['KOPA_URL', 'KOPA_DATA', 'KOPA_PROXIES', 'KOPA_OUTGOING_HOSTS', 'KOPA_METRICS_PORT', 'KOPA_METRICS_HOST', 'KOPA_METRICS_SECRET']
const knownNames: ReadonlySet<string> = new Set([...plainNames, ...capNames.map(settingOf)])

/** What is set and does nothing: a sentence each. No error: other programs may use such names, and Kubernetes makes some of its own. */
export function idleSettings(env: Environment): string[] {
  const names = Object.keys(env).filter(name => read(env, name) !== null)
  const unknown = names.filter(name => name.startsWith('KOPA_') && !knownNames.has(name)).toSorted()
  const withoutPort = read(env, 'KOPA_METRICS_PORT') === null ? names.filter(name => name.startsWith('KOPA_METRICS_') && knownNames.has(name)).toSorted() : []
  return [
    ...unknown.map(name => `${name} does nothing: Kopa knows no setting of this name.`),
    ...withoutPort.map(name => `${name} does nothing without KOPA_METRICS_PORT: no metrics are shown.`),
  ]
}

/** The same settings once the operating system has chosen the port (PORT=0). */
export function withPort(config: Config, port: number): Config {
  return { ...config, port, url: config.isUrlSet ? config.url : addressOf(config.host, port) }
}

/** Only this machine can reach Kopa. */
export const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.')

/** An empty variable is an unset one: compose files write `PORT=` for "use the default". */
function read(env: Environment, name: string): string | null {
  const value = env[name]?.trim()
  return value ? value : null
}

function readPort(name: string, text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : NaN
  if (port >= 0 && port <= 65535) return port
  throw new WrongSetting(`${name} must be a whole number from 0 to 65535, but it is "${text}".`)
}

function readLogLevel(text: string): LogLevel {
  const level = logLevels.find(known => known === text)
  if (level !== undefined) return level
  throw new WrongSetting(`LOG_LEVEL must be one of ${logLevels.join(', ')}, but it is "${text}".`)
}

const shortestSecret = 16

/** Beyond this machine figures are shown to whoever knows a secret, and to nobody else. */
function readMetrics(env: Environment): MetricsConfig | null {
  const port = read(env, 'KOPA_METRICS_PORT')
  if (port === null) return null
  const host = read(env, 'KOPA_METRICS_HOST') ?? '127.0.0.1'
  const secret = read(env, 'KOPA_METRICS_SECRET')
  if (secret === null && !isLoopback(host)) throw new WrongSetting(`KOPA_METRICS_SECRET must be set when metrics can be reached from elsewhere (KOPA_METRICS_HOST is "${host}").`)
  if (secret !== null && secret.length < shortestSecret) throw new WrongSetting(`KOPA_METRICS_SECRET must have ${shortestSecret} characters at least.`)
  return { host, port: readPort('KOPA_METRICS_PORT', port), secret }
}

const readCaps = (env: Environment): Caps => Object.fromEntries(capNames.map(name => [name, readCap(env, name)])) as Caps // one for each name

function readCap(env: Environment, name: CapName): number {
  const { usual, least, most } = caps[name]
  const text = read(env, settingOf(name))
  const value = text === null ? usual : Number(text)
  if (Number.isInteger(value) && value >= least && value <= most) return value
  throw new WrongSetting(`${settingOf(name)} must be a whole number from ${least} to ${most}, but it is "${text}".`)
}

/** The value may hold a password, so the sentence never repeats it. */
function readUrl(env: Environment, name: string, schemes: readonly string[]): string | null {
  const text = read(env, name)
  if (text === null) return null
  const isRight = URL.canParse(text) && schemes.includes(new URL(text).protocol)
  if (isRight) return text
  throw new WrongSetting(`${name} must be an address that starts with ${schemes.map(scheme => `${scheme}//`).join(' or ')}, but it is not.`)
}

function publicAddress(text: string): string {
  const url = new URL(text)
  if (url.pathname !== '/' || url.search || url.hash || url.username) {
    throw new WrongSetting('KOPA_URL must be a bare address such as https://kopa.example.com, without a path, a question mark or a name in it.')
  }
  return url.origin
}

function readProxies(text: string | null): string[] | false {
  if (text === null) return false
  const proxies = text.split(',').map(proxy => proxy.trim())
  const wrong = proxies.find(proxy => !isAddressOrNetwork(proxy))
  if (wrong === undefined) return proxies
  throw new WrongSetting(`KOPA_PROXIES must be IP addresses or networks such as 10.0.0.0/8, with commas between them, but "${wrong}" is none.`)
}

function readHosts(text: string | null): string[] {
  const hosts = text === null ? [] : text.split(',').map(host => host.trim().toLowerCase())
  const wrong = hosts.find(host => !/^([a-z0-9.-]+|\[[0-9a-f:.]+\]):\d{1,5}$/.test(host))
  if (wrong === undefined) return hosts
  throw new WrongSetting(`KOPA_OUTGOING_HOSTS must be hosts with their ports such as audit.lan:8080, with commas between them, but "${wrong}" is none.`)
}

function isAddressOrNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const version = isIP(address)
  if (version === 0 || more.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}

/** A server that listens everywhere (0.0.0.0, ::) is still reached on this machine as 127.0.0.1. */
function addressOf(host: string, port: number): string {
  const isEverywhere = host === '0.0.0.0' || host === '::'
  const name = isEverywhere ? '127.0.0.1' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}
