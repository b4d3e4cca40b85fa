import { createReadStream } from 'node:fs'

/** bytes of one line: far more than any entry has */
const longestLine = 1024 * 1024

/**
 * The lines of a file of any size, one at a time, without their ends.
 * @throws a sentence when the file cannot be read, is not text, or has a line that no entry could be
 */
export async function* linesOf(file: string): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0)
  let count = 0
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    let from = 0
    for (let end = rest.indexOf(newline); end >= 0; end = rest.indexOf(newline, from)) {
      yield textOf(rest.subarray(from, end), ++count)
      from = end + 1
    }
    rest = rest.subarray(from)
    checkLength(rest, count + 1)
  }
  if (rest.length > 0) yield textOf(rest, count + 1)
}

const newline = 10
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** A line that is no text becomes one that is no entry. */
function textOf(bytes: Buffer, line: number): string {
  checkLength(bytes, line)
  try {
    return decoder.decode(bytes)
  } catch {
    return ''
  }
}

function checkLength({ length }: Buffer, line: number): void {
  if (length > longestLine) throw new RangeError(`Line ${line} is longer than an entry can be.`)
}
