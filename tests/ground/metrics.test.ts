import { expect, test } from 'vitest'
import { freePort, launchKopa, startKopa, temporaryFolder, until } from '../support/services.ts'
import { openPage, when } from '../support/page-client.ts'
import { listen } from '../support/live-client.ts'
import { password, twoCompanies, visit } from '../support/world.ts'

/** `name{labels}` -> value, of a page in Prometheus' text format. */
async function scrape(port: number, secret = ''): Promise<{ text: string, of: (name: string) => number }> {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`, { headers: secret ? { authorization: `Bearer ${secret}` } : {} })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toContain('text/plain')
  const text = await response.text()
  const values = new Map(text.split('\n').filter(line => line && !line.startsWith('#')).map(line => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]))
  return { text, of: name => values.get(name) ?? 0 }
}

/** Somebody writes, somebody may not, somebody mistypes a password: what is left open, and all that nobody may read in the figures. */
async function stir(url: string) {
  const { ana, bo, workspaceId } = await twoCompanies(url, { role: 'viewer' })
  const { page } = await ana.pages.createPage({ workspaceId, title: 'Hush canary title' })
  const [hers, his, screen] = [openPage(ana, page.id), openPage(bo, page.id), await listen(ana)]
  await Promise.all([hers.synced, his.synced])
  hers.provider.awareness.setLocalState({ user: { name: 'canary' } })
  hers.doc.getText('canary').insert(0, 'hush canary words')
  await when(his.doc, () => his.doc.getText('canary').length > 0)
  his.doc.getText('canary').insert(0, 'not allowed')
  await expect(visit(url).people.signIn({ email: ana.email, password: 'wrong wrong wrong' })).rejects.toThrow()
  const leave = () => {
    hers.leave()
    his.leave()
    screen.socket.terminate()
  }
  return { leave, secrets: ['canary', 'hush', 'Ana', 'Alder', ana.email, password, ana.cookie, ana.userId, workspaceId, page.id] }
}

const counters = [
  'kopa_updates_total', 'kopa_commit_seconds_count', 'kopa_relay_seconds_count', 'kopa_relay_seconds_sum', 'kopa_presence_frames_total',
  'kopa_refused_updates_total{reason="may not write"}', 'kopa_refused_requests_total{code="wrongCredentials"}', 'kopa_keeper_job_seconds_count{task="fold"}',
]

test('the figures of a server move with what happens on it, and tell nobody what is written or by whom', async () => {
  const port = await freePort()
  const kopa = await startKopa({ env: { KOPA_METRICS_PORT: String(port) } })
  const before = await scrape(port)
  expect(before.of('kopa_event_loop_delay_seconds{quantile="max"}')).toBeGreaterThan(0)
  expect(counters.filter(name => before.of(name) !== 0)).toEqual([])

  const { leave, secrets } = await stir(kopa.url)
  await until(async () => {
    const { of } = await scrape(port)
    return counters.every(name => of(name) > 0)
  })
  const after = await scrape(port)
  expect(after.of('kopa_sockets{kind="sync"}')).toBe(2)
  expect(after.of('kopa_sockets{kind="live"}')).toBe(1)
  expect(after.of('kopa_open_documents')).toBeGreaterThan(0)
  expect(after.of('kopa_memory_bytes{kind="rss"}')).toBeGreaterThan(10_000_000)
  expect(after.of('kopa_database_pool{state="total"}')).toBeGreaterThan(0)
  for (const line of ['kopa_keeper_queue{kind="people"} 0', 'kopa_keeper_threads_replaced_total 0', 'kopa_log_waiting_bytes 0']) expect(after.text).toContain(line)
  expect(secrets.filter(secret => after.text.includes(secret))).toEqual([])

  leave()
  await until(async () => (await scrape(port)).of('kopa_sockets{kind="sync"}') === 0)
  expect((await (await fetch(`${kopa.url}/metrics`)).text())).not.toContain('kopa_sockets')
  await kopa.stop()
  await expect(fetch(`http://127.0.0.1:${port}/metrics`)).rejects.toThrow()
})

test('with a secret the figures are for whoever knows it; nothing else is behind that door', async () => {
  const port = await freePort()
  const secret = 'a secret of some length'
  const kopa = await startKopa({ env: { KOPA_METRICS_PORT: String(port), KOPA_METRICS_HOST: '0.0.0.0', KOPA_METRICS_SECRET: secret } })
  const ask = (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${port}${path}`, init)
  for (const authorization of ['', secret, 'Bearer', `Bearer ${secret}x`, `Basic ${btoa(`x:${secret}`)}`]) expect((await ask('/metrics', { headers: { authorization } })).status, authorization).toBe(401)
  expect((await scrape(port, secret)).of('kopa_start_time_seconds')).toBeGreaterThan(0)
  for (const path of ['/', '/metrics/', '/metrics?x', '/api/health']) expect((await ask(path, { headers: { authorization: `Bearer ${secret}` } })).status, path).toBe(404)
  expect((await ask('/metrics', { method: 'POST', headers: { authorization: `Bearer ${secret}` } })).status).toBe(404)
  expect(kopa.output).not.toContain(secret)
  await kopa.stop()
})

test('metrics that everybody could read are refused at the start', async () => {
  const kopa = launchKopa({ KOPA_DATA: await temporaryFolder(), PORT: '0', KOPA_METRICS_PORT: '0', KOPA_METRICS_HOST: '0.0.0.0' })
  expect(await kopa.ended).toBe(1)
  expect(kopa.output()).toContain('KOPA_METRICS_SECRET must be set')
})
