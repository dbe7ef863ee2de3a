import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { allFields } from '../../src/document/walk.ts'
import { type Document } from '../../src/document/document.ts'
import { screenWords } from '../../src/document/interface-words.ts'
import { themeFor } from '../../src/document/theme.ts'
import { fillTemplate } from '../../src/template/document-of-template.ts'
import { escapeMarkdown } from '../../src/markdown/to-spans.ts'
import { readPage } from '../../src/markdown/read-page.ts'
import { renderDocument } from '../../src/render/render.ts'

const text = (body: string) => ({
  file: 'x.md.hbs',
  title: 'Title',
  subject: '',
  eyebrow: null,
  coverLines: [],
  footer: null,
  body,
})
const filled = (body: string, values: Readonly<Record<string, unknown>> = {}) =>
  fillTemplate(text(body), values, () => []).blocks

const document = (blocks: Document['blocks']): Document => ({
  id: 'x',
  kind: 'checklist',
  title: 'Title',
  language: 'en-GB',
  author: 'us',
  subject: '',
  modified: '2027-01-01' as Document['modified'],
  header: [],
  footer: [],
  blocks,
  words: {
    print: 'Print',
    download: 'Download',
    saved: 'Saved',
    enterText: 'Text',
    enterDate: 'Date',
    tickBox: 'Tick box:',
    skipToContent: 'Skip',
    screen: screenWords((word) => word),
  },
  formats: ['pdf', 'docx', 'html', 'md', 'txt'],
})

const EVERYWHERE = `# Call [[text: Heading]]

Ring [[text: Sentence]] on [[date: Day]], then [[check: Sure]] be sure.

[[text 3: Notes]]

- item [[signature: Item]]
  - [ ] Nested box
- [ ] A **bold** box
- [[check: Named]] Named box

| Name [[text: Header]] | Two |
| --- | --- |
| Ask [[text: Cell]] | [[text: First]] and [[text: Second]] |

> **Note**
>
> Box [[text: Callout]]
>
> - [ ] In a box

<!-- facts: facts -->
- Label :: [[date: Fact]]
- Both :: [[text: From]] to [[text: Until]]

<!-- address: sender -->
- [[text: Address]]

<!-- sheet: s -->
Sheet [[text: Sheet]]
<!-- end-sheet -->
`
const LABELS = [
  ...[
    'Heading',
    'Sentence',
    'Day',
    'Sure',
    'Notes',
    'Item',
    'Nested box',
    'A bold box',
    'Named',
    'Header',
    'Cell',
    'First',
  ],
  ...['Second', 'Callout', 'In a box', 'Fact', 'From', 'Until', 'Address', 'Sheet'],
]

describe('blanks of a template', () => {
  const blocks = filled(EVERYWHERE)

  it('are fields wherever words are', () => {
    expect([...allFields(blocks)].map(({ label }) => label)).toEqual(LABELS)
    expect(JSON.stringify(blocks)).not.toMatch(/\[\[\w|\[ \]|\p{Co}/u)
  })

  it('have ids that are unique and stay when other words come', () => {
    const ids = [...allFields(blocks)].map(({ id }) => id)
    expect(new Set(ids).size).toBe(LABELS.length)
    for (const id of ids) expect(id).toMatch(/^[a-z0-9:-]{1,64}$/)
    const later = new Set(
      [...allFields(filled(EVERYWHERE.replace('Ring', 'First [[text: Another]]. Ring')))].map(({ id }) => id),
    )
    expect(ids.filter((id) => !later.has(id))).toEqual([])
    const twice = [...allFields(filled('- [ ] Same\n- [ ] Same\n'))].map(({ id }) => id)
    expect(twice).toEqual(['same', 'same-2'])
    const cells = [...allFields(filled('| A |\n| --- |\n| [[text: A]] [[text: B]] |\n| [[text: A]] |'))]
    expect(cells.map(({ id }) => id)).toEqual(['a', 'b', 'a-2'])
  })

  it('are in every format', async () => {
    const files = await renderDocument(document(blocks), ['pdf', 'docx', 'html'], themeFor(12))
    const bytesOf = (format: string, copy: string): Uint8Array =>
      files.find((one) => one.format === format && one.copy === copy)?.bytes ?? new Uint8Array()
    const ids = [...allFields(blocks)].map(({ id }) => id)
    const signature = [...allFields(blocks)].find(({ kind }) => kind === 'signature')?.id
    const pdf = Buffer.from(bytesOf('pdf', 'fill-in')).toString('latin1')
    const docx = new TextDecoder().decode(unzipSync(bytesOf('docx', 'fill-in'))['word/document.xml'])
    const html = new TextDecoder().decode(bytesOf('html', 'fill-in'))
    for (const id of ids) {
      expect(pdf, id).toContain(`/T (${id})`)
      expect(docx, id).toContain(`<w:tag w:val="${id}"/>`)
      // A signature is for a pen.
      if (id !== signature) expect(html, id).toContain(`data-field="${id}"`)
    }
    expect(html).toContain('<li class="to-tick"><input type="checkbox"')
  })

  it('are brackets and lines in plain text and Markdown', async () => {
    const files = await renderDocument(
      document(filled('Ring [[text: Whom]].\n\n- [ ] Ring\n- [ ] **Write**')),
      [],
      themeFor(12),
    )
    const said = Object.fromEntries(files.map(({ format, bytes }) => [format, new TextDecoder().decode(bytes)]))
    expect(said['txt']).toBe('Ring ________.\n\n[ ] Ring\n\n[ ] Write')
    expect(said['md']).toContain('Ring \\_\\_\\_\\_\\_\\_\\_\\_.')
    expect(said['md']).toContain('* [ ] Ring\n* [ ] Write')
  })

  it.each([
    '[[text: Phone]]',
    '- [ ] x',
    '[[merge: full_name]]',
    'A\uE000text: x\uE001',
    '\uE002a\uE003',
    '{{x}}',
    '\\{{x}}',
  ])('are not made by a value: %s', (value) => {
    expect(filled('Name: {{name}} here', { name: value })).toEqual([
      { type: 'paragraph', spans: [{ text: `Name: ${value} here` }] },
    ])
    expect([...allFields(filled('- {{name}}', { name: value }))]).toEqual([])
  })

  it('keep a value in their label as it is', () => {
    const [field] = allFields(filled('[[check: Done by {{name}}]]', { name: 'A ] *B*' }))
    expect(field).toMatchObject({ kind: 'check', label: 'Done by A ] *B*' })
  })

  it.each(['{#here}', '{: .note}', '{{x}}', 'a } b { c'])('keep curly brackets of a value as words: %s', (value) => {
    const [heading, paragraph] = filled('# About {{name}}\n\nOf {{name}} here', { name: value })
    expect(heading).toMatchObject({ spans: [{ text: `About ${value}` }] })
    expect(heading).not.toMatchObject({ id: 'here' })
    expect(paragraph).toMatchObject({ spans: [{ text: `Of ${value} here` }] })
    expect(escapeMarkdown('{}')).toBe('\\{\\}')
  })
})

describe('tick boxes of a guide', () => {
  it('are seen at every depth', () => {
    const { outline } = readPage('guide.md', '- [ ] Outer\n  - [x] Inner\n    - [ ] Innermost\n  - Plain\n')
    expect(outline.items.map(({ tickBox, depth }) => [tickBox, depth])).toEqual([
      [true, 0],
      [true, 1],
      [true, 2],
      [false, 1],
    ])
  })
})
