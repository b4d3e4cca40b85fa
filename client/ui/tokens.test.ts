import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

type Scheme = 'light' | 'dark'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const schemes: Scheme[] = ['light', 'dark']
const grounds = ['surface', 'raised', 'sunken']

test.each(schemes)('text can be read without effort on every ground, %s', scheme => {
  for (const ground of [...grounds, 'hover', 'selected']) expectContrast(scheme, 'text', ground, 7)
  for (const ground of grounds) expectContrast(scheme, 'text-quiet', ground, 4.5)
  for (const ground of ['hover', 'selected']) expectContrast(scheme, 'text-quiet', ground, 4.5)
})

test.each(schemes)('icons, edges and the focus ring are seen, %s', scheme => {
  for (const ground of grounds) {
    for (const mark of ['icon', 'line', 'focus', 'accent']) expectContrast(scheme, mark, ground, 3)
  }
})

test.each(schemes)('coloured words can be read, %s', scheme => {
  expectContrast(scheme, 'on-accent', 'accent', 4.5)
  for (const ground of grounds) expectContrast(scheme, 'accent', ground, 4.5)
  for (const color of ['waits', 'refused', 'done']) {
    expectContrast(scheme, color, 'surface', 4.5)
    expectContrast(scheme, color, `${color}-soft`, 4.5)
    expectContrast(scheme, 'text', `${color}-soft`, 7)
  }
})

test.each(schemes)('a company can be read on its colour and its colour seen on every ground, %s', scheme => {
  for (const color of companies) {
    expectContrast(scheme, 'on-company', color, 4.5)
    for (const ground of grounds) expectContrast(scheme, color, ground, 3)
  }
})

test.each(schemes)('no two companies look the same to colour-blind eyes, %s', scheme => {
  for (const [eyes, matrix] of Object.entries(visions)) {
    const seen = companies.map(color => lab(apply(matrix, linear(hex(scheme, color)))))
    for (const [i, one] of seen.entries()) {
      for (const [j, other] of seen.slice(0, i).entries()) {
        expect(distance(one, other), `company ${i} and ${j}, ${eyes}`).toBeGreaterThan(8)
      }
    }
  }
})

const companies = [0, 1, 2, 3, 4, 5, 6, 7].map(number => `company-${number}`)

/** Machado, Oliveira and Fernandes (2009), full severity, on linear RGB. */
const visions: Record<string, number[][]> = {
  ordinary: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
}

function hex(scheme: Scheme, name: string): string {
  const value = new RegExp(`--${name}: ([^;]+);`).exec(css)?.[1] ?? ''
  const alias = /^var\(--([\w-]+)\)$/.exec(value)?.[1]
  if (alias) return hex(scheme, alias)
  const pair = /^light-dark\((#\w{6}), (#\w{6})\)$/.exec(value)
  const found = scheme === 'light' ? pair?.[1] : pair?.[2]
  if (!found) throw new Error(`tokens.css has no colour --${name}`)
  return found
}

function linear(color: string): number[] {
  return [1, 3, 5].map(at => Number.parseInt(color.slice(at, at + 2), 16) / 255).map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
}

const dot = (row: number[], color: number[]): number => row.reduce((sum, factor, i) => sum + factor * (color[i] ?? 0), 0)
const apply = (matrix: number[][], color: number[]): number[] => matrix.map(row => Math.min(1, Math.max(0, dot(row, color))))

/** WCAG 2.2, relative luminance and contrast ratio. */
const luminance = (color: string): number => dot([0.2126, 0.7152, 0.0722], linear(color))

function expectContrast(scheme: Scheme, mark: string, ground: string, least: number): void {
  const [dark = 0, light = 0] = [luminance(hex(scheme, mark)), luminance(hex(scheme, ground))].sort((a, b) => a - b)
  expect((light + 0.05) / (dark + 0.05), `${mark} on ${ground}, ${scheme}`).toBeGreaterThanOrEqual(least)
}

/** CIE 1976 L*a*b*, D65. */
function lab(color: number[]): number[] {
  const [x = 0, y = 0, z = 0] = apply([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]], color)
  const [fx = 0, fy = 0, fz = 0] = [x / 0.95047, y, z / 1.08883].map(part => part > 0.008856 ? Math.cbrt(part) : 7.787 * part + 16 / 116)
  return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)]
}

const distance = (one: number[], other: number[]): number => Math.hypot(...one.map((part, i) => part - (other[i] ?? 0)))
