import type { Verdict } from './guard.ts'
import type { Notes } from './room-size.ts'

/**
 * Who takes something away is let in, also where nothing can be added any more. Yet what is deleted is noted for ever, and every client
 * that comes back sends all of it in one frame: a note for every second character of a book would lock them out. So the notes
 * have an end of their own, far from what people reach (an hour's typing leaves some hundred bytes; a year of it some ten thousand), and
 * whatever makes them fewer, such as deleting everything, is let in even then.
 */
const mostNotes = 3 * 1024 * 1024
/** What somebody deletes by hand. It is let in beyond that, as far again. */
const byHand = 1024
/** From here on it could add much. */
const large = 32 * 1024

/** Bytes of all notes of deletions, before an update and after it. */
export interface Weight { addsNothing: boolean, before: number, after: number }

/** Does the document have to be opened before it can be said whether these deletions may enter? */
export const mustWeigh = ({ notes }: Pick<Verdict, 'notes'>, { folded, waiting }: Notes): boolean =>
  notes >= large || (notes > byHand && folded + waiting > mostNotes)

export const mayTakeAway = ({ before, after }: Weight): boolean =>
  after <= Math.max(mostNotes, before) || (after - before <= byHand && after <= 2 * mostNotes)

/** What waits to be folded says much of it many times: there is room again afterwards. */
export const mustWaitForFold = ({ notes }: Pick<Verdict, 'notes'>, { waiting }: Notes): boolean => notes > 0 && waiting > 0 && waiting + notes > 2 * mostNotes
