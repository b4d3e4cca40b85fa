import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeAll, expect, test } from 'vitest'
import { audit } from '@kopa/shared/audit/contract.ts'
import { readSignedHead, type SignedHead } from '@kopa/shared/audit/signed-head.ts'
import { deliverDue } from '../../server/audit/deliver.ts'
import { signHeads } from '../../server/audit/head-commands.ts'
import type { PublicContext } from '../../server/core/context.ts'
import { never, startApp, type TestApp } from '../support/app.ts'
import { clockedNodes } from '../support/clocked-nodes.ts'
import { atTheEnd, until } from '../support/services.ts'
import { colleague, refusalOf, twoCompanies, type Person } from '../support/world.ts'

/** What a company's own machine receives, and how it answers. */
interface Machine { url: string, received: string[], answer: number }
const machines: Record<'alder' | 'birch', Machine> = { alder: { url: '', received: [], answer: 200 }, birch: { url: '', received: [], answer: 200 } }
let hosts = ''
let app: TestApp
let nodeAt: ReturnType<typeof clockedNodes>

beforeAll(async () => {
  for (const machine of Object.values(machines)) machine.url = await listen(machine)
  hosts = Object.values(machines).map(({ url }) => new URL(url).host).join()
  app = await startApp({ env: { KOPA_OUTGOING_HOSTS: hosts }, headsEvery: never })
  nodeAt = clockedNodes({ ...app, env: { KOPA_OUTGOING_HOSTS: hosts } })
})

async function listen(machine: Machine): Promise<string> {
  const server = http.createServer(async (request, response) => {
    const body = (await request.toArray()).join('')
    if (machine.answer === 200) machine.received.push(body)
    response.writeHead(machine.answer).end()
  })
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
  atTheEnd(() => { server.closeAllConnections(); server.close() })
  // It was told to listen on a port.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/heads`
}

const deliver = (context: PublicContext): Promise<void> => deliverDue(context, new AbortController().signal)
const receivedOf = (machine: Machine): SignedHead[] => machine.received.flatMap(line => readSignedHead(line.trimEnd()) ?? [])

async function twoReceivers() {
  for (const machine of Object.values(machines)) Object.assign(machine, { received: [], answer: 200 })
  const world = await twoCompanies(app.url, { role: 'admin' })
  await world.ana.call(audit.changeHeadReceiver, { url: machines.alder.url })
  await world.bo.call(audit.changeHeadReceiver, { url: machines.birch.url })
  return world
}

const receiverOf = (person: Person) => person.call(audit.getHeadReceiver, {})

test('every new head of a workspace is sent to both companies, that of a company to this company, and to nobody else', async () => {
  const { ana, bo, workspaceId } = await twoReceivers()
  const strangers = await twoCompanies(app.url)
  await signHeads(nodeAt(1))
  await deliver(nodeAt(1))
  const chainsOf = (machine: Machine) => receivedOf(machine).map(({ chain }) => chain).toSorted()
  expect(chainsOf(machines.alder)).toEqual([ana.companyId, workspaceId].toSorted())
  expect(chainsOf(machines.birch)).toEqual([bo.companyId, workspaceId].toSorted())
  expect(JSON.stringify(machines)).not.toContain(strangers.workspaceId)
  const { text } = await fetch(`${ana.url}/api/workspaces/${workspaceId}/audit/heads`, { headers: ana.headers }).then(async response => ({ text: await response.text() }))
  expect(machines.birch.received.some(line => text.includes(line))).toBe(true)
  expect(await receiverOf(bo)).toMatchObject({ url: machines.birch.url, waiting: 0, lastTrouble: null, lastArrivedAt: expect.any(String) })
  await deliver(nodeAt(2))
  expect(chainsOf(machines.alder)).toHaveLength(2)
})

test('a head that does not arrive is sent again until it does; several nodes do not send it several times', async () => {
  const { bo, workspaceId } = await twoReceivers()
  machines.birch.answer = 503
  await signHeads(nodeAt(3))
  await Promise.all([deliver(nodeAt(3)), deliver(nodeAt(3)), deliver(nodeAt(3))])
  expect(receivedOf(machines.alder)).toHaveLength(2)
  expect(await receiverOf(bo)).toMatchObject({ waiting: 2, lastTrouble: 'answered 503' })
  machines.birch.answer = 200
  await deliver(nodeAt(3))
  expect(receivedOf(machines.birch), 'not before the next try is due').toEqual([])
  await Promise.all([deliver(nodeAt(3, 2)), deliver(nodeAt(3, 2)), deliver(nodeAt(3, 2))])
  expect(receivedOf(machines.birch).filter(({ chain }) => chain === workspaceId)).toHaveLength(1)
  expect(receivedOf(machines.birch)).toHaveLength(2)
  expect(await receiverOf(bo)).toMatchObject({ waiting: 0, lastTrouble: null })
})

test('a node that dies while it sends has lost nothing: another one sends it later', async () => {
  const { workspaceId } = await twoReceivers()
  await signHeads(nodeAt(5))
  await deliverDue(nodeAt(5), AbortSignal.abort())
  expect(receivedOf(machines.alder)).toEqual([])
  await deliver(nodeAt(5, 2))
  expect(receivedOf(machines.alder).map(({ chain }) => chain)).toContain(workspaceId)
})

test('an address that never answers is given up after eight days, and one that was taken away gets nothing', async () => {
  const { ana, bo } = await twoReceivers()
  machines.birch.answer = 500
  await signHeads(nodeAt(7))
  await ana.call(audit.changeHeadReceiver, { url: null })
  for (let tries = 0; tries < 40; tries++) await deliver(nodeAt(7 + tries * 7))
  expect(await receiverOf(bo)).toMatchObject({ waiting: 0, lastTrouble: 'answered 500' })
  expect(receivedOf(machines.alder)).toEqual([])
  expect(await receiverOf(ana)).toEqual({ url: null, waiting: 0, lastArrivedAt: null, lastTrouble: null })
})

test('the address is a matter of the company\'s administrators, and leads to no private network', async () => {
  const { ana, workspaceId } = await twoCompanies(app.url)
  const eva = await colleague(ana, workspaceId, 'Eva', 'admin')
  expect(await refusalOf(eva.call(audit.changeHeadReceiver, { url: null }))).toMatchObject({ status: 403 })
  expect(await refusalOf(receiverOf(eva))).toMatchObject({ status: 403 })
  for (const url of ['https://127.0.0.1', 'http://169.254.169.254/', 'http://example.com', 'file:///etc/passwd', 'https://example.com:22', 'nowhere', 'https://[::ffff:127.0.0.1]/']) {
    expect(await refusalOf(ana.call(audit.changeHeadReceiver, { url })), url).toMatchObject({ code: 'invalid' })
  }
  expect(await receiverOf(ana)).toMatchObject({ url: null })
})

test('whoever sets an address sees at once that the last signed heads arrive there, and a running server sends by itself', async () => {
  const { ana, workspaceId } = await twoCompanies(app.url)
  await startApp({ beside: app, env: { KOPA_OUTGOING_HOSTS: hosts }, headsEvery: 100 })
  Object.assign(machines.alder, { received: [], answer: 200 })
  await until(async () => Boolean((await ana.ask('GET', `/workspaces/${workspaceId}/audit/heads`)).json))
  await ana.call(audit.changeHeadReceiver, { url: machines.alder.url })
  await until(() => receivedOf(machines.alder).some(({ chain }) => chain === workspaceId))
})
