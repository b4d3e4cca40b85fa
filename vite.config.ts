import fs from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import zlib from 'node:zlib'
import { lingui } from '@lingui/vite-plugin'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

const server = process.env['KOPA_SERVER'] ?? 'http://127.0.0.1:3000'

/** The app's own files work without a network; answers of the server are never kept by the service worker. */
const serviceWorker = VitePWA({
  registerType: 'prompt',
  injectRegister: false,
  manifest: {
    name: 'Kopa',
    short_name: 'Kopa',
    description: 'A workspace that companies own together',
    theme_color: '#faf9f7',
    background_color: '#faf9f7',
    display: 'standalone',
    start_url: '/',
    icons: [{ src: '/mark.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
  },
  workbox: {
    globPatterns: ['**/*.{js,css,html,svg,woff2}'],
    maximumFileSizeToCacheInBytes: 4 * 1024 * 1024,
    importScripts: ['/first-look-worker.js'],
    navigateFallback: '/index.html',
    navigateFallbackDenylist: [/^\/api(\/|$)/, /^\/sync(\/|$)/],
    cleanupOutdatedCaches: true,
    // Whoever comes for the first time has everything, too, without loading the page again.
    clientsClaim: true,
  },
})

/** React Aria brings its few words in 35 languages; only those of the interface are shipped (en-US is its own fallback). */
const ariaWords: Plugin = {
  name: 'kopa:aria-words',
  enforce: 'pre',
  load(id) {
    const language = /node_modules[\\/]react-(?:aria|stately|aria-components)[\\/].*[\\/]intl[\\/](?:\w+[\\/])?([a-z]{2}-[A-Z]{2})\.mjs$/.exec(id)?.[1]
    return language && language !== 'en-US' && language !== 'lv-LV' ? 'export default {}' : null
  },
}

const [brotli, gzip] = [promisify(zlib.brotliCompress), promisify(zlib.gzip)]
/** Smaller files fit into one packet as they are. */
const leastCompressed = 1200

async function compress(file: string): Promise<void> {
  const bytes = await fs.readFile(file)
  if (bytes.length < leastCompressed) return
  const params = { [zlib.constants.BROTLI_PARAM_QUALITY]: 9, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
  await Promise.all([fs.writeFile(`${file}.br`, await brotli(bytes, { params })), fs.writeFile(`${file}.gz`, await gzip(bytes, { level: 9 }))])
}

/** Once here, and not for each reader: the server sends what lies beside a file in the form that the browser knows. Browsers take Brotli over HTTPS only. */
function compressed(): Plugin {
  let folder = ''
  return {
    name: 'kopa:compressed',
    apply: 'build',
    configResolved: ({ root, build }) => { folder = path.resolve(root, build.outDir) },
    closeBundle: {
      // After the service worker, which lists the files as they are.
      order: 'post',
      sequential: true,
      async handler() {
        const names = (await fs.readdir(folder, { recursive: true })).filter(name => /\.(js|css|html|svg|webmanifest)$/.test(name))
        await Promise.all(names.map(name => compress(path.join(folder, name))))
      },
    },
  }
}

interface Modules { getModuleInfo: (id: string) => { importedIds: string[] } | null }

const isOurs = (id: string): boolean => /[\\/](?:client|shared)[\\/]/.test(id) && !/[\\/](?:locales|node_modules)[\\/]/.test(id)
const isOfBoards = (id: string): boolean => /[\\/](?:boards|transfer)[\\/]/.test(id)

/** What is read before anything is to be seen. */
const first = new Set<string>()
/** What of boards the sidebar needs for its list: it stands beside every page, and a page is no board. */
const listed = new Set<string>()

function addAll(id: string, modules: Modules, reached: Set<string>): void {
  if (reached.has(id)) return
  reached.add(id)
  for (const imported of modules.getModuleInfo(id)?.importedIds ?? []) addAll(imported, modules, reached)
}

function findShares(modules: Modules): void {
  const ours = path.join(import.meta.dirname, 'client')
  addAll(path.join(ours, 'main.tsx'), modules, first)
  addAll(path.join(ours, 'boards/BoardsSection.tsx'), modules, listed)
}

/** Left to itself, each set of screens gets a file of its own for what only they share: a board was 131 requests. Three files hold all that is shared. */
function shareOf(id: string, modules: Modules): 'first' | 'board' | 'inside' | null {
  if (first.size === 0) findShares(modules)
  if (!isOurs(id)) return null
  if (first.has(id)) return 'first'
  return isOfBoards(id) && !listed.has(id) ? 'board' : 'inside'
}
const shared = (share: 'first' | 'board' | 'inside', minShareCount: number) =>
  ({ name: (id: string, modules: Modules) => (shareOf(id, modules) === share ? share : null), minShareCount })

/** A library that many screens need. */
const library = (name: string, packages: string, minShareCount = 1) => ({ name, test: new RegExp(`node_modules[\\\\/](?:\\.pnpm[\\\\/])?(?:${packages})[@+\\\\/]`), minShareCount })

export default defineConfig({
  root: 'client',
  plugins: [ariaWords, react(), lingui({ macroTransform: true, failOnMissing: true, failOnCompileError: true }), serviceWorker, compressed()],
  resolve: { dedupe: ['yjs', 'react', 'react-dom'] },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    rolldownOptions: {
      preserveEntrySignatures: 'allow-extension',
      output: {
        // A file holds what belongs together, and not all that it imports: order is kept in another way then.
        strictExecutionOrder: true,
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            library('icons', 'lucide-react', 2),
            library('react', 'react|react-dom|scheduler'),
            { name: 'tanstack', test: /node_modules[\\/]@tanstack[\\/](?!react-virtual|virtual-core)/ },
            library('yjs', 'yjs|lib0|y-protocols|y-websocket|y-indexeddb'),
            library('aria', 'react-aria|react-stately|react-aria-components|@internationalized', 3),
            shared('first', 1), shared('board', 2), shared('inside', 2),
            { name: 'words-en', test: /locales[\\/]en[\\/]/ },
            { name: 'words-lv', test: /locales[\\/]lv[\\/]/ },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': { target: server, ws: true }, '/sync': { target: server, ws: true } } },
})
