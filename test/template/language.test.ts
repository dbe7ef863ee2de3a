import { describe, expect, it } from 'vitest'
import { LETTER_DATA_FILES, parseLetterData } from '../../src/template/letter-data.ts'
import { checkNames, checkReports, unreadFiles } from '../../src/app/understand.ts'
import { parseReportTemplate, parseTemplate } from '../../src/template/parse-template.ts'
import { REPORTS } from '../../src/app/report-template.ts'
import { WAVE_REPORT } from '../../src/compose/wave-view.ts'
import { LETTERS } from '../letters/profiles.ts'

const parse = (body: string, keys = 'kind: checklist') =>
  parseTemplate({ file: 'x.md.hbs', text: `---\ntitle: X\n${keys}\n---\n${body}\n` }, LETTERS).findings
const LETTER = 'kind: letters'
const MESSAGES = 'kind: messages'

describe('front matter', () => {
  it.each([
    [`${LETTER}\nrequire: [practice]`, 'Unexpected key `require` in the front matter. Did you mean `requires`?'],
    [`${LETTER}\nTitle: X`, 'Did you mean `title`?'],
    ['kind: checklists', 'Did you mean `checklist`?'],
    ['kind: checklist\nsend: reminder', 'only letters and messages use it'],
    ['kind: checklist\none_page: true', 'expected yes or no'],
    ['kind: checklist\neyebrow:', 'it is empty'],
    ['kind: checklist\neyebrow: [a, b]', 'not a list'],
    ['kind: checklist\neyebrow: "[[text: X]]"', 'only be in the body'],
    ['kind: checklist\nkind: checklist', 'Unexpected second `kind`'],
    [`${MESSAGES}\nchannel: postre`, 'Did you mean `poster`?'],
    [`${MESSAGES}\nformats: [pdf]`, 'without `channel`'],
    [`${MESSAGES}\nchannel: poster\nbody_pt: large`, 'expected a number'],
    [`${MESSAGES}\nchannel: poster\nformats: [pfd]`, 'Did you mean `pdf`?'],
    ['kind: checklist\nlang: xx-y-z!!', 'expected a language such as `en-GB`'],
    ['kind: checklist\nlang: 12', 'expected a language such as `en-GB`'],
    ['kind: checklist\nid: ../x', 'the file is named after it'],
    ['kind: checklist\neyebrow: .nan', 'expected one value'],
    [`${MESSAGES}\ngroup: "{{practice.name}}"`, 'A field can only be in the title'],
    [`${LETTER}\nnumber: practice.patient`, 'Did you mean `practice.patients`?'],
  ])('%s is an error with advice', (keys, advice) => {
    const findings = parse('# X', keys)
    expect(findings.map(({ message }) => message).join('\n')).toContain(advice)
    expect(findings.every(({ severity, place }) => severity === 'error' && place !== undefined)).toBe(true)
  })

  it('says the line of a key', () => {
    expect(parse('# X', `${LETTER}\nrequire: [practice]`)[0]?.place).toMatchObject({ file: 'x.md.hbs', line: 4 })
  })
})

describe('a list of what not to do', () => {
  it.each([
    'Send no new patient away.',
    'do not post-date a prescription',
    'Never copy a sheet',
    'Tell nobody to order early, unless the practice has set a day.',
    'send anybody away, and promise nothing',
  ])('“%s” is a double negative', (item) => {
    const findings = parse(`## Do not {#do-not}\n\n- post-date a prescription\n- ${item}\n`)
    expect(findings).toMatchObject([{ rule: 'double-negative', severity: 'warning', place: { line: 8, column: 3 } }])
    expect(parse(`## Do\n\n- ${item}\n`)).toEqual([])
    expect(parse(`## Do not\n\n- post-date\n\n## Log\n\n- ${item}\n`)).toEqual([])
  })

  it('may say why, and what to do instead', () => {
    expect(parse('## Do not\n\n- start a clinic: no data of it would come across\n- send it. Do not wait\n')).toEqual(
      [],
    )
  })
})

describe('a directive', () => {
  it.each([
    ['<!--slot: links-->', 'alone on its line'],
    ['<!-- slot: links --> ', 'alone on its line'],
    ['  <!-- slot: links -->', 'alone on its line'],
    ['<!-- slot:links -->', 'alone on its line'],
    ['<!-- Slot: links -->', 'alone on its line'],
    ['<!-- slot: links -', ''],
    ['<!-- slot: links\n-->', 'alone on its line'],
    ['<!-- slot: links --> <!-- lead -->', 'alone on its line'],
    ['<!-- a note -->', 'To write a note to yourself'],
    ['<!-- solt: links -->', 'Unexpected directive `solt`. Did you mean `slot`?'],
    ['<!-- slot: lniks -->', 'Unexpected slot `lniks`. Did you mean `links`?'],
    ['<!-- slot -->', 'without a value'],
    ['<!-- slot: limits; phse: cutover -->', 'Did you mean `phase`?'],
    ['<!-- slot: limits -->', 'without `phase`'],
    ['<!-- slot: hours; day: evenign -->', 'Did you mean `evening`?'],
    ['<!-- slot: links; wide -->', 'expected `option: value`'],
    ['<!-- lead: x -->', 'write `<!-- lead -->`'],
    ['<!-- table: t; captoin: X -->', 'Did you mean `caption`?'],
    ['<!-- table: t; rows: many -->', 'expected a number'],
    ['<!-- table: t; shares: 1, 2 -->', 'expected numbers'],
    ['<!-- table: t; print-only: true -->', 'expected yes or no'],
    ['<!-- table: t; caption: A; caption: B -->', 'Unexpected second `caption`'],
    ['<!-- table: t; caption: [[text: X]] -->', 'only be in the body'],
    ['<!-- address: sendre -->', 'Did you mean `sender`?'],
    ['<!-- channel: sms -->', 'only messages use it'],
  ])('%s is an error with advice', (line, advice) => {
    const findings = parse(`# X\n\n${line}`)
    expect(findings.map(({ message }) => message).join('\n')).toContain(advice)
    expect(findings[0]?.place).toMatchObject({ file: 'x.md.hbs', line: 7 })
  })

  it('names a channel that there is', () =>
    expect(parse('<!-- channel: smss -->', MESSAGES)[0]?.message).toContain('Did you mean `sms`?'))

  it('may hold fields and conditions, and a note of handlebars anything', () =>
    expect(
      parse(
        '{{#each phases}}\n<!-- slot: limits; phase: {{id}} -->\n{{/each}}\n{{!-- <!--x--> --}}\n{{#if answers.sms}}<!-- page-break -->{{/if}}',
      ),
    ).toEqual([]))

  it('works in a file with line ends of Windows', () => {
    const text = '---\r\ntitle: X\r\nkind: checklist\r\n---\r\n<!-- slot: links -->\r\n'
    const { value, findings } = parseTemplate({ file: 'x.md.hbs', text }, LETTERS)
    expect(findings).toEqual([])
    expect(value.body).toBe('<!-- slot: links -->\n')
  })
})

describe('the body', () => {
  it.each([
    ['[[txt: Phone]]', 'Did you mean `text`?'],
    ['[[text: Phone', 'expected a patient’s field'],
    ['[[text: a [b]]', 'expected a patient’s field'],
    ['[[text 0: Phone]]', 'expected a patient’s field'],
    ['[[merge: full_name]]', 'only letters are filled for each patient'],
    ['- [x] Done', 'must not be ticked already'],
    ['- [ ]', 'needs text'],
    ['See {{> letter-end}}', 'alone on a line'],
    ['{{#unles answers.sms}}x{{/unles}}', 'Did you mean `unless`?'],
    ['{{practice}}', 'it is a group of fields, which cannot be printed. Write one of its fields: name'],
    ['{{this}}', 'it is a group of fields, which cannot be printed'],
    ['{{phases}}', 'it is a list, which cannot be printed. Write `{{#each phases}}`'],
    ['{{dates.goLive.agreed}}', 'it is yes or no, which cannot be printed. Write `{{#if dates.goLive.agreed}}`'],
    ['{{count practice "day"}}', 'it is a group of fields, which cannot be printed'],
    ['{{or-blank contacts "Name"}}', 'it is a list, which cannot be printed'],
    ['{{count counts.tasks}}', 'Unexpected 1 value after `count`, expected 2.'],
    ['{{#each}}x{{/each}}', 'Unexpected 0 values after `each`, expected 1.'],
    ['{{#each practice.name}}x{{/each}}', 'Unexpected `each` with text, expected a list'],
    ['{{#with phases}}x{{/with}}', 'Unexpected `with` with a list, expected a group of fields'],
    ['{{@index}}', 'Unexpected field `@index`'],
    ['{{5}}', 'write the name of a field, not a value'],
  ])('%s is an error with advice', (body, advice) =>
    expect(
      parse(body)
        .map(({ message }) => message)
        .join('\n'),
    ).toContain(advice),
  )
})

describe('a folder of templates', () => {
  it('has no file that nothing reads', () => {
    expect(
      unreadFiles(['letters/x.hbs', 'letters/y.md', 'letters/z.md.hbs.txt', 'channel.yaml']).map(
        ({ message }) => message,
      ),
    ).toEqual([
      'Nothing reads letters/x.hbs. A document’s template is named `*.md.hbs`, a part `*.part.hbs`.',
      'Nothing reads letters/y.md. A document’s template is named `*.md.hbs`, a part `*.part.hbs`.',
      'Nothing reads letters/z.md.hbs.txt. A document’s template is named `*.md.hbs`, a part `*.part.hbs`.',
      'Nothing reads channel.yaml. Did you mean `channels.yaml`?',
    ])
  })

  it('has no two documents of one id', () => {
    const { value } = parseTemplate({ file: 'a.md.hbs', text: '---\nid: x\nkind: checklist\ntitle: X\n---\n' }, LETTERS)
    expect(checkNames([value, { ...value, file: 'b.md.hbs' }])).toMatchObject([{ place: { file: 'b.md.hbs' } }])
  })

  it('has only reports that there are, checked likewise', () => {
    const wave = (keys: string, body = '') =>
      parseReportTemplate({ file: 'reports/wave.hbs', text: `---\ntitle: X\n${keys}\n---\n${body}` }, WAVE_REPORT)
        .findings.map(({ message }) => message)
        .join('\n')
    expect(wave('eyebrw: X')).toContain('Did you mean `eyebrow`?')
    expect(wave('eyebrow: X', '<!-- slot: timelin -->')).toContain('Did you mean `timeline`?')
    expect(wave('eyebrow: X', '{{guid}}')).toContain('Did you mean `guide`?')
    expect(checkReports([{ file: 'reports/waves.hbs', text: '' }], REPORTS)[0]?.message).toContain(
      'Did you mean `wave.hbs`?',
    )
  })

  it.each([
    ['channels.yaml', 'channels:\n  sms:\n    name: SMS\n    trun: 2\n', /channels\.yaml:4:5: .*Did you mean `turn`/],
    ['merge-fields.yaml', 'fields:\n  a:\n    short: a\n    long: a\n    wrod: x\n', /Did you mean `word`/],
    ['required-facts.yaml', 'set: {}\n', /sets/],
    ['required-facts.yaml', 'sets: {}\nmore: {}\n', /Unexpected key `more`/],
  ])('has no key in %s that nothing reads', (file, text, message) => {
    const files = new Map(
      LETTER_DATA_FILES.map((name) => [name, { file: name, text: name === file ? text : OTHERS[name] }]),
    )
    expect(() => parseLetterData(files)).toThrow(message)
  })
})

const DIALECT = 'name: X\n    profile: p\n    suffix: x\n    formats: [pdf]'
const OTHERS = {
  'printer-profiles.yaml': `profiles:
  p:
    name: P
    status: unverified
    source: us
    printable: { left: 1, right: 1, top: 1, bottom: 1 }
    text: { left: 1, right: 1, top: 1, bottom: 1 }
    sender: { x: 1, y: 1, width: 1, height: 1 }
    also_allowed: {}
    keep_clear: {}
    body_from: 1
    tolerance: 1
    address_pt: 9
dialects:
  word:
    ${DIALECT}
  govuk-notify:
    ${DIALECT}
  nhs-notify:
    ${DIALECT}
`,
  'merge-fields.yaml': 'fields: {}\n',
  'channels.yaml': 'channels: {}\n',
  'required-facts.yaml': 'sets: {}\n',
} as const
