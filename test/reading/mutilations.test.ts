/**
 * Both revisions of the public guide, written differently in many ways: what is counted stays the same and is found where it
 * stands. What to expect is counted here, with plain patterns and none of the product's code.
 */
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { blockLines } from '../../src/document/plain-text.ts'
import { parseGuide } from '../../src/guide/parse-guide.ts'
import { readGuide } from '../../src/guide/read-guide.ts'
import type { Guide } from '../../src/model/guide.ts'
import type { GuideSources, SourceFile } from '../../src/model/sources.ts'
import { CORPUS, HAS_CORPUS, needs, NO_CORPUS } from '../support/leave-out.ts'
import { chanceOf, MUTILATIONS } from './mutilations.ts'

const shipped = join(import.meta.dirname, '../../guide')

/** What can be counted: kind, place, and what else it says. */
interface Counted {
  readonly markers: readonly string[]
  readonly nearMisses: readonly string[]
  readonly slas: readonly string[]
  readonly dmis: readonly string[]
  readonly phases: readonly string[]
  readonly tasks: readonly string[]
  readonly headings: readonly string[]
  readonly boxes: number
}

const SPANS =
  /<!--(?:-?>|[^]*?(?:-->|(?![^])))|\{% comment %\}[^]*?\{% endcomment %\}|\{::comment\}[^]*?\{:\/comment\}|^\[\/\/\]: # \(.*\)$/gm
const FRONT = /^\uFEFF?---[ \t]*(?:\r\n|\r|\n)[^]*?(?:\r\n|\r|\n)---[ \t]*$/m
const MARKS = /\*\*_SLA:_\*\*|_\*\*SLA:\*\*_|\*\*\*SLA:\*\*\*|<strong><em>SLA:<\/em><\/strong>/g
const BOXES = /\{%-?\s*include (?:inset|carecard)\.html/g
const NEAR = /\[(?:gap|uplift|reworded|removed|update|format)\](?!\()/gi

/** @param document that all SLAs cite */
function countedIn(pages: readonly SourceFile[], document: string): Counted {
  const counted = {
    markers: [] as string[],
    nearMisses: [] as string[],
    slas: [] as string[],
    dmis: [] as string[],
    phases: [] as string[],
    tasks: [] as string[],
    headings: [] as string[],
    boxes: 0,
  }
  for (const { file, text } of pages) {
    const blank = (part: string): string => part.replace(/[^\r\n]/g, ' ')
    const at = (offset: number): string => {
      const lines = text.slice(0, offset).split(/\r\n|\r|\n/)
      return `${file}:${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`
    }
    const front = FRONT.exec(text)?.[0] ?? ''
    const body = blank(front) + text.slice(front.length).replace(/^```[^]*?^```/gm, blank)
    const spans = [...body.matchAll(SPANS)]
    const shown = body.replace(SPANS, blank)
    const isShown = (offset: number): boolean =>
      !spans.some((span) => offset >= span.index && offset < span.index + span[0].length)

    for (const span of spans)
      for (const near of span[0].matchAll(NEAR)) {
        const isMarker = /^\[(?:GAP|UPLIFT)\]$/.test(near[0])
        ;(isMarker ? counted.markers : counted.nearMisses).push(`${near[0]} ${at(span.index + near.index)}`)
      }
    for (const mark of body.matchAll(MARKS)) {
      const page = /\bp\.(?:\s|&nbsp;)*(\d+)\)/.exec(body.slice(mark.index))?.[1]
      counted.slas.push(`${isShown(mark.index) ? 'live' : 'commented'} ${document}, ${page} ${at(mark.index)}`)
    }
    for (const code of body.matchAll(/DMI\d\d/g))
      counted.dmis.push(`${code[0]} ${!isShown(code.index)} ${at(code.index)}`)
    if (file.startsWith('_steps/migration-key-phases/')) {
      const title = /^(title: *["']?)(.*?)["']?[ \t]*$/m.exec(front)
      const [, before = '', words = ''] = title ?? []
      counted.phases.push(`${words.replace(/''/g, "'")} ${at((title?.index ?? 0) + before.length)}`)
    } else if (file.startsWith('_steps/')) {
      for (const item of shown.matchAll(/^[ \t]*[*+-] /gm)) counted.tasks.push(at(item.index + item[0].search(/\S/)))
    }
    for (const heading of shown.matchAll(/^#+ +\S/gm)) counted.headings.push(at(heading.index))
    counted.boxes += shown.match(BOXES)?.length ?? 0
  }
  return sorted(counted)
}

const sorted = (counted: Counted): Counted => ({
  markers: [...counted.markers].sort(),
  nearMisses: [...counted.nearMisses].sort(),
  slas: [...counted.slas].sort(),
  dmis: [...counted.dmis].sort(),
  phases: [...counted.phases].sort(),
  tasks: [...counted.tasks].sort(),
  headings: [...counted.headings].sort(),
  boxes: counted.boxes,
})

/** What the product found, in the same form. */
function found(guide: Guide): Counted {
  const at = ({ place: { file, line, column } }: Guide['markers'][number] | Guide['tasks'][number]): string =>
    `${file}:${line}:${column}`
  return sorted({
    markers: guide.markers.map((marker) => `[${marker.kind}] ${at(marker)}`),
    nearMisses: guide.nearMisses.map(({ written, place }) => `${written} ${place.file}:${place.line}:${place.column}`),
    slas: guide.slas.map(
      ({ status, document, page, place }) =>
        `${status} ${document}, ${page} ${place.file}:${place.line}:${place.column}`,
    ),
    dmis: guide.dmis.map(
      ({ code, commented, place }) => `${code} ${commented} ${place.file}:${place.line}:${place.column}`,
    ),
    phases: guide.phases.map(({ title, place }) => `${title} ${place.file}:${place.line}:${place.column}`),
    tasks: guide.tasks.map(at),
    headings: guide.pages.flatMap(({ headings }) =>
      headings.map(({ place }) => `${place.file}:${place.line}:${place.column}`),
    ),
    boxes: guide.callouts.length,
  })
}

const figures = (counted: Counted) =>
  Object.fromEntries(Object.entries(counted).map(([name, all]) => [name, Array.isArray(all) ? all.length : all]))

/** Each SLA as it is recognised, and its own words. */
const limitsOf = (guide: Guide): string[] =>
  guide.slas.map(({ id, text }) => `${id} ${text.replace(/[^\p{L}\p{N}]/gu, '')}`).sort()

/** What readers see, letters and digits only: how words are joined and marked is another matter. */
const wordsOf = (guide: Guide): string[] =>
  guide.pages.map(({ blocks }) =>
    blocks
      .flatMap(blockLines)
      .join('')
      .replace(/[^\p{L}\p{N}]/gu, ''),
  )

describe.each([
  ['guide-2019-12-04', { GAP: 16, UPLIFT: 32, nearMisses: 1, live: 13, commented: 0 }],
  ['guide-2020-03-25', { GAP: 13, UPLIFT: 20, nearMisses: 10, live: 0, commented: 4 }],
])('%s', (revision, byHand) => {
  needs(HAS_CORPUS, NO_CORPUS)
  let original: GuideSources
  let counted: Counted
  let document: string
  let words: string[]
  let limits: string[]
  beforeAll(async () => {
    if (!HAS_CORPUS) return
    original = await readGuide(join(CORPUS, revision), shipped)
    document = /<em>\((.*), p\. \d+\)/.exec(original.pages.map(({ text }) => text).join(''))?.[1] ?? ''
    counted = countedIn(original.pages, document)
    const { value } = parseGuide(original)
    words = wordsOf(value).sort()
    limits = limitsOf(value)
  })

  it('is counted as it was by hand', () => {
    const kinds = (all: readonly string[], kind: string) => all.filter((each) => each.startsWith(kind)).length
    expect({
      GAP: kinds(counted.markers, '[GAP]'),
      UPLIFT: kinds(counted.markers, '[UPLIFT]'),
      nearMisses: counted.nearMisses.length,
      live: kinds(counted.slas, 'live'),
      commented: kinds(counted.slas, 'commented'),
    }).toEqual(byHand)
    expect(counted.phases).toHaveLength(15)
    expect(found(parseGuide(original).value)).toEqual(counted)
  })

  it.each(MUTILATIONS)('with $name', async ({ name, changesWords, apply }) => {
    const pages = apply(original.pages, chanceOf(name))
    expect(pages).not.toEqual(original.pages)
    const texts = new Map(pages.map((page) => [page.file, page]))
    const files = {
      names: () => Promise.resolve([...texts.keys()]),
      read: (file: string) => texts.get(file) ?? { file, text: '' },
    }
    const sources = await readGuide('mutilated', shipped, files)
    const { value, findings } = parseGuide(sources)
    const expected = countedIn(pages, document)
    expect(figures(expected)).toEqual(figures(counted))
    expect(found(value)).toEqual(expected)
    expect(findings.filter(({ rule }) => rule === 'sla-citation-unreadable')).toEqual([])
    if (changesWords === true) return
    expect(wordsOf(value).sort()).toEqual(words)
    expect(limitsOf(value)).toEqual(limits)
  })
})
