/** Why a version was made. idle, work: by itself, after a pause or half an hour of work. restore: just before an earlier one was brought back. */
export const versionReasons = ['idle', 'work', 'named', 'restore'] as const
export type VersionReason = (typeof versionReasons)[number]
