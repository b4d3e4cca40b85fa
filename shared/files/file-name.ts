export const mostFileName = 200

/**
 * What a file may be called. A name is for people only: path parts and control characters have no business in it, nor have those that turn
 * the direction of writing, by which `photo.exe` can be made to look like something else.
 */
export const fileNameOf = (name: string): string =>
  name.replace(/^.*[\\/]/, '').replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '').slice(0, mostFileName).toWellFormed()
