import { expect, test } from 'vitest'
import { errorForLog, requestForLog } from './log.ts'

test('a request leaves its path in the log, and neither its query nor its headers', () => {
  const request = { method: 'GET', url: '/api/search?q=merger', id: 'r1', ip: '::1', headers: { cookie: 'kopa_session=s' } }
  const line = JSON.stringify(requestForLog(request))
  expect(line).toContain('/api/search')
  expect(line).not.toMatch(/merger|kopa_session/)
})

test('a database error leaves its constraint in the log, and not the row it was about', () => {
  const error = Object.assign(new Error('duplicate key value'), { code: '23505', constraint: 'users_email_key', detail: 'Key (email)=(ana@a.example) already exists.' })
  const line = JSON.stringify(errorForLog(error))
  expect(line).toContain('users_email_key')
  expect(line).not.toContain('ana@a.example')
})
