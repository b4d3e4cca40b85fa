import { DOMSerializer, type Fragment, type Schema } from '@tiptap/pm/model'

/** How pages are copied: elsewhere, what opens to more has its first line as its summary. */
export class WithSummaries extends DOMSerializer {
  constructor(schema: Schema) {
    super(DOMSerializer.nodesFromSchema(schema), DOMSerializer.marksFromSchema(schema))
  }

  override serializeFragment(fragment: Fragment, options?: { document?: Document }, target?: HTMLElement | DocumentFragment): HTMLElement | DocumentFragment {
    const made = super.serializeFragment(fragment, options, target)
    if (made instanceof HTMLElement && made.tagName === 'DETAILS' && made.firstElementChild) {
      const summary = made.ownerDocument.createElement('summary')
      summary.append(made.firstElementChild)
      made.prepend(summary)
    }
    return made
  }
}
