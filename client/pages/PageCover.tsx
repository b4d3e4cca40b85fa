import type { PageCover as Cover } from '@kopa/shared/pages/page-settings.ts'

/** The picture across the head of a page. Decoration: it says nothing that a screen reader would have to tell. */
export const PageCover = ({ cover: { fileId, position } }: { cover: Cover }) =>
  <img alt="" src={`/api/files/${fileId}`} draggable={false} decoding="async" className="page-cover" style={{ objectPosition: `50% ${position}%` }} />
