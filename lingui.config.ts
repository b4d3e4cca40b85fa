import { defineConfig } from '@lingui/cli'
import { formatter } from '@lingui/format-po'

/** One catalog per folder of the client; English stands in the code, Latvian must be complete. */
export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'lv'],
  catalogs: [{
    path: '<rootDir>/client/core/locales/{locale}/{name}',
    include: ['<rootDir>/client/{name}/'],
    exclude: ['**/public/**', '**/*.test.*', '**/dist/**', '**/node_modules/**'],
  }],
  format: formatter({ lineNumbers: false, origins: false }),
  orderBy: 'message',
})
