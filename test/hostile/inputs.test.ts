/**
 * Whatever stands in templates, YAML and spreadsheets: a value, findings or a UserError come back, in less than two
 * seconds, and nothing in a file reaches the process. Guide pages have the like in test/reading/properties.test.ts.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { UserError } from '../../src/model/finding.ts'
import type { LetterData } from '../../src/model/template.ts'
import type { GuideSources, SourceFile } from '../../src/model/sources.ts'
import { parseGuide } from '../../src/guide/parse-guide.ts'
import { LETTER_DATA_FILES, parseLetterData } from '../../src/template/letter-data.ts'
import { parsePractices } from '../../src/practices/parse-practices.ts'
import { parseTemplate } from '../../src/template/parse-template.ts'
import { parseTimingPolicy } from '../../src/guide/timing-policy.ts'
import { readGuide } from '../../src/guide/read-guide.ts'
import { readTemplates } from '../../src/template/read-templates.ts'
import { tableFromAnswers } from '../../src/practices/returned-answers.ts'
import { tableFromCsv } from '../../src/practices/read-table.ts'
import { tableFromWorkbook } from '../../src/practices/table-from-workbook.ts'
import { compileSentence, compileTemplate, openWords } from '../../src/template/fill.ts'
import { starterWorkbook } from '../../src/practices/starter-workbook.ts'
import { shippedQuestions } from '../practices/questions.ts'

const root = join(import.meta.dirname, '../..')
const MOST_MS = 2000
let guide: GuideSources
let letters: LetterData
beforeAll(async () => {
  guide = await readGuide(join(root, 'guide'), join(root, 'guide'))
  letters = parseLetterData(
    (await readTemplates(join(root, 'templates'), join(root, 'templates'), LETTER_DATA_FILES)).data,
  )
})

/** Runs it; only a UserError may come out. A hang is the test's own time limit, a slow input is named. */
async function survives<T>(work: () => T | Promise<T>): Promise<T | null> {
  const start = performance.now()
  try {
    return await work()
  } catch (error) {
    if (error instanceof UserError) return null
    throw error
  } finally {
    expect(performance.now() - start).toBeLessThan(MOST_MS)
  }
}

/** Pieces that the fuzzer uses too. */
const wordsOf = (name: string): readonly string[] =>
  JSON.parse(readFileSync(join(root, 'fuzz/words', `${name}.json`), 'utf8')) as string[]

/** A text with a piece cut out, doubled, or replaced by something nasty. */
const NASTY = wordsOf('yaml')
const mutated = (text: string) =>
  fc
    .tuple(fc.nat(text.length), fc.nat(60), fc.constantFrom(...NASTY), fc.constantFrom(1, 1, 2, 50))
    .map(([at, length, nasty, times]) => text.slice(0, at) + nasty.repeat(times) + text.slice(at + length))

describe('a template', () => {
  const ATTACKS = [
    '{{constructor}}',
    '{{__proto__}}',
    '{{practice.constructor}}',
    '{{practice.__proto__.polluted}}',
    '{{lookup practice "constructor"}}',
    '{{lookup this "__proto__"}}',
    '{{#with constructor}}{{name}}{{/with}}',
    '{{this.constructor}}',
    '{{@root.constructor}}',
    '{{process.env}}',
    '{{global}}',
    '{{helperMissing}}',
    '{{blockHelperMissing}}',
    '{{log "x"}}',
    '{{eval "1"}}',
    '{{> elsewhere}}',
    '{{#each practice.constructor}}{{this}}{{/each}}',
    '{{practice.name.constructor}}',
    '{{practice.name.length}}',
    '{{#if constructor}}x{{/if}}',
    '{{toString}}',
    '{{valueOf}}',
    '{{[__proto__]}}',
    '{{practice.[constructor]}}',
    '{{"constructor"}}',
  ]

  it.each(ATTACKS)('that asks for %s is refused, and gets nothing', (attack) => {
    const { findings } = parseTemplate(
      { file: 'a.md.hbs', text: `---\ntitle: T\nkind: checklist\n---\n${attack}\n` },
      letters,
    )
    expect(findings.filter(({ severity }) => severity === 'error')).not.toEqual([])
    for (const compile of [(text: string) => compileTemplate(text, 'a'), compileSentence]) {
      let filled = ''
      try {
        filled = compile(attack)({ practice: { name: 'Larkspur' } })
      } catch {
        // Refused a second time: good.
      }
      expect(filled.trim()).not.toMatch(/function|native|object|\[|PATH|8/i)
    }
  })

  const pieces = [...wordsOf('template'), ...ATTACKS]
  it('of any pieces comes back with findings', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), async (parts) => {
        await survives(() => parseTemplate({ file: 'a.md.hbs', text: parts.join('') }, letters))
      }),
      { numRuns: 800 },
    )
  })

  it.each(['{{#if practice.name}}', '{{#each tasks}}', '((', '{{is (is ', '{{{{raw}}}}', '[[text: ', '> ', '- '])(
    'two hundred deep in %s comes back with findings',
    async (piece) => {
      await survives(() => parseTemplate({ file: 'a.md.hbs', text: piece.repeat(200) }, letters))
    },
  )
})

describe('front matter in JavaScript', () => {
  it.each(['---js\n', '---javascript\n', '---coffee\n', '--- js\n'])('is never run: %j', async (open) => {
    const text = `${open}globalThis.ran = true; ({ title: "x", phase: "kick-off" })\n---\n# Words\n`
    parseGuide({ kind: 'own', pages: [{ file: 'a.md', text }], data: guide.data })
    parseTemplate({ file: 'a.md.hbs', text }, letters)
    expect(globalThis).not.toHaveProperty('ran')
  })
})

describe('YAML', () => {
  const filesOf = (folder: string): SourceFile[] =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.yaml'))
      .map((file) => ({ file, text: readFileSync(join(root, folder, file), 'utf8') }))

  it.each(filesOf('guide'))(
    'guide/$file with anything in it stops nothing but with words',
    async ({ file, text }) => {
      await fc.assert(
        fc.asyncProperty(mutated(text), async (changed) => {
          const data = new Map([...guide.data, [file, { file, text: changed }]])
          await survives(() => parseTimingPolicy(data))
          await survives(() => parseGuide({ kind: 'own', pages: guide.pages.slice(0, 1), data }))
        }),
        { numRuns: 25 },
      )
      expect(Object.prototype).not.toHaveProperty('polluted')
    },
    120_000,
  )

  it.each(filesOf('templates'))(
    'templates/$file with anything in it stops nothing but with words',
    async ({ file, text }) => {
      const files = LETTER_DATA_FILES.map(
        (name) => [name, { file: name, text: readFileSync(join(root, 'templates', name), 'utf8') }] as const,
      )
      await fc.assert(
        fc.asyncProperty(mutated(text), async (changed) => {
          const source = { file, text: changed }
          if (LETTER_DATA_FILES.includes(file as never))
            await survives(() => parseLetterData(new Map([...files, [file, source]])))
          if (file === 'words.yaml') await survives(() => openWords(source).say('milestones.go-live'))
        }),
        { numRuns: 25 },
      )
    },
    120_000,
  )

  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghijk'].map((name, n) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghijk'[n]}`).join(',')}]`).join('\n')}\n`
  it('that multiplies itself is refused', async () => {
    await survives(() => openWords({ file: 'words.yaml', text: bomb }).has('a'))
    await survives(() => tableFromAnswers('a.yaml', bomb))
    await survives(() => parseTemplate({ file: 'a.md.hbs', text: `---\n${bomb}---\nx` }, letters))
    await survives(() =>
      parseGuide({ kind: 'own', pages: [{ file: 'a.md', text: `---\n${bomb}---\nx` }], data: guide.data }),
    )
    await survives(() =>
      parseTimingPolicy(new Map([...guide.data, ['timing.yaml', { file: 'timing.yaml', text: bomb }]])),
    )
  })
})

describe('a spreadsheet', () => {
  const understand = (table: ReturnType<typeof tableFromCsv>) =>
    parsePractices(table, parseGuide({ kind: 'own', pages: [], data: guide.data }).value.data, {
      missingCharacter: () => null,
    })

  it('of any cells is understood or refused with words', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(
        'Z99901',
        'EMIS',
        'SystmOne',
        '2027-04-14',
        '31/02/2027',
        '03/04/2027',
        '__proto__',
        'constructor',
        '=1+1',
        '"',
        '\r',
        '\u202E',
        '9'.repeat(500),
        '46000',
        '1e309',
        'a'.repeat(40_000),
      ),
    )
    const header = fc.constantFrom(
      'ods_code',
      'name',
      'current_system',
      'new_system',
      'go_live',
      '__proto__',
      'constructor',
      'toString',
      'phone',
      'patients',
      'postcode',
      'go_live_time',
      'dispensing',
      'practice_manager',
    )
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(header, { maxLength: 8 }),
        fc.array(fc.array(cell, { maxLength: 14 }), { maxLength: 6 }),
        async (more, rows) => {
          const headers = [...new Set(['ods_code', 'name', 'current_system', 'new_system', 'go_live', ...more])]
          const csv = [headers, ...rows]
            .map((line) => line.map((one) => `"${one.replaceAll('"', '""')}"`).join(','))
            .join('\n')
          await survives(() => understand(tableFromCsv('a.csv', csv, [])))
        },
      ),
      { numRuns: 300 },
    )
  }, 120_000)

  it('of any text is read or refused with words', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 400 }), async (text) => {
        await survives(() => understand(tableFromCsv('a.csv', text, [])))
        await survives(() => tableFromAnswers('a.yaml', text))
        await survives(() => tableFromAnswers('a.json', text))
      }),
      { numRuns: 300 },
    )
  }, 120_000)

  it('whose bytes are damaged is read or refused with words', async () => {
    const { questions, words } = shippedQuestions()
    const whole = await starterWorkbook(questions, words)
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 }),
        async (changes) => {
          const bytes = Uint8Array.from(whole)
          for (const [at, value] of changes) bytes[at] = value
          await survives(() => tableFromWorkbook('a.xlsx', Buffer.from(bytes)))
          await survives(() => tableFromWorkbook('a.xlsx', Buffer.from(bytes.slice(0, changes[0]?.[0]))))
        },
      ),
      { numRuns: 25 },
    )
  }, 120_000)
})
