import { readdirSync, readFileSync, statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CORPUS, HAS_CORPUS, needs, NO_CORPUS } from '../support/leave-out.ts'
import { pages } from './guide-as-text.ts'

const RUN = 8

/** Names of laws, documents and organisations: they are not ours to reword. */
const NAMES = [
  'GP IT Futures Catalogue Solution Migration Process',
  'Access to Medical Reports Act 1988',
  'Access to Health Records Act 1990',
  'NHS Act 2006, section 251',
  'General Data Protection Regulation',
  'NHS (Venereal Diseases) Regulations 1974',
  'NHS Data Dictionary',
  'Records Management Code of Practice',
  'encryption guidance for health and care organisations',
  'General Practice Good Practice Guidelines',
  'Buying a new system and preparing for migration',
]

const words = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/[’']/g, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')

/** A name becomes a word of its own kind, so that no run of words reaches across it. */
function withoutNames(text: string): string {
  return NAMES.reduce((rest, name, at) => rest.replaceAll(name, ` name${at}x `), text)
}

function runs(text: string): string[] {
  const all = words(withoutNames(text))
  return all.slice(0, Math.max(0, all.length - RUN + 1)).map((_, at) => all.slice(at, at + RUN).join(' '))
}

function textsUnder(directory: string): string[] {
  return readdirSync(directory).flatMap((name) => {
    const path = `${directory}/${name}`
    return statSync(path).isDirectory()
      ? textsUnder(path)
      : /\.(md|txt)$/.test(name)
        ? [readFileSync(path, 'utf8')]
        : []
  })
}

describe('our own words', () => {
  needs(HAS_CORPUS, NO_CORPUS)
  it(`shares no run of ${RUN} words with the public guides`, () => {
    const theirs = new Set(textsUnder(CORPUS).flatMap(runs))
    expect(theirs.size).toBeGreaterThan(10_000)
    const shared = pages.flatMap(({ file, text }) =>
      runs(text)
        .filter((run) => theirs.has(run))
        .map((run) => `${file}: ${run}`),
    )
    expect(shared).toEqual([])
  })
})
