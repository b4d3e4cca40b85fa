import { expect, test } from 'vitest'
import { toSafeLink } from './safe-link.ts'

test.each([
  ['https://kopa.example/a?b#c', 'https://kopa.example/a?b#c'],
  ['kopa.example/plan', 'https://kopa.example/plan'],
  ['  http://kopa.example ', 'http://kopa.example/'],
  ['ana@kopa.example', 'mailto:ana@kopa.example'],
  ['tel:+37120000000', 'tel:+37120000000'],
  ['rīga.example', 'https://xn--rga-uta.example/'],
])('%s is a link to %s', (typed, address) => expect(toSafeLink(typed)).toBe(address))

test.each([
  'javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'java\nscript:alert(1)', '\u0001javascript:alert(1)', ' javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>', 'vbscript:x', 'file:///etc/passwd', 'blob:https://x/y', '/api/sign-out', '//evil.example', '', 'two words',
])('%s is no link', typed => expect(toSafeLink(typed)).toBeNull())
