import { describe, expect, it } from 'vitest'
import { parseTemplate } from '../../src/template/parse-template.ts'
import { checkParts, partsByName } from '../../src/template/template-parts.ts'
import { parseLetterData, LETTER_DATA_FILES } from '../../src/template/letter-data.ts'
import { plainText } from '../../src/document/plain-text.ts'
import { letterLayout } from '../../src/compose/compose-letters.ts'
import { exampleSpreadsheets } from '../../src/letters/postal-address.ts'
import { themeFor } from '../../src/document/theme.ts'
import { renderDocument } from '../../src/render/render.ts'
import { LETTERS, profile } from './profiles.ts'
import { compose, messagesOf, practiceNamed, starter } from './starter.ts'

const FRONT = "---\nid: letter-x\nkind: letters\ntitle: 'A letter'\n---\n"
const parse = (body: string, front = FRONT) => parseTemplate({ file: 'letters/x.md.hbs', text: front + body }, LETTERS)
const messages = (body: string, front = FRONT) => parse(body, front).findings.map(({ message }) => message)

describe('a template of a letter', () => {
  it.each([
    ['Dear [[merge: full_nmae]]', 'Did you mean `full_name`?'],
    ['Dear [[merge:full_name]]', 'expected a patient’s field such as'],
    ['Dear [[merge: Full Name]]', 'expected a patient’s field such as'],
    ['Dear [[merge: full_name]', 'expected a patient’s field such as'],
    ['Dear ((full name))', 'Write `[[merge: full_name]]`'],
    ['Dear ((adress line 1))', 'Did you mean `address_line_1`?'],
    ['Dear {d.fullName}', 'Write `[[merge: full_name]]`'],
    ['Dear «full_name»', 'Write `[[merge: full_name]]`'],
    ['Phone {{practice.fone}}', 'Did you mean `practice.phone`?'],
    ['{{> letter-edn}}', 'there is no `letter-edn.part.hbs`'],
  ])('with %s is refused, with advice', (body, advice) => {
    expect(messages(body).join('\n')).toContain(advice)
    expect(parse(body).findings.every(({ severity }) => severity === 'error')).toBe(true)
  })

  it('says the line of a mistake', () => {
    expect(parse('\n\nDear [[merge: nobody]]').findings[0]?.place).toEqual({
      file: 'letters/x.md.hbs',
      line: 8,
      column: 6,
    })
  })

  it.each([
    ['requires: [practise]', 'Did you mean `practice`?'],
    ['requires: [practice.urgentFone]', 'Did you mean `practice.urgentPhone`?'],
    ["when: ['not dates.goLive.agred']", 'Did you mean `dates.goLive.agreed`?'],
    ['confirms: [dates.goLiv.agreed]', 'Did you mean `dates.goLive`?'],
    ['profile: govuk-notifi', 'Did you mean `govuk-notify`?'],
    ['dialects: [wrod]', 'Did you mean `word`?'],
  ])('with %s is refused, with advice', (line, advice) => {
    expect(messages('Dear patient', FRONT.replace('kind:', `${line}\nkind:`)).join('\n')).toContain(advice)
  })

  it('has no mistake in a blank to fill in', () =>
    expect(messages('[[text: Phone]] [[signature 2: Signed]]')).toEqual([]))

  it('finds mistakes in what templates share, once', () => {
    const parts = partsByName([{ file: 'parts/end.part.hbs', text: 'Phone {{practice.fone}}' }])
    expect(checkParts(parts, LETTERS)).toMatchObject([{ place: { file: 'parts/end.part.hbs', line: 1 } }])
    expect(parseTemplate({ file: 'x', text: `${FRONT}{{> end}}` }, LETTERS, parts).value.body).toContain(
      'practice.fone',
    )
  })

  it('in another language is one more file, with dates in it', async () => {
    const text = `---
id: letter-disruption-pl
variant: disruption
kind: letters
lang: pl
title: 'Zmiany'
footer: 'Strona {page} z {pages}'
dialects: [word]
---
<!-- address: recipient -->
- [[merge: address_line_1]]

# Od {{dates.goLive.date}}

{{window.long}}
`
    const template = parseTemplate({ file: 'letters/disruption.pl.md.hbs', text }, LETTERS)
    expect(template.findings).toEqual([])
    const { templates } = await starter()
    const { documents } = await compose(await practiceNamed('Z99901'), { templates: [...templates, template.value] })
    const letter = documents.find(({ id }) => id === 'letter-disruption-pl')
    expect(letter).toMatchObject({
      language: 'pl',
      footer: [{ text: 'Strona ' }, { field: 'page' }, { text: ' z ' }, { field: 'pages' }],
    })
    expect(letter && plainText(letter)).toContain('Od środa 14 kwietnia 2027')
    const [pdf] = await renderDocument(letter ?? failed(), ['pdf'], themeFor(12))
    expect(pdf?.pages).toBe(1)
  })
})

function failed(): never {
  throw new Error('No such document')
}

describe('printer profiles', () => {
  it('that nobody has published need mm from the user', () => {
    for (const id of ['c5-window', 'dl-window']) {
      expect(profile(id).status).toBe('unverified')
      expect(() => letterLayout(profile(id))).toThrow(/not known/)
    }
  })

  it('with an address of 7 or 11 points are refused, with the line', () => {
    for (const size of [7, 11])
      expect(() => LETTERS_WITH(size)).toThrow(/printer-profiles\.yaml:\d+:\d+: Unexpected size/)
  })

  it('of the two services are the published ones', () => {
    expect(profile('govuk-notify')).toMatchObject({
      printable: { left: 15, right: 15, top: 5, bottom: 5 },
      address: { xMm: 24.6, yMm: 39.5, widthMm: 95.4, heightMm: 26.8 },
      bodyFromMm: 95,
      mostPages: 10,
      mostMegabytes: 2,
    })
    expect(profile('nhs-notify')).toMatchObject({ addressPt: 8, font: 'Noto Sans', largePrintPt: 16 })
  })
})

function LETTERS_WITH(addressPt: number): unknown {
  const broken = `profiles:
  x:
    name: X
    status: ours
    source: us
    printable: { left: 1, right: 1, top: 1, bottom: 1 }
    text: { left: 1, right: 1, top: 1, bottom: 1 }
    address_pt: ${addressPt}
dialects: {}
`
  return parseLetterData(new Map(LETTER_DATA_FILES.map((file) => [file, { file, text: broken }])))
}

describe('example spreadsheets', () => {
  it('have the columns of the letters’ own fields, named as each dialect names them', async () => {
    const { templates } = await starter()
    const files = new Map(
      exampleSpreadsheets(
        templates.filter(({ kind }) => kind === 'letters'),
        LETTERS,
      ).map(({ name, text }) => [name, text]),
    )
    expect([...files.keys()]).toEqual([
      'word-blank.csv',
      'word-example.csv',
      'govuk-notify-blank.csv',
      'govuk-notify-example.csv',
      'nhs-notify-blank.csv',
      'nhs-notify-example.csv',
    ])
    expect(files.get('govuk-notify-blank.csv')).toBe(
      'address line 1,address line 2,address line 3,address line 4,address line 5,address line 6,address line 7,full name,letter date\r\n',
    )
    expect(files.get('nhs-notify-blank.csv')).toMatch(/^address_line_1,.*address_line_7,fullName,date\r\n$/)
    expect(files.get('word-blank.csv')).toMatch(/^\ufeffaddress_line_1,.*,link_name\r\n$/)
    expect(files.get('word-example.csv')?.trim().split('\r\n')).toHaveLength(3)
  })
})

describe('Markdown and text of messages', () => {
  it('say the words of the document and nothing else', async () => {
    const strange = { name: '# Dr *Star* & <b>' }
    for (const document of messagesOf(await compose(await practiceNamed('Z99901', strange)))) {
      for (const { format, bytes } of await renderDocument(document, [], themeFor(12))) {
        const text = new TextDecoder().decode(bytes)
        const flat = (words: string): string => words.replace(/\s+/g, ' ').trim()
        const unmarked = text.replace(/^(?:#+|\*|\d+\.) /gm, '').replace(/\\([#*])/g, '$1')
        expect(flat(format === 'md' ? unmarked : text), document.id).toBe(flat(plainText(document).join('\n')))
        if (format === 'md') expect(text).not.toMatch(/^# Dr/m)
        if (document.id.startsWith('sms')) expect(text).not.toMatch(/\n/)
      }
    }
  })
})
