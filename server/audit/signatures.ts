import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { keyIdOf, statementText, type IsSignature, type SignedHead, type Statement } from '@kopa/shared/audit/signed-head.ts'
import { sha256 } from '../core/chained-facts.ts'

/** Ed25519, with Node's own cryptography. Keys and signatures are hexadecimal where they are shown, bytes where they are kept. */
export interface SigningKey { id: string, publicKey: string, privateKey: Buffer }

/** What DER puts in front of the 32 bytes of a public key (RFC 8410, section 4). */
const publicStart = Buffer.from('302a300506032b6570032100', 'hex')

export function makeKey(): SigningKey {
  const pair = generateKeyPairSync('ed25519')
  const publicKey = pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(publicStart.length).toString('hex')
  return { id: keyIdOf(publicKey, sha256), publicKey, privateKey: pair.privateKey.export({ format: 'der', type: 'pkcs8' }) }
}

export function signHead(head: Pick<Statement, 'chain' | 'kind' | 'sequence' | 'hash' | 'signedAt'>, { id: keyId, publicKey, privateKey }: SigningKey): SignedHead {
  const statement: Statement = { format: 'kopa audit head', v: 1, ...head, keyId, publicKey }
  const key = createPrivateKey({ key: privateKey, format: 'der', type: 'pkcs8' })
  return { ...statement, signature: sign(null, Buffer.from(statementText(statement)), key).toString('hex') }
}

export const isSignature: IsSignature = ({ publicKey, text, signature }) => {
  const key = createPublicKey({ key: Buffer.concat([publicStart, Buffer.from(publicKey, 'hex')]), format: 'der', type: 'spki' })
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'hex'))
}
