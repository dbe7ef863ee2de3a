/**
 * Reads a DOCX file once, for all rules: its parts, and text, styles and properties as Word understands them.
 *
 * @module
 */
import { childAt, elementsIn, type XmlElement, XmlError } from '../../base/xml.ts'
import { type OfficePackage, readPackage } from '../office/office-package.ts'

export interface DocxSubject extends OfficePackage {
  readonly path: string
  readonly body: XmlElement
  /** Body, headers and footers: where a reader's words are. */
  readonly stories: readonly { readonly part: string; readonly root: XmlElement }[]
  /** Styles by id. */
  readonly styles: ReadonlyMap<string, XmlElement>
  readonly defaults: XmlElement | undefined
}

/** @throws XmlError, or an error of fflate for a broken zip; the caller turns it into a problem */
export function readDocxSubject(path: string, bytes: Uint8Array): DocxSubject {
  const { names, parts } = readPackage(bytes)
  const document = parts.get('word/document.xml')
  const body = childAt(document, 'w:body')
  if (!document || !body) throw new XmlError('It has no word/document.xml with a body')
  const styleSheet = parts.get('word/styles.xml')
  const styles = new Map<string, XmlElement>()
  if (styleSheet)
    for (const style of elementsIn(styleSheet, 'w:style')) styles.set(style.attributes.get('w:styleId') ?? '', style)
  const stories = [...parts]
    .filter(([name]) => /^word\/(document|header\d*|footer\d*)\.xml$/.test(name))
    .map(([part, root]) => ({ part, root }))
  return {
    path,
    names,
    parts,
    body,
    stories,
    styles,
    defaults: childAt(styleSheet, 'w:docDefaults'),
  }
}

/** The text of a paragraph or anything else in the body; breaks and tabs become spaces. */
export function wordsOf(element: XmlElement): string {
  let words = ''
  for (const part of elementsIn(element, 'w:t', 'w:tab', 'w:br', 'w:p')) {
    if (part.name === 'w:t') words += part.children.join('')
    else words += ' '
  }
  return words.replace(/\s+/g, ' ').trim()
}

export const value = (element: XmlElement | undefined, attribute = 'w:val'): string | undefined =>
  element?.attributes.get(attribute)

/** A switch such as `<w:keepNext/>`: on unless its value says otherwise. */
export const isOn = (element: XmlElement | undefined): boolean =>
  element !== undefined && !['0', 'false', 'off'].includes(value(element) ?? '')

/** The paragraph's style and the styles it is based on, nearest first. */
function styleChain(subject: DocxSubject, paragraph: XmlElement): XmlElement[] {
  const chain: XmlElement[] = []
  let id = value(childAt(paragraph, 'w:pPr', 'w:pStyle'))
  while (id !== undefined && chain.length < 16) {
    const style = subject.styles.get(id)
    if (!style) break
    chain.push(style)
    id = value(childAt(style, 'w:basedOn'))
  }
  return chain
}

/** A paragraph property, from the paragraph or from the nearest style that has it. */
export function paragraphProperty(subject: DocxSubject, paragraph: XmlElement, name: string): XmlElement | undefined {
  for (const holder of [paragraph, ...styleChain(subject, paragraph)]) {
    const found = childAt(holder, 'w:pPr', name)
    if (found) return found
  }
  return undefined
}

/** A run property, from the run, its paragraph's styles or the document's defaults. */
export function runProperty(
  subject: DocxSubject,
  run: XmlElement,
  paragraph: XmlElement,
  name: string,
): XmlElement | undefined {
  const runStyle = value(childAt(run, 'w:rPr', 'w:rStyle'))
  const holders = [
    run,
    ...(runStyle === undefined ? [] : [subject.styles.get(runStyle)]),
    ...styleChain(subject, paragraph),
  ]
  for (const holder of holders) {
    const found = childAt(holder, 'w:rPr', name)
    if (found) return found
  }
  return childAt(subject.defaults, 'w:rPrDefault', 'w:rPr', name)
}

/** 1 to 9 for a heading, otherwise null. Word counts outline levels from 0; 9 means body text. */
export function headingLevel(subject: DocxSubject, paragraph: XmlElement): number | null {
  const level = Number(value(paragraphProperty(subject, paragraph, 'w:outlineLvl')) ?? 9)
  return level < 9 ? level + 1 : null
}

/** Tables of data; a table with a single cell is a box around text. */
export function dataTables(subject: DocxSubject): XmlElement[] {
  return [...elementsIn(subject.body, 'w:tbl')].filter((table) => [...elementsIn(table, 'w:tc')].length > 1)
}

/** A content control that staff fill in. A table of contents is a content control too, but not a field. */
interface ContentControl {
  readonly properties: XmlElement
  readonly title: string
  readonly tag: string
  readonly id: string
  readonly lock: string
}

export function contentControls({ stories }: DocxSubject): ContentControl[] {
  return stories.flatMap(({ root }) =>
    [...elementsIn(root, 'w:sdtPr')]
      .filter((properties) => !childAt(properties, 'w:docPartObj'))
      .map((properties) => ({
        properties,
        title: value(childAt(properties, 'w:alias')) ?? '',
        tag: value(childAt(properties, 'w:tag')) ?? '',
        id: value(childAt(properties, 'w:id')) ?? '',
        lock: value(childAt(properties, 'w:lock')) ?? '',
      })),
  )
}
