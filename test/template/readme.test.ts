import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Template } from '../../src/model/template.ts'
import type { Keys } from '../../src/template/check-values.ts'
import { KNOWN_HELPERS } from '../../src/template/fill.ts'
import { BLANKS, DIRECTIVES, FRONT_MATTER, REPORT_FRONT_MATTER, SLOTS } from '../../src/template/language.ts'
import { parseTemplate } from '../../src/template/parse-template.ts'
import { partsByName } from '../../src/template/template-parts.ts'
import { renderDocument } from '../../src/render/render.ts'
import { plainText } from '../../src/document/plain-text.ts'
import { themeFor } from '../../src/document/theme.ts'
import { compose, practiceNamed, starter } from '../letters/starter.ts'
import { LETTERS } from '../letters/profiles.ts'

const folder = join(import.meta.dirname, '../../templates')
const readme = readFileSync(join(folder, 'README.md'), 'utf8')
const examples = [...readme.matchAll(/^```template\n(.*?)^```$/gms)].map(([, text = '']) => text)
const end = 'parts/letter-end.part.hbs'
const parts = partsByName([{ file: end, text: readFileSync(join(folder, end), 'utf8') }])
const parse = (text: string) => parseTemplate({ file: 'example.md.hbs', text }, LETTERS, parts)
const all = examples.join('\n')
const rows = [...readme.matchAll(/^\| (.*) \|$/gm)].map(([, row = '']) => row)

async function made(template: Template, ods = 'Z99901') {
  // What collects messages needs some.
  const others = template.collects === null ? [] : (await starter()).templates.filter(({ kind }) => kind === 'messages')
  const { documents } = await compose(
    await practiceNamed(ods),
    { templates: [template, ...others.filter(({ collects }) => collects === null)] },
    { documents: ['checklist', 'cutover-plan', 'letters'] },
  )
  return template.collects === null ? documents : documents.filter(({ id }) => id === template.id)
}

describe('templates/README.md', () => {
  it.each(examples.map((text) => [/^id: (.*)$/m.exec(text)?.[1] ?? '', text]))(
    'example %s is right and makes a document',
    async (_, text) => {
      const { value, findings } = parse(text)
      expect(findings).toEqual([])
      const documents = await made(value)
      expect(documents.length).toBeGreaterThan(0)
      for (const document of documents)
        expect((await renderDocument(document, ['pdf', 'docx', 'html'], themeFor(12))).length).toBeGreaterThan(0)
    },
  )

  it('has a row and an example of each key', () => {
    const keys: Keys = FRONT_MATTER
    for (const [key, { kinds, says }] of Object.entries(keys)) {
      expect(
        rows.find((row) => row.startsWith(`\`${key}\` | ${kinds?.join(', ') ?? 'all'} | ${says}`)),
        `${key}: add its row to templates/README.md, as language.ts says it`,
      ).toBeDefined()
      expect(all, `${key}: add it to an example`).toMatch(new RegExp(`^${key}:`, 'm'))
    }
    for (const [key, { says }] of Object.entries(REPORT_FRONT_MATTER))
      expect(
        rows.find((row) => row.startsWith(`\`${key}\` | ${says}`)),
        `${key}: add its row to templates/README.md, as language.ts says it`,
      ).toBeDefined()
  })

  it('has a row and an example of each directive, slot, option and blank', () => {
    const lines = all.split('\n').filter((line) => line.startsWith('<!--'))
    for (const [name, { options, says }] of Object.entries(DIRECTIVES)) {
      const row = rows.find((one) => one.startsWith(`\`${name}\` |`) && one.endsWith(says)) ?? ''
      const used = lines.filter((line) => new RegExp(`^<!-- ${name}(?=[: ])`).test(line)).join('\n')
      expect(used, `${name}: add an example to templates/README.md`).not.toBe('')
      for (const [option, spec] of Object.entries<{ readonly says: string }>(options)) {
        expect(row, `${name} ${option}`).toContain(`\`${option}\`: ${spec.says}`)
        expect(used, `${name} ${option}`).toContain(`; ${option}: `)
      }
    }
    for (const [name, { options, says }] of Object.entries(SLOTS)) {
      const row = rows.find((one) => one.startsWith(`\`${name}\` |`) && one.endsWith(says)) ?? ''
      const used = lines.filter((line) => new RegExp(`^<!-- slot: ${name}(?=[; ])`).test(line)).join('\n')
      expect(used, `${name}: add an example to templates/README.md`).not.toBe('')
      for (const [option, spec] of Object.entries<{ readonly says: string }>(options)) {
        expect(row, `${name} ${option}`).toContain(`\`${option}\`: ${spec.says}`)
        expect(used, `${name} ${option}`).toContain(`; ${option}: `)
      }
    }
    for (const [kind, says] of Object.entries(BLANKS)) {
      expect(rows).toContain(`\`[[${kind}: …]]\` | ${says}`)
      expect(all).toMatch(new RegExp(`\\[\\[${kind}(?: \\d)?: `))
    }
    for (const helper of KNOWN_HELPERS) expect(all, helper).toMatch(new RegExp(`\\{\\{#?${helper} |\\(${helper} `))
  })

  it('makes a new document from nothing', async () => {
    const [first = ''] = examples
    const [document] = await made(parse(first).value)
    expect(document && plainText(document)).toEqual(
      expect.arrayContaining([
        'Moving day',
        'Keep this sheet at reception on Wednesday 14 April 2027.',
        ' The telephone message is changed',
        'Who is in charge',
      ]),
    )
  })
})
