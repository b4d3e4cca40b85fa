/** What a link to "My work" can say: only this workspace, done tasks as well. */
export interface MyWorkSearch { workspace?: string | undefined, whose?: 'partner' | undefined, show?: 'all' | undefined }

export const readMyWorkSearch = (search: Record<string, unknown>): MyWorkSearch => ({
  workspace: typeof search['workspace'] === 'string' ? search['workspace'] : undefined,
  whose: search['whose'] === 'partner' ? 'partner' : undefined,
  show: search['show'] === 'all' ? 'all' : undefined,
})
