/**
 * The content controls that staff fill in. A table of contents is one too, but nothing to fill in.
 *
 * @module
 */
import { childAt, elementsIn } from '../xml/find-elements.ts'
import type { XmlElement } from '../xml/parse-xml.ts'
import type { DocxSubject } from './docx-subject.ts'
import { value } from './word-text.ts'

export interface ContentControl {
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
