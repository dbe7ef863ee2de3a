import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import Ajv from 'ajv'
import { strFromU8, unzipSync } from 'fflate'
import { readXlsx } from 'hucre/xlsx'
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import { formatGaps, GAP_FORMATS } from '../../src/app/gap-formats.ts'
import { gapWorkbook } from '../../src/app/gap-workbook.ts'
import { readCheckedGuide } from '../../src/app/checked-guide.ts'
import { reportGaps } from '../../src/app/gaps.ts'
import { applyBaseline, parseBaseline, writeBaseline } from '../../src/report/baseline.ts'
import type { GapEntry } from '../../src/report/gap-report.ts'
import { toCsv } from '../../src/report/to-csv.ts'
import { toGithub, toUnix } from '../../src/report/to-github.ts'
import { toJson } from '../../src/report/to-json.ts'
import { inFlags } from '../../src/cli/print.ts'
import { toMarkdown } from '../../src/report/to-markdown.ts'
import { toSarif } from '../../src/report/to-sarif.ts'
import { toText } from '../../src/report/to-text.ts'
import { CORPUS, HAS_CORPUS, NO_CORPUS } from '../support/leave-out.ts'

const folder = join(import.meta.dirname, 'work-list')
const asOf = isoDay('2026-11-21')
const checked = await readCheckedGuide(join(folder, 'guide'), asOf)
// The fixture lies in the checkout of the project: who wrote it, and when, is not part of what is tested here.
const found = await reportGaps(join(folder, 'guide'), checked, { asOf, history: false })
const origin = { revision: 'a'.repeat(40), author: 'Jo Example', date: isoDay('2025-02-03') }
const report = {
  ...found,
  prefix: 'guide/',
  lacks: [],
  entries: found.entries.map((entry) => ({ ...entry, since: entry.kind === 'gap' ? origin : null })),
}
/** The schema is the one published with SARIF 2.1.0 (rtm.5), without its line ends. */
function sarifSchema() {
  const draft = createRequire(import.meta.url)('ajv/lib/refs/json-schema-draft-04.json') as object
  const schema = JSON.parse(readFileSync(join(import.meta.dirname, 'sarif-2.1.0.schema.json'), 'utf8')) as object
  return new Ajv({ schemaId: 'auto', unknownFormats: 'ignore' }).addMetaSchema(draft).compile(schema)
}
const valid = sarifSchema()
const expected = (name: string): string => join(folder, 'expected', name)

/** Letters and digits alone: marks, breaks and escapes are each format's own. */
const bare = (text: string): string => text.toLowerCase().replace(/[^a-z0-9#]/g, '')

async function wordsOf(made: string | Uint8Array): Promise<string> {
  if (typeof made === 'string') return bare(made)
  if (new TextDecoder().decode(made.subarray(0, 4)) === '%PDF') return bare(await wordsOfPdf(made))
  const isZip = made[0] === 0x50 && made[1] === 0x4b
  const text = isZip ? Object.values(unzipSync(made)).map((part) => strFromU8(part)) : [new TextDecoder().decode(made)]
  return bare(text.join('').replace(/<[^>]*>/g, ''))
}

async function wordsOfPdf(bytes: Uint8Array): Promise<string> {
  const task = getDocument({ data: Uint8Array.from(bytes), verbosity: VerbosityLevel.ERRORS })
  const pdf = await task.promise
  const pages = await Promise.all(
    Array.from({ length: pdf.numPages }, async (_, at) => (await pdf.getPage(at + 1)).getTextContent()),
  )
  await task.destroy()
  return pages.flatMap(({ items }) => items.map((item) => ('str' in item ? item.str : ''))).join('')
}

const noItems = { added: [], removed: [], reworded: [], changed: [] }
const noChanges = {
  since: 'main',
  files: [],
  opened: [],
  closed: [],
  moved: [],
  reworded: [],
  nearMisses: { opened: [], closed: [] },
  questions: { opened: [], closed: [] },
  slas: noItems,
  tasks: noItems,
  findings: [],
}

describe('the report of one guide', () => {
  it('reads as a work list in a terminal', async () => {
    const text = toText(report, { all: false, paint: (_, words) => words })
    await expect(inFlags(text)).toMatchFileSnapshot(expected('gaps.txt'))
  })

  it('fits a pull-request comment, and words of the guide stay words', async () => {
    const markdown = toMarkdown(report)
    await expect(inFlags(markdown)).toMatchFileSnapshot(expected('gaps.md'))
    expect(markdown).not.toMatch(/@all/)
    expect(markdown.length).toBeLessThan(65_536)
  })

  it('is rows for a spreadsheet, none of which is run as a formula', async () => {
    const csv = toCsv(report)
    await expect(csv).toMatchFileSnapshot(expected('gaps.csv'))
    expect(csv).toContain(`'=HYPERLINK`)
    expect(csv).not.toMatch(/(?:^|,)"?[=+@]/m)
  })

  it('is a workbook whose rows can be filtered from its headers', async () => {
    const [sheet] = (await readXlsx(await gapWorkbook(report))).sheets
    const headers = sheet?.rows.findIndex(([first]) => first === 'kind') ?? -1
    expect(sheet?.rows.length).toBe(headers + 1 + report.entries.length)
    expect(sheet?.autoFilter?.range).toBe(`A${headers + 1}:V${headers + 1 + report.entries.length}`)
  })

  it('annotates files of the repository, the worst first', async () => {
    const lines = toGithub(report)
    await expect(lines).toMatchFileSnapshot(expected('gaps.github.txt'))
    expect(lines.split('\n')[0]).toMatch(
      /^::error file=guide\/01-kick-off\.md,line=17,col=1,title=task-without-owner::/,
    )
  })

  it('is lines that editors jump to', () => {
    const lines = toUnix(report, (file) => `guide/${file}`)
    // The `%f:%l:%c: %t%*[^:]: %m` of vim, which is the form of compilers; Emacs and VS Code know it too.
    const known = /^([^:]+):(\d+):(\d+): (error|warning|note): (.+) \[([a-z-]+)\]$/
    const read = lines
      .trimEnd()
      .split('\n')
      .map((line) => known.exec(line)?.slice(1) ?? [line])
    expect(read.every(({ length }) => length === 6)).toBe(true)
    expect(read.map(([file, line, , severity, , rule]) => [file, Number(line), severity, rule])).toEqual(
      report.entries.map(({ place, severity, rule }) => [`guide/${place?.file}`, place?.line, severity, rule]),
    )
    const text = 'Two\nlines\r\nof words'
    const [first] = report.entries.slice(0, 1).map((entry) => ({ ...entry, text }))
    expect(toUnix({ ...report, entries: first === undefined ? [] : [first] }, (file) => file)).toMatch(
      /: Two lines of words\. /,
    )
  })

  it('leaves room for what matters among the annotations of a job', () => {
    const some = (kind: GapEntry['kind'], severity: GapEntry['severity'], count: number, file = 'one.md'): GapEntry[] =>
      report.entries.slice(0, 1).flatMap((entry) =>
        Array.from({ length: count }, (_, line) => ({
          ...entry,
          kind,
          severity,
          rule: kind,
          hides: null,
          baseline: null,
          fingerprint: `${kind}-${severity}-${file}-${line}`,
          place: { file, line: line + 1, column: 1 },
        })),
      )
    const opened = some('gap', 'warning', 1, 'changed.md')
    const changes = { ...noChanges, opened, files: ['changed.md'] }
    const entries = [
      ...some('uplift', 'note', 20),
      ...some('finding', 'note', 72),
      ...some('finding', 'warning', 15),
      ...some('gap', 'warning', 3),
      ...some('finding', 'warning', 2, 'changed.md'),
      ...opened,
    ]
    const lines = toGithub({ ...report, prefix: '', changes, entries })
      .trimEnd()
      .split('\n')
    expect(lines[0]).toMatch(/^::error file=changed\.md,line=1,/)
    expect(lines.filter((line) => line.startsWith('::warning'))).toHaveLength(10)
    expect(lines.slice(1, 3).every((line) => line.startsWith('::warning file=changed.md'))).toBe(true)
    const notices = lines.filter((line) => line.startsWith('::notice'))
    expect(notices).toHaveLength(1)
    expect(notices[0]).toMatch(/10 more are in the log of this step\. 20 uplifts and 72 pieces of advice besides/)
    expect(lines.filter((line) => / warning: .* \[/.test(line))).toHaveLength(10)
  })

  it('is SARIF whose results know themselves again when lines move', async () => {
    const sarif = toSarif(report, '0.0.0')
    await expect(`${JSON.stringify(sarif, null, 2)}\n`).toMatchFileSnapshot(expected('gaps.sarif'))
    const moved = await readCheckedGuide(join(folder, 'guide'), asOf)
    const pages = moved.guide.markers.map((marker) => ({
      ...marker,
      place: { ...marker.place, line: marker.place.line + 7 },
    }))
    const again = await reportGaps(
      join(folder, 'guide'),
      { ...moved, guide: { ...moved.guide, markers: pages } },
      { asOf, history: false },
    )
    const gaps = (entries: readonly GapEntry[]): string[] =>
      entries.filter(({ kind }) => kind === 'gap').map(({ fingerprint }) => fingerprint)
    expect(gaps(again.entries)).toEqual(gaps(report.entries))
    expect(new Set(report.entries.map(({ fingerprint }) => fingerprint)).size).toBe(report.entries.length)
  })

  it('is SARIF by the schema of OASIS', () => {
    expect(valid(toSarif(report, '0.0.0')), JSON.stringify(valid.errors)).toBe(true)
    expect(valid({ ...toSarif(report, '0.0.0'), version: '2.0.0' })).toBe(false)
  })

  it.for(['guide-2019-12-04', 'guide-2020-03-25'])(
    'is SARIF for the public guide %s too',
    async (revision, { skip }) => {
      skip(!HAS_CORPUS, NO_CORPUS)
      const guide = await readCheckedGuide(join(CORPUS, revision), asOf)
      const sarif = toSarif(await reportGaps(join(CORPUS, revision), guide, { asOf, history: false }), '0.0.0')
      expect(valid(JSON.parse(JSON.stringify(sarif))), JSON.stringify(valid.errors)).toBe(true)
    },
  )

  it('says in every format who sees to a gap, by when, and where it is discussed', async () => {
    const formats = { templates: join(import.meta.dirname, '../../templates') }
    for (const format of GAP_FORMATS) {
      const said = await wordsOf(await formatGaps(format, report, checked.guide, checked.findings, formats))
      for (const words of ['practice manager', 'Jo | Example', 'https://example.org/rooms/12', '#7', '2027'])
        expect(said, `${format}: ${words}`).toContain(bare(words))
    }
  })

  it('has the fields that scripts rely on', () => {
    const json = toJson(report, checked.guide, checked.findings)
    expect(json).toMatchObject({ summary: { GAP: 4, UPLIFT: 1 }, nearMisses: [{ written: '[Gap]' }] })
    expect(json['markers']).toMatchObject([
      { kind: 'UPLIFT', place: { file: '01-kick-off.md', line: 9, column: 23 } },
      { kind: 'GAP', ask: 'new-supplier', question: 'Do you come to us, or do we meet by video, @all of us?' },
      { kind: 'GAP', owner: 'Jo | Example', due: '2027-03-01', issue: '#7' },
      { kind: 'GAP', hides: { lines: 5, headings: ['Tell the catalogue'], items: 1, slas: 1 }, headings: ['Before'] },
      { kind: 'GAP', place: { file: 'index.md' } },
    ])
  })
})

describe('the ratchet', () => {
  const written = writeBaseline(report, 'Known in January')
  const baseline = parseBaseline({ file: 'gaps.yaml', text: written })

  it('tolerates what it holds, each with its reason', () => {
    const judged = applyBaseline(report, baseline)
    expect(judged.baseline).toEqual({ known: 4, reworded: 0, fresh: 0, stale: [] })
    expect(judged.entries.filter(({ kind }) => kind === 'gap').map(({ reason }) => reason)).toEqual(
      Array(4).fill('Known in January'),
    )
  })

  it('calls new what it does not hold, and stale what is gone', () => {
    const entries = report.entries.filter(({ text }) => !text.startsWith('We do not know'))
    const judged = applyBaseline({ ...report, entries }, baseline.slice(1))
    expect(judged.baseline).toMatchObject({
      known: 2,
      fresh: 1,
      stale: [{ text: 'We do not know how payments will work.' }],
    })
    expect(judged.entries.find(({ baseline }) => baseline === 'new')?.text).toMatch(/Whether a room/)
  })

  it('knows a gap again under another heading', () => {
    const entries = report.entries.map((entry) => ({ ...entry, fingerprint: `0${entry.fingerprint.slice(1)}` }))
    expect(applyBaseline({ ...report, entries }, baseline).baseline).toMatchObject({ known: 4, fresh: 0, stale: [] })
  })

  it('refuses an entry without a reason, and a file that is none', () => {
    const bare = written.replace(/reason: .*/, 'reason: ""')
    expect(() => parseBaseline({ file: 'gaps.yaml', text: bare })).toThrow(/has no `reason`/)
    expect(() => parseBaseline({ file: 'gaps.yaml', text: 'gaps: 3' })).toThrow(/expected a list `known:`/)
    expect(() => parseBaseline({ file: 'gaps.yaml', text: '{' })).toThrow(/gaps\.yaml/)
  })
})
