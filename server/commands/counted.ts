/** `counted(1, 'file')`: 1 file; `counted(2, 'file')`: 2 files. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
