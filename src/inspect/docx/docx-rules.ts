/**
 * The rules for DOCX files. Every exported object is a rule; nothing else is exported here.
 *
 * @module
 */
import { contrast, type Rgb, toHex } from '../../document/theme.ts'
import {
  addressProblem,
  BODY_PT,
  count,
  excerpt,
  headingProblems,
  isLargePrint,
  languageProblem,
  type InspectionRule,
} from '../inspection-rule.ts'
import { ancestor, childAt, childrenOf, elementsIn, textIn, type XmlElement } from '../../base/xml.ts'
import {
  contentControls,
  dataTables,
  type DocxSubject,
  headingLevel,
  isOn,
  paragraphProperty,
  runProperty,
  value,
  wordsOf,
} from './docx-subject.ts'
import { relationships } from '../office/office-package.ts'

export const activeContent: InspectionRule<DocxSubject> = {
  id: 'active-content',
  *check(subject) {
    for (const name of subject.names)
      if (/vbaProject|activeX|embeddings\//i.test(name)) yield { message: `The file contains \`${name}\`` }
    for (const { external, type, target, part } of relationships(subject))
      if (external && type !== 'hyperlink')
        yield { message: `The file loads \`${target}\` from outside (${type})`, where: part }
  },
}

export const bodyTooSmall: InspectionRule<DocxSubject> = {
  id: 'body-too-small',
  *check(subject) {
    const characters = new Map<number, number>()
    for (const run of elementsIn(subject.body, 'w:r')) {
      const paragraph = ancestor(run, 'w:p')
      if (!paragraph) continue
      const size = Number(value(runProperty(subject, run, paragraph, 'w:sz')) ?? 20) / 2
      characters.set(size, (characters.get(size) ?? 0) + wordsOf(run).length)
    }
    const [most] = [...characters].sort((one, two) => two[1] - one[1])
    const expected = isLargePrint(subject.path) ? BODY_PT.largePrint : BODY_PT.standard
    if (most && most[1] > 0 && most[0] < expected)
      yield { message: `Most of the text is ${most[0]} pt, expected ${expected} pt or more` }
  },
}

/** WCAG 2.2, 1.4.3: contrast of text; 3 is enough for large text, from 18 pt. */
const NEEDED = { text: 4.5, largeText: 3, largeFromPt: 18 }

export const contrastLow: InspectionRule<DocxSubject> = {
  id: 'contrast-low',
  *check(subject) {
    const told = new Set<string>()
    for (const { root, part } of subject.stories)
      for (const run of elementsIn(root, 'w:r')) {
        const paragraph = ancestor(run, 'w:p')
        if (!paragraph || wordsOf(run) === '') continue
        const text = rgb(value(runProperty(subject, run, paragraph, 'w:color'))) ?? [0, 0, 0]
        const ground = groundOf(subject, run, paragraph)
        const size = Number(value(runProperty(subject, run, paragraph, 'w:sz')) ?? 20) / 2
        const needed = size >= NEEDED.largeFromPt ? NEEDED.largeText : NEEDED.text
        const colours = `${toHex(text)} on ${toHex(ground)}`
        const ratio = contrast(text, ground)
        if (ratio >= needed || told.has(colours)) continue
        told.add(colours)
        yield {
          message: `“${excerpt(wordsOf(run))}” is ${colours}: ${ratio.toFixed(1)} to 1, expected ${needed}`,
          where: part,
        }
      }
  },
}

/** Shading of the run, its paragraph or its cell, nearest first; paper is white. */
function groundOf(subject: DocxSubject, run: XmlElement, paragraph: XmlElement): Rgb {
  const cell = ancestor(run, 'w:tc')
  const shades = [
    childAt(run, 'w:rPr', 'w:shd'),
    paragraphProperty(subject, paragraph, 'w:shd'),
    cell ? childAt(cell, 'w:tcPr', 'w:shd') : undefined,
  ]
  return shades.map((shade) => rgb(value(shade, 'w:fill'))).find((colour) => colour !== null) ?? [1, 1, 1]
}

/** Null for `auto` and for names. */
function rgb(hex: string | undefined): Rgb | null {
  if (hex === undefined || !/^[0-9a-f]{6}$/i.test(hex)) return null
  const channel = (start: number): number => Number.parseInt(hex.slice(start, start + 2), 16) / 255
  return [channel(0), channel(2), channel(4)]
}

export const emptyParagraph: InspectionRule<DocxSubject> = {
  id: 'empty-paragraph',
  *check(subject) {
    const { body } = subject
    const blocks = childrenOf(body)
    for (const [index, block] of blocks.entries()) {
      if (block.name !== 'w:p' || !isEmpty(block)) continue
      const [before, after] = [blocks[index - 1], blocks[index + 1]]
      if (!keepsApart(subject, before, after)) yield { message: `Paragraph ${index + 1} of the body is empty` }
    }
    for (const cell of elementsIn(body, 'w:tc')) {
      const paragraphs = childrenOf(cell, 'w:p')
      if (ancestor(cell, 'w:tc') === null && paragraphs.length > 1 && paragraphs.slice(0, -1).some(isEmpty))
        yield { message: `The cell “${wordsOf(cell).slice(0, 40)}” contains empty paragraphs` }
    }
  },
}

/** Breaks and section ends are not text, but they have an effect. */
const DOES_SOMETHING = [
  'w:t',
  'w:br',
  'w:drawing',
  'w:sdt',
  'w:fldChar',
  'w:fldSimple',
  'w:sym',
  'w:sectPr',
  // A line to write on.
  'w:pBdr',
  'w:pict',
  'w:pageBreakBefore',
  'w:bookmarkStart',
]

const isEmpty = (paragraph: XmlElement): boolean => [...elementsIn(paragraph, ...DOES_SOMETHING)].length === 0

/**
 * Without a paragraph between them, Word joins two tables or two framed paragraphs; and a section cannot end with a
 * table.
 */
function keepsApart(subject: DocxSubject, before: XmlElement | undefined, after: XmlElement | undefined): boolean {
  if (before?.name === 'w:tbl') return after?.name === 'w:tbl' || after?.name === 'w:sectPr'
  return isFramed(subject, before) && isFramed(subject, after)
}

const isFramed = (subject: DocxSubject, block: XmlElement | undefined): boolean =>
  block?.name === 'w:p' && paragraphProperty(subject, block, 'w:pBdr') !== undefined

export const fieldNameRepeated: InspectionRule<DocxSubject> = {
  id: 'field-name-repeated',
  *check(subject) {
    const seen = new Set<string>()
    // Titles may repeat, because Word cuts them at 64 characters.
    for (const { tag, id } of contentControls(subject))
      for (const [kind, name] of Object.entries({ tag, id })) {
        if (name === '') continue
        if (seen.has(`${kind} ${name}`)) yield { message: `Two content controls have the ${kind} “${name}”` }
        seen.add(`${kind} ${name}`)
      }
  },
}

export const fieldUnfinished: InspectionRule<DocxSubject> = {
  id: 'field-unfinished',
  *check({ stories }) {
    for (const { part, root } of stories) {
      let open = 0
      for (const mark of elementsIn(root, 'w:fldChar')) {
        const type = mark.attributes.get('w:fldCharType')
        if (type === 'begin') open += 1
        if (type === 'end') open -= 1
        if (open < 0) break
      }
      if (open !== 0) yield { message: 'A field begins without an end, or ends without a beginning', where: part }
    }
  },
}

export const fieldUnlocked: InspectionRule<DocxSubject> = {
  id: 'field-unlocked',
  *check(subject) {
    for (const { title, lock } of contentControls(subject)) {
      if (lock === '' || lock === 'unlocked')
        yield { message: `Content control “${title}” can be deleted by accident (lock)` }
      if (lock === 'contentLocked' || lock === 'sdtContentLocked')
        yield { message: `Content control “${title}” cannot be filled in (lock)` }
    }
  },
}

export const fieldWithoutName: InspectionRule<DocxSubject> = {
  id: 'field-without-name',
  *check(subject) {
    for (const { title, tag } of contentControls(subject)) {
      if (title.trim() === '') yield { message: `Content control \`${tag}\` has no title` }
      if (tag.trim() === '')
        yield { message: `Content control “${title}” has no tag, so its value cannot be found again` }
    }
  },
}

const SHORTEST = 10

export const figureWithoutAlternative: InspectionRule<DocxSubject> = {
  id: 'figure-without-alternative',
  *check({ stories }) {
    for (const { part, root } of stories)
      for (const picture of elementsIn(root, 'wp:docPr')) {
        const [decorative] = [...elementsIn(picture, 'adec:decorative')]
        const words = picture.attributes.get('descr')?.trim() ?? ''
        if (decorative?.attributes.get('val') !== '1' && words.length < SHORTEST)
          yield {
            message:
              words === '' ? 'A picture has no text alternative' : `A picture's text alternative is only “${words}”`,
            where: part,
          }
      }
  },
}

export const headingAtPageEnd: InspectionRule<DocxSubject> = {
  id: 'heading-at-page-end',
  *check(subject) {
    for (const paragraph of elementsIn(subject.body, 'w:p'))
      if (headingLevel(subject, paragraph) !== null && !isOn(paragraphProperty(subject, paragraph, 'w:keepNext')))
        yield { message: `Heading “${excerpt(wordsOf(paragraph))}” is not kept with what follows (keepNext)` }
  },
}

export const headingSkipped: InspectionRule<DocxSubject> = {
  id: 'heading-skipped',
  *check(subject) {
    const paragraphs = [...elementsIn(subject.body, 'w:p')]
    yield* headingProblems(
      paragraphs.flatMap((paragraph) => {
        const level = headingLevel(subject, paragraph)
        return level === null ? [] : [{ level, words: wordsOf(paragraph) }]
      }),
    )
  },
}

export const headingWithoutLevel: InspectionRule<DocxSubject> = {
  id: 'heading-without-level',
  *check(subject) {
    for (const paragraph of elementsIn(subject.body, 'w:p')) {
      const style = value(childAt(paragraph, 'w:pPr', 'w:pStyle')) ?? ''
      if (/^Heading\s?\d/i.test(style) && headingLevel(subject, paragraph) === null)
        yield { message: `Heading “${excerpt(wordsOf(paragraph))}” has no outline level (style \`${style}\`)` }
    }
  },
}

export const idRepeated: InspectionRule<DocxSubject> = {
  id: 'id-repeated',
  *check({ stories }) {
    const seen = new Set<string>()
    for (const { root, part } of stories)
      for (const element of elementsIn(root, 'w:bookmarkStart', 'wp:docPr')) {
        const isBookmark = element.name === 'w:bookmarkStart'
        const names = isBookmark ? (['w:id', 'w:name'] as const) : (['id'] as const)
        for (const name of names) {
          const key = `${element.name} ${name} ${element.attributes.get(name) ?? ''}`
          if (seen.has(key))
            yield {
              message: `Two ${isBookmark ? 'bookmarks' : 'pictures'} have the ${name === 'w:name' ? 'name' : 'id'} “${element.attributes.get(name) ?? ''}”`,
              where: part,
            }
          seen.add(key)
        }
      }
  },
}

export const lineEndInRun: InspectionRule<DocxSubject> = {
  id: 'line-end-in-run',
  *check({ stories }) {
    for (const { root, part } of stories)
      for (const text of elementsIn(root, 'w:t'))
        if (/[\r\n\t]/.test(textIn(text)))
          yield { message: `A line end or tab is in the text “${excerpt(textIn(text))}”`, where: part }
  },
}

export const languageMissing: InspectionRule<DocxSubject> = {
  id: 'language-missing',
  *check({ defaults }) {
    const problem = languageProblem(value(childAt(defaults, 'w:rPrDefault', 'w:rPr', 'w:lang')))
    if (problem) yield { message: problem, where: 'word/styles.xml' }
  },
}

export const linkTargetBroken: InspectionRule<DocxSubject> = {
  id: 'link-target-broken',
  *check(subject) {
    const bookmarks = new Set(
      [...elementsIn(subject.body, 'w:bookmarkStart')].map((mark) => mark.attributes.get('w:name')),
    )
    for (const { root, part } of subject.stories)
      for (const link of elementsIn(root, 'w:hyperlink')) {
        const anchor = link.attributes.get('w:anchor')
        if (anchor !== undefined && !link.attributes.has('r:id') && !bookmarks.has(anchor))
          yield {
            message: `Link “${excerpt(wordsOf(link))}” leads to \`${anchor}\`, which does not exist`,
            where: part,
          }
        if (wordsOf(link) === '') yield { message: 'A link has no words', where: part }
      }
    for (const { type, target, part } of relationships(subject)) {
      const problem = type === 'hyperlink' ? addressProblem(target) : null
      if (problem) yield { message: problem, where: part }
    }
  },
}

/** Word 2013 and later. */
const CURRENT = 15

export const oldWordMode: InspectionRule<DocxSubject> = {
  id: 'old-word-mode',
  *check({ parts }) {
    const settings = parts.get('word/settings.xml')
    const mode = settings
      ? [...elementsIn(settings, 'w:compatSetting')].find(
          (setting) => setting.attributes.get('w:name') === 'compatibilityMode',
        )
      : undefined
    if (Number(mode?.attributes.get('w:val') ?? 12) < CURRENT)
      yield { message: 'Word opens the document in compatibility mode', where: 'word/settings.xml' }
  },
}

/** Characters at 12 pt. Only Word knows where pages end; a poster or a short letter needs no number. */
const ABOUT_A_PAGE = 2500

export const pageNumberMissing: InspectionRule<DocxSubject> = {
  id: 'page-number-missing',
  *check(subject) {
    const { stories } = subject
    if (wordsOf(subject.body).length < ABOUT_A_PAGE) return
    const fields = stories
      .filter(({ part }) => part !== 'word/document.xml')
      .flatMap(({ root }) => [...elementsIn(root, 'w:instrText', 'w:fldSimple')])
      .map((field) => field.attributes.get('w:instr') ?? textIn(field))
    if (!fields.some((field) => /^\s*PAGE\b/.test(field)))
      yield { message: 'No header or footer contains the page number' }
  },
}

const POINTERS = ['r:id', 'r:embed', 'r:link', 'r:pict']

export const pointerBroken: InspectionRule<DocxSubject> = {
  id: 'relationship-broken',
  *check(subject) {
    const all = relationships(subject)
    for (const { part, root } of subject.stories) {
      const known = new Set(all.filter((relationship) => relationship.part === part).map(({ id }) => id))
      for (const element of elementsIn(root))
        for (const pointer of POINTERS) {
          const id = element.attributes.get(pointer)
          if (id !== undefined && !known.has(id))
            yield { message: `\`${element.name}\` points at \`${id}\`, which does not exist`, where: part }
        }
    }
  },
}

/** What the field says until a program works it out: between `separate` and `end`. */
function* storedResults(root: XmlElement): Generator<{ readonly field: string; readonly stored: string }> {
  for (const field of elementsIn(root, 'w:fldSimple'))
    yield { field: field.attributes.get('w:instr') ?? '', stored: wordsOf(field) }
  let [field, stored, shows] = ['', '', false]
  for (const mark of elementsIn(root, 'w:fldChar', 'w:instrText', 'w:t')) {
    const type = mark.attributes.get('w:fldCharType')
    if (type === 'begin') [field, stored, shows] = ['', '', false]
    else if (type === 'separate') shows = true
    else if (type === 'end') yield { field, stored }
    else if (mark.name === 'w:instrText') field += textIn(mark)
    else if (shows) stored += textIn(mark)
  }
}

export const pageCountStored: InspectionRule<DocxSubject> = {
  id: 'page-count-stored',
  *check(subject) {
    if (wordsOf(subject.body).length < ABOUT_A_PAGE) return
    for (const { root, part } of subject.stories)
      for (const { field, stored } of storedResults(root))
        if (/^\s*NUMPAGES\b/.test(field) && stored.trim() === '1')
          yield { message: 'The number of pages is stored as 1 in a document of several', where: part }
  },
}

export const rowSplit: InspectionRule<DocxSubject> = {
  id: 'row-split',
  *check(subject) {
    for (const table of dataTables(subject)) {
      const loose = childrenOf(table, 'w:tr').filter((row) => !isOn(childAt(row, 'w:trPr', 'w:cantSplit')))
      if (loose.length > 0)
        yield {
          message: `Table “${excerpt(wordsOf(table))}” lets ${count(loose.length, 'row')} split over pages (cantSplit)`,
        }
    }
  },
}

export const tableWithoutCaption: InspectionRule<DocxSubject> = {
  id: 'table-without-caption',
  *check(subject) {
    for (const table of dataTables(subject)) {
      const properties = childAt(table, 'w:tblPr')
      const caption = value(childAt(properties, 'w:tblCaption')) ?? value(childAt(properties, 'w:tblDescription')) ?? ''
      if (caption.trim() === '')
        yield { message: `Table “${excerpt(wordsOf(table))}” has no caption for screen readers` }
    }
  },
}

export const tableWithoutHeaders: InspectionRule<DocxSubject> = {
  id: 'table-without-headers',
  *check(subject) {
    for (const table of dataTables(subject)) {
      const [first] = childrenOf(table, 'w:tr')
      if (
        first &&
        !isOn(childAt(first, 'w:trPr', 'w:tblHeader')) &&
        !namesItsRows(childAt(table, 'w:tblPr', 'w:tblLook'))
      )
        yield { message: `Table “${excerpt(wordsOf(table))}” has neither a header row nor a header column` }
    }
  },
}

/** Pairs of name and value: the first column is the header, and Word has no other way to mark it. */
function namesItsRows(look: ReturnType<typeof childAt>): boolean {
  const on = (name: string): boolean => ['1', 'true'].includes(look?.attributes.get(name) ?? '')
  const bits = Number.parseInt(look?.attributes.get('w:val') ?? '0', 16)
  return (on('w:firstColumn') || (bits & 0x80) !== 0) && !on('w:firstRow')
}

/** In points, as for PDFs; addresses of letters go down to 8 and are in frames. */
const SMALLEST = 10
const SMALLEST_IN_FRAME = 8

export const textTooSmall: InspectionRule<DocxSubject> = {
  id: 'text-too-small',
  *check(subject) {
    const told = new Set<number>()
    for (const { root, part } of subject.stories)
      for (const run of elementsIn(root, 'w:r')) {
        const paragraph = ancestor(run, 'w:p')
        if (!paragraph || wordsOf(run) === '') continue
        // Word writes sizes in half points, and uses 10 pt where there is none.
        const size = Number(value(runProperty(subject, run, paragraph, 'w:sz')) ?? 20) / 2
        const framed =
          [...elementsIn(paragraph, 'w:framePr')].length > 0 || ancestor(run, 'w:txbxContent', 'w:tbl') !== null
        if (size >= (framed ? SMALLEST_IN_FRAME : SMALLEST) || told.has(size)) continue
        told.add(size)
        yield { message: `“${excerpt(wordsOf(run))}” is ${size} pt, expected ${SMALLEST} pt or more`, where: part }
      }
  },
}

export const titleMissing: InspectionRule<DocxSubject> = {
  id: 'title-missing',
  *check({ parts }) {
    const core = parts.get('docProps/core.xml')
    const [title] = core ? [...elementsIn(core, 'dc:title')] : []
    if (textIn(title).trim() === '')
      yield { message: 'The document has no title in its properties', where: 'docProps/core.xml' }
  },
}
