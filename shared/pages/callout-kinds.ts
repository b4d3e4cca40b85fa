export const calloutKinds = ['note', 'tip', 'important', 'warning', 'success'] as const
export type CalloutKind = (typeof calloutKinds)[number]

/** Whatever a document says is one of the kinds. */
export const calloutKindOf = (value: unknown): CalloutKind => calloutKinds.find(kind => kind === value) ?? 'note'
