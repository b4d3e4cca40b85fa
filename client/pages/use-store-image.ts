import { errorSentence } from '@kopa/shared/errors.ts'
import { files, mostImageBytes } from '@kopa/shared/files/contract.ts'
import { isLanguage } from '@kopa/shared/languages.ts'
import { useLingui } from '@lingui/react/macro'
import { useCallback } from 'react'
import { makeApi } from '../core/api.ts'
import { ApiError } from '../core/api-error.ts'
import type { StoredImage } from './image-uploads.ts'

const api = makeApi(files)

/** Sends an image to the server, for this page. @param isPassage files belong to pages, and a page's are everybody's */
export function useStoreImage(workspaceId: string, pageId: string, isPassage = false): (file: File, signal: AbortSignal) => Promise<StoredImage & { id: string }> {
  const { t, i18n } = useLingui()
  return useCallback(async (file, signal) => {
    if (isPassage) throw new Error(t`Images cannot be put into a private passage yet.`)
    const language = isLanguage(i18n.locale) ? i18n.locale : 'en'
    if (file.size > mostImageBytes) throw new ApiError('fileTooLarge', errorSentence('fileTooLarge', language, { most: mostImageBytes / 1024 / 1024 }))
    return api.uploadImage({ workspaceId, pageId, file }, { signal })
  }, [workspaceId, pageId, isPassage, t, i18n.locale])
}

/** Asks the person for images. */
export function pickImages(take: (images: File[]) => void, { isMany = false }: { isMany?: boolean } = {}): void {
  const input = globalThis.document.createElement('input')
  input.type = 'file'
  input.accept = 'image/png,image/jpeg,image/gif,image/webp'
  input.multiple = isMany
  input.addEventListener('change', () => take([...input.files ?? []]))
  input.click()
}
