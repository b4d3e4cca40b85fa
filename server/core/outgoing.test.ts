import http from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isAllowedAddress, isPublicAddress, post, publicLookup } from './outgoing.ts'

const inner = [
  '127.0.0.1', '127.1.2.3', '0.0.0.0', '0.1.2.3', '10.0.0.1', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '192.0.2.1', '198.18.0.1', '224.0.0.1', '240.0.0.1', '255.255.255.255',
  '::1', '::', '::ffff:127.0.0.1', '::ffff:7f00:1', '::127.0.0.1', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'fd00::1', 'fc00::1', 'ff02::1', '64:ff9b::7f00:1', '64:ff9b:1::1', '2002:7f00:1::', '2001::1', '2001:db8::1', '4000::1',
  'localhost', '', '1.2.3', '999.1.1.1',
]

test('what is not of the internet is no public address', () => {
  expect(inner.filter(isPublicAddress)).toEqual([])
  expect(['1.1.1.1', '93.184.216.34', '2606:4700:4700::1111', '::ffff:1.1.1.1'].filter(address => !isPublicAddress(address))).toEqual([])
})

const refused = [
  'https://127.0.0.1', 'https://[::1]', 'https://[::ffff:127.0.0.1]/', 'https://0.0.0.0', 'https://2130706433', 'https://0x7f.1', 'https://0177.0.0.1', 'https://127.1', 'https://169.254.169.254/latest/meta-data',
  'https://[fd00::1]', 'https://100.64.0.1', 'https://１２７.0.0.1', 'http://example.com', 'http://1.1.1.1', 'https://example.com:22', 'https://example.com:80', 'https://example.com:6379',
  'https://name:word@example.com', 'gopher://example.com', 'file:///etc/passwd', 'ftp://example.com', 'javascript:alert(1)', 'example.com', '', '//example.com', 'https://',
]

test.each(refused)('"%s" is refused before anything is connected', async address => {
  expect(isAllowedAddress(address, [])).toBe(false)
  expect(await send(address, [])).toEqual({ state: 'failed', reason: 'unreachable' })
})

test('public https is allowed, and what was named by host and port', () => {
  for (const address of ['https://example.com/kopa?x=1', 'https://example.com:8443', 'https://1.1.1.1']) expect(isAllowedAddress(address, []), address).toBe(true)
  for (const address of ['http://audit.lan:8080/x', 'http://AUDIT.lan:8080', 'https://127.0.0.1:444']) expect(isAllowedAddress(address, ['audit.lan:8080', '127.0.0.1:444']), address).toBe(true)
  for (const address of ['http://audit.lan', 'http://audit.lan:8081', 'http://x.audit.lan:8080', 'gopher://audit.lan:8080']) expect(isAllowedAddress(address, ['audit.lan:8080']), address).toBe(false)
})

test.each([{ all: true }, {}])('a name that leads to this machine is refused when it is connected to (%j)', async options => {
  const error = await new Promise(resolve => { publicLookup('localhost', options, resolve) })
  expect(error).toMatchObject({ message: 'not a public address' })
  expect(isAllowedAddress('https://localhost', [])).toBe(true) // a name says nothing yet
  expect(await send('https://localhost', [])).toEqual({ state: 'failed', reason: 'unreachable' })
})

const asked: string[] = []
const server = http.createServer((request, response) => {
  asked.push(`${request.method} ${request.url}`)
  if (request.url === '/moved') response.writeHead(302, { location: '/secret' }).end()
  else if (request.url === '/endless') response.writeHead(200).write('x'.repeat(100_000)) // and never an end
  else if (request.url === '/cut') request.socket.destroy()
  else if (request.url !== '/silent') response.writeHead(request.url === '/broken' ? 500 : 204).end()
})
let host = ''
beforeAll(async () => {
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
  const address = server.address()
  host = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
})
afterAll(() => { server.closeAllConnections(); server.close() })

const send = (address: string, hosts: string[], patience?: number, signal = new AbortController().signal) =>
  post(address, { text: 'x', type: 'text/plain' }, { hosts, signal, ...(patience ? { patience } : {}) })

test('of the answer only the status counts: redirects are not followed, and nobody waits for an end', async () => {
  const at = (path: string, patience?: number) => send(`http://${host}${path}`, [host], patience)
  expect(await at('/')).toEqual({ state: 'arrived' })
  expect(await at('/endless')).toEqual({ state: 'arrived' })
  expect(await at('/moved')).toEqual({ state: 'failed', reason: 'answered 302' })
  expect(await at('/broken')).toEqual({ state: 'failed', reason: 'answered 500' })
  expect(await at('/cut')).toEqual({ state: 'failed', reason: 'unreachable' })
  expect(await at('/silent', 50)).toEqual({ state: 'failed', reason: 'unreachable' })
  expect(await send(`http://${host}/never`, [])).toEqual({ state: 'failed', reason: 'unreachable' })
  expect(asked).toEqual(['/', '/endless', '/moved', '/broken', '/cut', '/silent'].map(path => `POST ${path}`))
})
