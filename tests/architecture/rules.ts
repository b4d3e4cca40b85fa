import type { Import, Source } from './source.ts'

/** A broken rule, told so that a newcomer knows what to do. `where` is what an exception names. */
export interface Complaint { where: string, sentence: string }
export type Rule = (house: readonly Source[]) => Complaint[]

const partsOf = (path: string): string[] => path.split('/')
const floorOf = (path: string): string => partsOf(path)[0] ?? ''
/** 'pages' of server/pages/queries.ts; '' of what stands directly on a floor. */
const roomOf = (path: string): string => (partsOf(path).length > 2 ? partsOf(path)[1] ?? '' : '')
const fileOf = (path: string): string => partsOf(path).at(-1) ?? ''
const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path) || floorOf(path) === 'tests'

/** Rooms that every capability stands on; they know none of them. */
const ground: Record<string, readonly string[]> = {
  shared: ['documents', 'audit'],
  server: ['core', 'documents', 'migrations'],
  client: ['core', 'ui', 'documents'],
}
const isGround = (path: string): boolean => (ground[floorOf(path)] ?? []).includes(roomOf(path))
/** Puts capabilities together, as the root files of a floor do: the client's screens, the command line. */
const isComposition = (path: string): boolean => roomOf(path) === '' || /^(client\/app|server\/commands)\//.test(path)
const isCapability = (path: string): boolean => floorOf(path) in ground && !isComposition(path) && !isGround(path)

/** Every import of the house's own files that `isBroken` says so of, told by `why`. */
const onImports = (isBroken: (source: Source, wanted: Import) => boolean, why: string): Rule => house =>
  house.flatMap(source => source.imports.filter(wanted => isBroken(source, wanted))
    .map(({ target, line }) => ({ where: source.path, sentence: `${source.path}:${line} imports ${target}: ${why}` })))

const onMentions = (isWatched: (path: string) => boolean, forbidden: RegExp, why: string): Rule => house =>
  house.filter(({ path }) => isWatched(path)).flatMap(({ path, mentions }) =>
    [...new Set(mentions.filter(mention => forbidden.test(mention)))].map(mention => ({ where: path, sentence: `${path} says ${mention}: ${why}` })))

const schemaFiles = /^shared\/pages\/(page-schema|unknown|unknown-extensions|[\w-]+-node)\.ts$/
const sharedPackages = /^(yjs|lib0|typebox)$/

const sharedStandsAlone = onImports(({ path }, { target, isOwn }) => {
  if (floorOf(path) !== 'shared' || isTest(path)) return false
  if (isOwn) return floorOf(target) !== 'shared'
  return !sharedPackages.test(target) && !(target.startsWith('@tiptap/') && schemaFiles.test(path))
}, 'shared runs everywhere and imports nothing but shared, yjs and the schema library (page-schema.ts and its kin also Tiptap)')

const sharedIsPure = onMentions(path => floorOf(path) === 'shared' && !isTest(path),
  /^(Date\.now|new Date\(\)|Math\.random|crypto\.|performance\.|process\.|localStorage\.|fetch\(\)|set(Timeout|Interval)\(\)|new (WebSocket|Worker)\()/,
  'shared has no clock, no chance and no network; pass `now` and new ids in')

const floorsMeetInShared = onImports(({ path }, { target, isOwn }) => {
  const pair = [floorOf(path), floorOf(target)].toSorted().join()
  return isOwn && pair === 'client,server'
}, 'client and server meet only in shared (contracts, events, protocol)')

const namedTables = /^shared\/(policy|events|documents\/kinds)\.ts$/

const groundKnowsNoCapability = onImports(({ path }, { target, isOwn }) => {
  if (!isOwn || isTest(path) || namedTables.test(path) || !isCapability(target)) return false
  return isGround(path) || (floorOf(path) === 'shared' && roomOf(path) === '')
}, 'core, ui, documents and the root files of shared know no capability; let app pass in what is needed')

const serverAsksThroughQueries = onImports(({ path }, { target, isOwn }) => {
  if (!isOwn || isTest(path) || floorOf(path) !== 'server' || floorOf(target) !== 'server') return false
  if (!isCapability(path) || roomOf(path) === roomOf(target)) return false
  if (roomOf(target) === 'documents') return fileOf(target) !== 'engine.ts'
  return isCapability(target) && fileOf(target) !== 'queries.ts'
}, 'on the server a capability asks another through its queries.ts (documents: engine.ts) and tells it through an event')

const clientComposesInApp = onImports(({ path }, { target, isOwn }) => {
  if (!isOwn || isTest(path) || floorOf(path) !== 'client' || floorOf(target) !== 'client') return false
  return isCapability(path) && roomOf(path) !== roomOf(target) && (isCapability(target) || roomOf(target) === 'app' || roomOf(target) === '')
}, 'on the client capabilities do not know each other; client/app puts them together through routes, props and slots')

/** ProseMirror has a getMap too: only files that know yjs are looked at. */
const yjsBehindVerbs: Rule = house => onMentions(
  path => !isTest(path) && !(floorOf(path) === 'shared' && isCapability(path) && fileOf(path) !== 'contract.ts'),
  /\.get(Map|Array|XmlFragment|XmlElement)$|^Y\.(Map|Array|Xml\w+)$/,
  'only the model files of shared touch Yjs types; call a named function of the model instead',
)(house.filter(({ imports }) => imports.some(({ target }) => target === 'yjs')))

const mayQuery = /^server\/(core|migrations)\/|^server\/people\/sessions\.ts$|\/([\w-]+-)?(queries|commands)\.ts$|\/(projection|log|log-rows|log-along)\.ts$/

const databaseInFewPlaces = onMentions(
  path => floorOf(path) === 'server' && !isTest(path) && !mayQuery.test(path),
  /\.(selectFrom|insertInto|updateTable|deleteFrom|mergeInto)$|^sql(``|\.)/,
  'only queries.ts, commands.ts, projection.ts, log.ts, people/sessions.ts and core talk to the database',
)

const databasePackagesInFewPlaces = onImports(({ path }, { target, isOwn, isType }) =>
  !isOwn && !isType && /^(pg|kysely)$/.test(target) && floorOf(path) !== 'tests' && !isTest(path) && !mayQuery.test(path),
'only queries.ts, commands.ts, projection.ts, log.ts, people/sessions.ts and core talk to the database')

/** Who may change which tables; others ask, or tell it through an event. */
const tablesOf: Record<string, readonly string[]> = {
  people: ['companies', 'users', 'sessions', 'accessTokens', 'invitations'],
  workspaces: ['workspaces', 'workspaceCompanies', 'memberships'],
  pages: ['pages', 'pageTexts', 'pageVisits', 'pageSides', 'pageLinks', 'pageFavourites', 'pageVerifications'],
  boards: ['boards', 'boardSides', 'tasks', 'taskPeople', 'taskPages', 'calendarFeeds', 'proposals', 'rules', 'ruleRuns'],
  documents: ['documents', 'documentUpdates', 'documentClients', 'versions', 'anchors'],
  files: ['files'],
  search: ['searchEntries'],
  audit: ['signingKeys', 'signedHeads', 'headReceivers', 'headDeliveries'],
  core: ['events', 'chains'],
}

const tablesHaveOneWriter: Rule = house =>
  house.filter(({ path }) => floorOf(path) === 'server' && !isTest(path)).flatMap(({ path, mentions }) =>
    [...new Set(mentions.filter(mention => mention.startsWith('writes ')))].filter(mention => !tablesOf[roomOf(path)]?.includes(mention.slice('writes '.length)))
      .map(mention => ({ where: path, sentence: `${path} ${mention}: a table is changed by one capability only; pass its function in through server/app.ts, or emit an event` })))

const noBarrels: Rule = house => house.filter(({ path, isBarrel }) => isBarrel || /^index\.tsx?$/.test(fileOf(path)))
  .map(({ path }) => ({ where: path, sentence: `${path} only passes on what others export: import from where a thing is made` }))

const noDefaultExports: Rule = house => house.filter(({ path, hasDefaultExport }) => hasDefaultExport && !path.endsWith('.config.ts'))
  .map(({ path }) => ({ where: path, sentence: `${path} has a default export: give it a name, so that it is called the same everywhere` }))

/** Types vanish before anything runs; two files may speak of each other's. */
const noCycles: Rule = house => {
  const paths = new Set(house.map(({ path }) => path))
  const next = new Map(house.map(({ path, imports }) =>
    [path, imports.filter(({ isOwn, isType, target }) => isOwn && !isType && paths.has(target)).map(({ target }) => target)]))
  return findCycles(next).map(cycle => ({ where: cycle[0] ?? '', sentence: `${[...cycle, cycle[0]].join(' -> ')}: a circle of imports; move what both need into a third file` }))
}

function findCycles(next: ReadonlyMap<string, readonly string[]>): string[][] {
  const done = new Set<string>()
  const cycles: string[][] = []
  const visit = (path: string, trail: string[]): void => {
    const at = trail.indexOf(path)
    if (at >= 0) cycles.push(trail.slice(at))
    if (at >= 0 || done.has(path)) return
    for (const target of next.get(path) ?? []) visit(target, [...trail, path])
    done.add(path)
  }
  for (const path of next.keys()) visit(path, [])
  return cycles
}

const wordsThatSayNothing = /(^|[-.])(utils?|helpers?|common|manager|service)([-.]|$)/i

const namesSaySomething: Rule = house => house.filter(({ path }) => partsOf(path).some(part => wordsThatSayNothing.test(part)))
  .map(({ path }) => ({ where: path, sentence: `${path}: utils, helpers, common, manager and service say nothing; name what it does` }))

const twoDeep: Rule = house => house.filter(({ path }) => partsOf(path).length > 3)
  .map(({ path }) => ({ where: path, sentence: `${path} lies too deep: floor, room, file; a capability grows a new file, never a new folder` }))

/** The rules of docs and design by the names under which exceptions are listed. */
export const rules = {
  sharedStandsAlone, sharedIsPure, floorsMeetInShared, groundKnowsNoCapability, serverAsksThroughQueries, clientComposesInApp,
  yjsBehindVerbs, databaseInFewPlaces, databasePackagesInFewPlaces, tablesHaveOneWriter, noBarrels, noDefaultExports, noCycles, namesSaySomething, twoDeep,
} satisfies Record<string, Rule>

export interface Size { where: string, lines: number, most: number, what: string }

export const most = { file: 300, function: 40, markup: 80 }

/** Everything that has a size. Blocks of `describe` are chapters, not functions. */
export const sizesOf = (house: readonly Source[]): Size[] => house.flatMap(({ path, lines, functions, markups }) => [
  { where: path, lines, most: most.file, what: 'the file' },
  ...functions.filter(({ name }) => !/^the function given to describe\b/.test(name))
    .map(({ name, lines: own }) => ({ where: `${path} ${name}`, lines: own, most: most.function, what: name })),
  ...markups.map(({ line, lines: own }) => ({ where: `${path} markup`, lines: own, most: most.markup, what: `the markup at line ${line}` })),
])
