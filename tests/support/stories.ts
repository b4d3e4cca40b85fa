import { afterAll, afterEach, beforeAll } from 'vitest'
import { useBrowser } from './browser.ts'
import { startKopaHere, type TestKopa } from './services.ts'
import { twoCompanies, type World } from './world.ts'

/** What all stories of a file share: a server with two companies on it, and a Chromium whose windows are closed after each story. */
export function shareTwoCompanies(): { readonly url: string, readonly world: World, open: ReturnType<typeof useBrowser>['open'] } {
  let kopa: TestKopa
  let world: World
  const { open, closeAll } = useBrowser()
  beforeAll(async () => { kopa = await startKopaHere() })
  beforeAll(async () => { world = await twoCompanies(kopa.url) })
  afterEach(closeAll)
  afterAll(() => kopa?.stop())
  return { open, get url() { return kopa.url }, get world() { return world } }
}
