/** What a link to a page can say: which task of which board is open beside it, `<board>.<task>`; words that are looked for and marked. */
export interface PageSearch { task?: string | undefined, find?: string | undefined }
export interface OpenTask { boardId: string, taskId: string }

const place = /^([0-9a-f-]{36})\.([0-9A-Za-z_-]{1,64})$/

/** Reads an address that anybody may have typed: what is not understood is left out. */
export const readPageSearch = ({ task, find }: Record<string, unknown>): PageSearch => ({
  ...typeof task === 'string' && place.test(task) && { task },
  ...(typeof find === 'string' || typeof find === 'number') && String(find).trim() !== '' && { find: String(find).slice(0, 200) },
})

export function openTaskIn({ task = '' }: PageSearch): OpenTask | null {
  const [, boardId, taskId] = place.exec(task) ?? []
  return boardId !== undefined && taskId !== undefined ? { boardId, taskId } : null
}
