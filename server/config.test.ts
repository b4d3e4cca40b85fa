import fs from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { capNames, caps, settingOf, usualCaps } from './documents/caps.ts'
import { idleSettings, isLoopback, readConfig, withPort, WrongSetting } from './config.ts'

test('without settings Kopa listens on this machine only and keeps its data in ./data', () => {
  expect(readConfig({})).toEqual({
    host: '127.0.0.1', port: 3000, url: 'http://127.0.0.1:3000', isUrlSet: false, dataFolder: path.resolve('data'),
    databaseUrl: null, redisUrl: null, smtpUrl: null, trustedProxies: false, outgoingHosts: [], metrics: null, caps: usualCaps, logLevel: 'info',
  })
})

test('hosts that may be sent to are named with their ports', () => {
  expect(readConfig({ KOPA_OUTGOING_HOSTS: 'Audit.lan:8080, [fd00::1]:443' }).outgoingHosts).toEqual(['audit.lan:8080', '[fd00::1]:443'])
  for (const wrong of ['audit.lan', 'http://audit.lan:80', '10.0.0.0/8', 'a:b', 'audit.lan:80/x', '*:80']) expect(() => readConfig({ KOPA_OUTGOING_HOSTS: wrong }), wrong).toThrow(WrongSetting)
})

test('proxies are addresses and networks', () => {
  expect(readConfig({ KOPA_PROXIES: '10.0.0.0/8, ::1' }).trustedProxies).toEqual(['10.0.0.0/8', '::1'])
})

test('what one person or document may take can be set', () => {
  expect(readConfig({ KOPA_FRAME_BYTES: '1000000' }).caps).toEqual({ ...usualCaps, frameBytes: 1_000_000 })
})

test('an empty setting means the default', () => {
  expect(readConfig({ PORT: '', KOPA_URL: ' ', DATABASE_URL: '' })).toEqual(readConfig({}))
})

test('the public address is kept without a slash at the end', () => {
  expect(readConfig({ KOPA_URL: 'https://kopa.example.com/' })).toMatchObject({ url: 'https://kopa.example.com', isUrlSet: true })
})

test('a chosen port reaches the guessed address, never a set one', () => {
  expect(withPort(readConfig({ PORT: '0' }), 4711).url).toBe('http://127.0.0.1:4711')
  expect(withPort(readConfig({ PORT: '0', KOPA_URL: 'https://a.example' }), 4711).url).toBe('https://a.example')
})

test('a server that listens everywhere is reached by a real address', () => {
  expect(readConfig({ HOST: '0.0.0.0' }).url).toBe('http://127.0.0.1:3000')
  expect(readConfig({ HOST: '::1' }).url).toBe('http://[::1]:3000')
})

test.each([
  [{ PORT: 'abc' }, 'PORT must be a whole number from 0 to 65535, but it is "abc".'],
  [{ KOPA_FRAME_BYTES: '12' }, 'KOPA_FRAME_BYTES must be a whole number from 65536 to 134217728, but it is "12".'],
  [{ KOPA_SOCKETS_PER_PERSON: 'many' }, 'KOPA_SOCKETS_PER_PERSON must be a whole number from 10 to 100000'],
  [{ PORT: '65536' }, 'PORT must be a whole number'],
  [{ PORT: '-1' }, 'PORT must be a whole number'],
  [{ PORT: '80.5' }, 'PORT must be a whole number'],
  [{ KOPA_URL: 'kopa.example.com' }, 'KOPA_URL must be an address that starts with http:// or https://'],
  [{ KOPA_URL: 'https://kopa.example.com/wiki' }, 'KOPA_URL must be a bare address'],
  [{ DATABASE_URL: 'mysql://a/b' }, 'DATABASE_URL must be an address that starts with postgres:// or postgresql://'],
  [{ REDIS_URL: 'localhost:6379' }, 'REDIS_URL must be an address that starts with redis:// or rediss://'],
  [{ KOPA_PROXIES: '10.0.0.1,proxy' }, 'KOPA_PROXIES must be IP addresses or networks such as 10.0.0.0/8'],
  [{ KOPA_PROXIES: '10.0.0.0/33' }, 'but "10.0.0.0/33" is none'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent, but it is "loud".'],
  [{ SMTP_URL: 'mail' }, 'SMTP_URL must be an address that starts with smtp:// or smtps://'],
])('%o is refused with one sentence', (env, sentence) => {
  expect(() => readConfig(env)).toThrow(WrongSetting)
  expect(() => readConfig(env)).toThrow(sentence)
})

test('a refused address does not repeat the password in it', () => {
  expect(() => readConfig({ DATABASE_URL: 'mysql://kopa:secret@host/kopa' })).not.toThrow('secret')
})

test('loopback is recognised', () => {
  expect(['127.0.0.1', '::1', 'localhost', '0.0.0.0', '10.0.0.1'].map(isLoopback)).toEqual([true, true, true, false, false])
})

test('metrics are off unless they have a port, and reach no further than this machine without a secret', () => {
  expect(readConfig({ KOPA_METRICS_HOST: '0.0.0.0' }).metrics).toBeNull()
  expect(readConfig({ KOPA_METRICS_PORT: '9464' }).metrics).toEqual({ host: '127.0.0.1', port: 9464, secret: null })
  expect(() => readConfig({ KOPA_METRICS_PORT: '9464', KOPA_METRICS_HOST: '0.0.0.0' })).toThrow('KOPA_METRICS_SECRET must be set')
  expect(() => readConfig({ KOPA_METRICS_PORT: '9464', KOPA_METRICS_SECRET: 'short' })).toThrow('16 characters')
  expect(() => readConfig({ KOPA_METRICS_PORT: 'x' })).toThrow('KOPA_METRICS_PORT must be a whole number')
})

test('what is set and does nothing is told', () => {
  expect(idleSettings({ KOPA_WORKERZ: '3', KOPA_WORKERS: '3', KOPA_OLD: ' ', PATH: '/bin', KOPA_METRICS_SECRET: 'x'.repeat(16) })).toEqual([
    'KOPA_WORKERZ does nothing: Kopa knows no setting of this name.',
    'KOPA_METRICS_SECRET does nothing without KOPA_METRICS_PORT: no metrics are shown.',
  ])
})

test('no setting of the manual is one that Kopa does not know', async () => {
  const manual = await fs.readFile(path.join(import.meta.dirname, '../docs/operations.md'), 'utf8')
  const told = [...manual.matchAll(/^\| `(KOPA_[A-Z_]+)` \|/gm)].map(([, name = '']) => name)
  expect(told).toContain('KOPA_PROXIES')
  expect(idleSettings(Object.fromEntries(told.map(name => [name, '1'])))).toEqual([])
})

test('every limit is in the manual, with the default that it has', async () => {
  const manual = await fs.readFile(path.join(import.meta.dirname, '../docs/operations.md'), 'utf8')
  const told = [...manual.matchAll(/^\| `(KOPA_[A-Z_]+)` \| (?:`(\d+)`|one per core)/gm)].map(([, name, usual]) => [name, usual])
  expect(told.filter(([name]) => capNames.some(cap => settingOf(cap) === name)))
    .toEqual(capNames.map(name => [settingOf(name), name === 'workers' ? undefined : `${caps[name].usual}`]))
})
