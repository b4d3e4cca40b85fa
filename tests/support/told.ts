import type { TestApp } from './app.ts'
import { listen, type Screen } from './live-client.ts'
import { openPage } from './page-client.ts'
import { until } from './services.ts'
import type { Person, World } from './world.ts'

/** What somebody learns of what others do: by their open screen, and by asking for a document. */

/** A screen that is told things, and has forgotten what it was told before. */
export async function openScreen(person: Person): Promise<Screen> {
  const screen = await listen(person)
  await person.people.changeMe({ name: person.name })
  await screen.hears('me')
  screen.told.length = 0
  return screen
}

/** What the screen was told until now: something is said to it last. */
export async function toldOf(screen: Screen, person: Person): Promise<string[]> {
  await person.people.changeMe({ name: person.name })
  await screen.hears('me')
  return screen.told.map(({ about }) => about)
}

/** Everything that was made so far has been folded: nothing of it is told any more. */
export const allFolded = ({ database }: TestApp, { workspaceId }: Pick<World, 'workspaceId'>): Promise<void> => until(async () =>
  await database.selectFrom('documents').select('id').where('workspaceId', '=', workspaceId).where('foldedAt', 'is', null).executeTakeFirst() === undefined)

/** The code with which the document is closed for them. */
export async function closingOf(person: Person, documentId: string): Promise<number> {
  const client = openPage(person, documentId)
  const code = await client.closed
  client.leave()
  return code
}
