import { execFile } from 'node:child_process'
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { level } from '@kopa/shared/boards/leveling.ts'
import { largestPsplibBytes, psplibOf, readPsplib } from '../../server/transfer/psplib.ts'
import { seeded } from '../support/random.ts'
import { faultsOf } from './leveling-check.ts'
import { kindsOf, randomProject } from './project-generator.ts'
import { smOf } from './psplib-text.ts'

const root = path.join(import.meta.dirname, '../..')
let folder = ''
beforeAll(async () => { folder = await mkdtemp(path.join(os.tmpdir(), 'kopa-psplib-')) })
afterAll(() => rm(folder, { recursive: true }))

async function fileOf(content: string): Promise<string> {
  const file = path.join(folder, 'project.sm')
  await writeFile(file, content)
  return file
}

/** The command as `scripts/kopa level` runs it; a refusal is an answer too. */
async function kopaLevel(...args: string[]): Promise<{ code: number, stdout: string, stderr: string }> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ['server/kopa.ts', 'level', ...args], { cwd: root })
    return { code: 0, stdout, stderr }
  } catch (error) {
    return error as { code: number, stdout: string, stderr: string }
  }
}

const five = smOf({
  durations: [0, 3, 2, 4, 0], successors: [[1, 2, 3], [4], [4], [4], []],
  capacities: [2, 9], demands: [[0, 0], [1, 1], [1, 0], [2, 9], [0, 0]],
})

describe('a project of PSPLIB', () => {
  test('is read as it was written', () => {
    for (const activities of [30, 60, 90, 120]) {
      const project = randomProject(seeded(activities), { activities, complexity: 1.8, factor: 0.5, strength: 0.2 })
      expect(psplibOf(smOf(project))).toEqual(project)
    }
  })

  test.each<[string, (text: string) => string]>([
    ['with the line ends of Windows', text => text.replaceAll('\n', '\r\n')],
    ['with tabs', text => text.replaceAll(/ +/g, '\t')],
    ['in small letters', text => text.toLowerCase()],
    ['with a mark of its byte order', text => `\uFEFF${text}`],
    ['with successors on lines of their own', text => text.replace(/^ +1 +1 +3 +2 +3 +4$/m, '1 1 3\n 2 3\n 4')],
    ['without asterisks', text => text.replaceAll(/^\*+\n/gm, '')],
    ['with empty lines', text => text.replaceAll('\n', '\n\n')],
    ['without an end of its last line', text => text.trimEnd()],
    ['with the same successor twice', text => text.replace(/^ +1 +1 +3 +2 +3 +4$/m, '1 1 4 2 3 3 4')],
  ])('%s is the same', (_, change) => {
    expect(change(five)).not.toBe(five)
    expect(psplibOf(change(five))).toEqual(psplibOf(five))
  })

  test('is levelled by the command: two at once, then the one that needs everything', async () => {
    const { code, stdout } = await kopaLevel(await fileOf(five))
    const { makespan, starts, seconds } = JSON.parse(stdout) as { makespan: number, starts: number[], seconds: number }
    expect(code).toBe(0)
    expect(makespan).toBe(7)
    expect(starts).toHaveLength(5)
    expect(faultsOf(psplibOf(five), { makespan, starts })).toEqual([])
    expect(seconds).toBeGreaterThanOrEqual(0)
  })

  test('is searched for as long as is asked, and is as good as with as many schedules', async () => {
    const project = randomProject(seeded(4), kindsOf(120)[10] ?? { activities: 120, complexity: 1.5, factor: 0.5, strength: 0.1 })
    const { code, stdout } = await kopaLevel(await fileOf(smOf(project)), '--seconds', '0', '--seed', '5')
    const found = JSON.parse(stdout) as { makespan: number, starts: number[] }
    expect(code).toBe(0)
    expect(faultsOf(project, found)).toEqual([])
    expect(found).toMatchObject({ makespan: level(project, { isEnough: () => true }).makespan })
  })
})

const requests = /REQUESTS[^]*?\n\*/
describe('a file that cannot be read', () => {
  test.each<[string, string, string]>([
    ['is empty', '', 'does not say how many jobs'],
    ['is something else', 'PK\u0003\u0004', 'does not say how many jobs'],
    ['is cut off among the relations', five.slice(0, five.indexOf('   4        1')), 'cut off in its part "PRECEDENCE RELATIONS"'],
    ['ends after the relations', five.slice(0, five.indexOf('REQUESTS')), 'part "REQUESTS/DURATIONS" is missing'],
    ['is cut off among the requests', five.slice(0, five.indexOf('  5      1     0')), '"REQUESTS/DURATIONS" has 20 numbers, and 5 jobs with 2 resources need 25: it is cut off'],
    ['is cut off before the amounts', five.slice(0, five.lastIndexOf('    2    9')), 'before it says how much there is of resource 1'],
    ['has fewer jobs than it says', five.replace('):  5', '):  6'), 'cut off in its part "PRECEDENCE RELATIONS"'],
    ['has more jobs than it says', five.replace('):  5', '):  4'), 'goes on with "5" where it should end'],
    ['has fewer resources than it says', five.replace(':  2   R', ':  3   R'), '25 numbers, and 5 jobs with 3 resources need 30'],
    ['has more resources than it says', five.replace(':  2   R', ':  1   R'), '25 numbers, and 5 jobs with 1 resources need 20'],
    ['says words for numbers', five.replace(/^ +3 +1 +2 /m, '  3      1    two '), 'has "two" where it should say how long job 3 takes'],
    ['says less than nothing', five.replace(/^ +3 +1 +2 /m, '  3      1    -2 '), 'has "-2" where it should say how long job 3 takes'],
    ['has huge numbers', five.replace(/^ +3 +1 +2 /m, `  3      1    ${'9'.repeat(300)} `), 'no number may be greater'],
    ['tells of a million jobs', five.replace('):  5', '):  1000000'), 'tells of 1000000 jobs'],
    ['leads to a job that is not there', five.replace(/^ +1 +1 +3 +2 +3 +4$/m, '1 1 3 2 3 9'), 'before job 9, which is not there'],
    ['has a job twice', five.replace(/^ +2 +1 +1 +5$/m, '1 1 1 5'), 'job 1 comes twice'],
    ['has a duration twice', five.replace(requests, part => part.replace(/^ +3 +1 +2 /m, '2 1 2 ')), 'job 2 has two durations'],
    ['has several modes', five.replace(/^ +2 +1 +1 +5$/m, '2 3 1 5'), 'several modes'],
    ['has resources that are used up', five.replace(':  0   N', ':  2   N'), 'nonrenewable resources'],
  ])('because it %s is refused with a sentence', (_, text, sentence) => {
    expect(() => psplibOf(text)).toThrow(sentence)
  })

  test('because it is larger than anybody\'s project is refused before it is read', async () => {
    const file = await fileOf(five)
    await truncate(file, largestPsplibBytes + 1)
    await expect(readPsplib(file)).rejects.toThrow('no more than 20 are read')
  })

  test('is told in one sentence, with exit code 1 and nothing on standard output', async () => {
    const told = (sentence: RegExp) => ({ code: 1, stdout: '', stderr: expect.stringMatching(sentence) as string })
    expect(await kopaLevel(path.join(folder, 'missing.sm'))).toMatchObject(told(/^kopa: .*missing\.sm cannot be read: there is no such file\.\n$/))
    expect(await kopaLevel(await fileOf('<html/>'))).toMatchObject(told(/^kopa: [^\n]* is not a PSPLIB project that can be read: it does not say how many jobs there are\.\n$/))
    expect(await kopaLevel(await fileOf(five.replace(/^ +2 +1 +1 +5$/m, '2 1 1 1')))).toMatchObject(told(/^kopa: [^\n]* cannot be carried out: activity 1 waits in a circle for itself\.\n$/))
    expect(await kopaLevel(await fileOf(five.replace(/ 9(\s+\*+\s+)$/, ' 8$1')))).toMatchObject(told(/^kopa: [^\n]*activity 4 needs 9 of resource 2, and there is only 8\.\n$/))
    expect(await kopaLevel()).toMatchObject({ code: 2, stdout: '' })
    expect(await kopaLevel(await fileOf(five), '--seconds', 'many')).toMatchObject({ code: 2, stdout: '' })
  })
})
