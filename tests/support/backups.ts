import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { endMark } from '../../server/backup/end-mark.ts'
import { names, sha256Of, sumLine, type Head, type Manifest } from '../../server/backup/format.ts'
import { readTarHeader, tarEnd, tarHeader, tarPadding } from '../../server/backup/tar.ts'
import { launch } from './services.ts'

/** `scripts/kopa ...`, without the bootstrap. */
export async function kopa(words: string[], env: Record<string, string>): Promise<{ code: number | null, words: string }> {
  const running = launch(process.execPath, [path.join(import.meta.dirname, '../../server/kopa.ts'), ...words], env)
  return { code: await running.ended, words: running.output() }
}

export interface Part { name: string, bytes: Buffer }

/** What a backup holds, without hashes and manifest. */
export function partsOf(backup: Buffer): Part[] {
  const tar = zstdDecompressSync(backup)
  const parts: Part[] = []
  for (let at = 0; ;) {
    const header = readTarHeader(tar.subarray(at, at + 512))
    if (!header) return parts.filter(({ name }) => name !== names.sums && name !== names.manifest)
    parts.push({ name: header.name, bytes: tar.subarray(at + 512, at + 512 + header.size) })
    at += 512 + header.size + tarPadding(header.size).length
  }
}

export const manifestOf = (backup: Buffer): Manifest => {
  const tar = zstdDecompressSync(backup)
  return JSON.parse(tar.subarray(tar.lastIndexOf('{\n  "format"'), tar.lastIndexOf('}\n') + 1).toString()) as Manifest
}

interface Forgery { parts: Part[], manifest: Manifest, headerOf?: (name: string, size: number) => Buffer }

/** A backup of these parts in which every hash is right: whoever can write files can make one. */
export async function forge(file: string, { parts, manifest, headerOf = tarHeader }: Forgery): Promise<string> {
  const sums = Buffer.from(parts.map(({ name, bytes }) => sumLine(name, sha256Of(bytes))).join(''))
  const end = { ...manifest, sums: sha256Of(sums) }
  const all = [...parts, { name: names.sums, bytes: sums }, { name: names.manifest, bytes: Buffer.from(JSON.stringify(end)) }]
  const tar = Buffer.concat([...all.flatMap(({ name, bytes }) => [headerOf(name, bytes.length), bytes, tarPadding(bytes.length)]), tarEnd])
  const packed = zstdCompressSync(tar)
  await writeFile(file, Buffer.concat([packed, endMark(createHash('sha256').update(packed).digest())]))
  return file
}

export function withHead(parts: readonly Part[], change: (head: Head) => object): Part[] {
  return parts.map(part => part.name === names.head ? { ...part, bytes: Buffer.from(JSON.stringify(change(JSON.parse(part.bytes.toString()) as Head))) } : part)
}
