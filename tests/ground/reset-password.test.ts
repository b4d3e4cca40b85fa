import path from 'node:path'
import { expect, test } from 'vitest'
import { launch, startKopa } from '../support/services.ts'
import { password, refusalOf, signUp, visit } from '../support/world.ts'

/** `scripts/kopa reset-password ...`, without the bootstrap. */
async function reset(dataFolder: string, ...args: string[]): Promise<{ code: number | null, output: string }> {
  const running = launch(process.execPath, [path.join(import.meta.dirname, '../../server/kopa.ts'), 'reset-password', ...args], { KOPA_DATA: dataFolder })
  return { code: await running.ended, output: running.output() }
}

test('a forgotten password is replaced from the terminal while Kopa runs: the new one works, the old one and its sessions do not', async () => {
  const kopa = await startKopa()
  const ana = await signUp(kopa.url, { name: 'Ana Alksne', companyName: 'Alder Homes' })
  const { code, output } = await reset(kopa.dataFolder, ana.email)
  expect(code).toBe(0)
  const made = /: (\S{20})\n/.exec(output)?.[1] ?? ''

  expect((await ana.people.getSession({})).me).toBeNull()
  expect((await refusalOf(visit(kopa.url).people.signIn({ email: ana.email, password }))).code).toBe('wrongCredentials')
  expect((await visit(kopa.url).people.signIn({ email: ana.email, password: made })).me.id).toBe(ana.userId)
  expect(kopa.output).not.toContain(made)

  await kopa.stop()
  const stopped = await reset(kopa.dataFolder, ana.email)
  expect(stopped.code).toBe(0)
  expect(stopped.output).not.toContain(made)
})

test('an address that nobody has changes nothing and is told', async () => {
  const kopa = await startKopa()
  expect(await reset(kopa.dataFolder, 'nobody@example.com')).toEqual({ code: 1, output: 'kopa: Nobody here has the address nobody@example.com. Nothing was changed.\n' })
  expect((await reset(kopa.dataFolder)).output).toContain('Name the e-mail address')
  await kopa.stop()
})
