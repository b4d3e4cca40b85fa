import type { Messages } from '@lingui/core'

/** In one file, so that they come in one request. */
export const words = import.meta.glob<{ messages: Messages }>('./locales/en/*.po', { eager: true })
