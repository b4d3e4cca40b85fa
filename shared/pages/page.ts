import type * as Y from 'yjs'

/** The model of a page: a title and a body, both edited live. */

export const titleOf = (doc: Y.Doc): Y.Text => doc.getText('title')
export const contentOf = (doc: Y.Doc): Y.XmlFragment => doc.getXmlFragment('content')
