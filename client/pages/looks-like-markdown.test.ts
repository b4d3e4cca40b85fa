import { expect, test } from 'vitest'
import { looksLikeMarkdown } from './looks-like-markdown.ts'

test.each([
  '# Plan\n\nWords',
  '- one\n- two',
  '1. one\n2. two',
  '```sql\nselect 1\n```',
  '| a | b |\n|---|---|\n| 1 | 2 |',
  '- [ ] sign the lease',
  'See [the plan](https://example.org/plan).',
  'It is **important** to us.',
  '> said\n> and written',
])('%j is markdown', text => expect(looksLikeMarkdown(text)).toBe(true))

test.each([
  'Words, and more words.',
  '# channel',
  '- a dash at the beginning',
  '2026. gada 1. martā',
  'a * b * c = 2 ** 3',
  'call(me) [later] (maybe)',
  '> 5 of them',
  'line one\nline two',
  'a | b\nc | d',
  'snake_case_name and __init__',
])('%j is not', text => expect(looksLikeMarkdown(text)).toBe(false))
