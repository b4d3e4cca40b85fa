import { Fragment } from 'react'
import styles from './Marked.module.css'

/** A text with what was looked for marked in it. @param marks from and behind, in UTF-16 units, one after the other */
export function Marked({ text, marks }: { text: string, marks: readonly (readonly [from: number, to: number])[] }) {
  return marks.length === 0 ? text : (
    <>
      {marks.map(([from, to], at) => <Fragment key={from}>{text.slice(marks[at - 1]?.[1] ?? 0, from)}<mark className={styles['mark']}>{text.slice(from, to)}</mark></Fragment>)}
      {text.slice(marks.at(-1)?.[1])}
    </>
  )
}
