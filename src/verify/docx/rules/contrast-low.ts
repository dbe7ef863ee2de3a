import { contrast, toHex, type Rgb } from '../../contrast.ts'
import { excerpt, type Rule } from '../../rule.ts'
import { ancestor, childAt, elementsIn } from '../../xml/find-elements.ts'
import type { XmlElement } from '../../xml/parse-xml.ts'
import type { DocxSubject } from '../docx-subject.ts'
import { paragraphProperty, runProperty, value, wordsOf } from '../word-text.ts'

/** WCAG 2.2, 1.4.3; large text from 18 pt may have 3. */
const NEEDED = { text: 4.5, largeText: 3, largeFromPt: 18 }

export const contrastLow: Rule<DocxSubject> = {
  id: 'contrast-low',
  why: 'Pale words vanish for people with low vision, on bad printers and in bright rooms.',
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

/** Shading of the run, its paragraph or its cell, the nearest first; paper is white. */
function groundOf(subject: DocxSubject, run: XmlElement, paragraph: XmlElement): Rgb {
  const cell = ancestor(run, 'w:tc')
  const shades = [
    childAt(run, 'w:rPr', 'w:shd'),
    paragraphProperty(subject, paragraph, 'w:shd'),
    cell ? childAt(cell, 'w:tcPr', 'w:shd') : undefined,
  ]
  return shades.map((shade) => rgb(value(shade, 'w:fill'))).find((colour) => colour !== null) ?? [1, 1, 1]
}

/** `auto` and names count as none. */
function rgb(hex: string | undefined): Rgb | null {
  if (hex === undefined || !/^[0-9a-f]{6}$/i.test(hex)) return null
  const channel = (start: number): number => Number.parseInt(hex.slice(start, start + 2), 16) / 255
  return [channel(0), channel(2), channel(4)]
}
