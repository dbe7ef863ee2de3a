/**
 * Rules for PDFs about text: its size, colour, font and position. Every exported object is a rule; nothing else is
 * exported here.
 *
 * @module
 */
import { contrast, type Rgb, toHex } from '../../document/theme.ts'
import { BODY_PT, excerpt, isLargePrint, type InspectionRule } from '../inspection-rule.ts'
import type { ContentEvent, PaintEvent, TextEvent } from './content-events.ts'
import { type Box, overlap, toMm } from './geometry.ts'
import { bodySize, keyOf, onPage, visibleItems, wordsNear } from './lookups.ts'
import type { PdfSubject, TextItem } from './pdf-subject.ts'
import type { PdfFile } from './pdf-reader.ts'
import { nameOf, type PdfDict } from './pdf-tokens.ts'

export const bodyTooSmall: InspectionRule<PdfSubject> = {
  id: 'body-too-small',
  *check(subject) {
    const expected = isLargePrint(subject.path) ? BODY_PT.largePrint : BODY_PT.standard
    const size = bodySize(subject)
    if (size !== 0 && size < expected)
      yield { message: `Most of the text is ${size} pt, expected ${expected} pt or more` }
  },
}

/** Source lines and page headers, in points; the body is measured by `body-too-small`. */
const SMALLEST = { standard: 10, largePrint: 13.5 }
/** NHS Notify sets addresses in 8 pt so that seven lines fit the window. */
const SMALLEST_ADDRESS = 8

export const textTooSmall: InspectionRule<PdfSubject> = {
  id: 'text-too-small',
  *check(subject) {
    const smallest = isLargePrint(subject.path) ? SMALLEST.largePrint : SMALLEST.standard
    for (const item of visibleItems(subject)) {
      const least = isInAddressWindow(subject, item) ? SMALLEST_ADDRESS : smallest
      if (item.sizePt < least - 0.05)
        yield {
          message: `“${excerpt(item.text)}” is ${round(item.sizePt)} pt, expected ${least} pt or more`,
          where: onPage(item.page),
        }
    }
  },
}

const round = (size: number): number => Math.round(size * 10) / 10

/** The window of a C5 envelope: the address zones of both Notify services (mm from the top left). */
function isInAddressWindow({ pages }: PdfSubject, { page, box }: TextItem): boolean {
  const top = toMm((pages[0]?.heightPt ?? 0) - box.top)
  return page === 1 && toMm(box.left) > 20 && toMm(box.right) < 120 && top > 39 && top < 78
}

/** WCAG 2.2, 1.4.3: contrast of text; 3 is enough for large text, from 18 pt. */
const NEEDED = { text: 4.5, largeText: 3, largeFromPt: 18 }
const WHITE: Rgb = [1, 1, 1]

export const contrastLow: InspectionRule<PdfSubject> = {
  id: 'contrast-low',
  *check(subject) {
    const told = new Set<string>()
    for (const { number } of subject.pages) {
      const painted: PaintEvent[] = []
      for (const event of subject.events) {
        if (event.page !== number) continue
        if (event.kind === 'paint' && event.filled) painted.push(event)
        if (event.kind !== 'text' || !event.visible || event.fill === null || isWatermark(event)) continue
        // A space that only fills an empty cell has no visible colour.
        const words = wordsNear(subject, event)
        if (keyOf(event) !== null && words === '') continue
        const under = painted.findLast((shape) => covers(shape, event))
        const background = under ? under.fill : WHITE
        if (background === null) continue
        const ratio = contrast(event.fill, background)
        const needed = event.sizePt >= NEEDED.largeFromPt ? NEEDED.largeText : NEEDED.text
        const colours = `${toHex(event.fill)} on ${toHex(background)}`
        if (ratio >= needed || told.has(colours)) continue
        told.add(colours)
        yield {
          message: `“${excerpt(words)}” is ${colours}: ${ratio.toFixed(1)} to 1, expected ${needed}`,
          where: onPage(number),
        }
      }
    }
  },
}

/** Deliberately pale: a word across the page that the header repeats. */
const isWatermark = (event: TextEvent): boolean =>
  event.marks.some((mark) => mark.artifact === 'Watermark' || (mark.artifact !== null && event.sizePt > 40))

function covers({ box }: PaintEvent, { at: [x, y], sizePt }: TextEvent): boolean {
  const middle = y + sizePt * 0.3
  return x + 0.5 >= box.left && x < box.right && middle > box.bottom && middle < box.top
}

export const fontNotEmbedded: InspectionRule<PdfSubject> = {
  id: 'font-not-embedded',
  *check({ file, events }) {
    const fonts = new Set(events.flatMap((event) => (event.kind === 'text' && event.visible ? [event.font] : [])))
    for (const font of fonts)
      if (!isEmbedded(file, font))
        yield { message: `Font \`${nameOf(file.entry(font, 'BaseFont')) ?? 'without a name'}\` is not in the file` }
  },
}

function isEmbedded(file: PdfFile, font: PdfDict): boolean {
  if (nameOf(file.entry(font, 'Subtype')) === 'Type3') return true
  const [descendant] = file.list(file.entry(font, 'DescendantFonts'))
  const descriptor = file.dict(file.entry(descendant ?? font, 'FontDescriptor'))
  return ['FontFile', 'FontFile2', 'FontFile3'].some((key) => descriptor.entries.has(key))
}

export const characterWithoutGlyph: InspectionRule<PdfSubject> = {
  id: 'character-without-glyph',
  *check(subject) {
    const { file } = subject
    for (const event of subject.events) {
      if (event.kind !== 'text' || nameOf(file.entry(event.font, 'Encoding')) !== 'Identity-H') continue
      // Two bytes per character; 0 is the font's box for “no such character”.
      for (let index = 0; index + 1 < event.codes.length; index += 2)
        if (event.codes.charCodeAt(index) === 0 && event.codes.charCodeAt(index + 1) === 0) {
          yield {
            message: `A character has no glyph near “${excerpt(wordsNear(subject, event))}”`,
            where: onPage(event.page),
          }
          break
        }
    }
  },
}

export const textWithoutUnicode: InspectionRule<PdfSubject> = {
  id: 'text-without-unicode',
  *check({ file, events }) {
    const fonts = new Set(events.flatMap((event) => (event.kind === 'text' ? [event.font] : [])))
    for (const font of fonts)
      if (nameOf(file.entry(font, 'Subtype')) === 'Type0' && !font.entries.has('ToUnicode'))
        yield {
          message: `Font \`${nameOf(file.entry(font, 'BaseFont')) ?? ''}\` does not say which letters its shapes are`,
        }
  },
}

/** Share of the text that may be covered: thin lines and the edges of frames overlap a little. */
const COVERED_TOLERANCE = 0.1
/** Distance in points that the positions in the file and in pdf.js may differ. */
const SAME_PLACE = 0.5

export const textCovered: InspectionRule<PdfSubject> = {
  id: 'text-covered',
  *check(subject) {
    const items = visibleItems(subject).filter((item) => !item.turned)
    for (const { number } of subject.pages) {
      const events = subject.events.filter((event) => event.page === number)
      if (!events.some(isCover)) continue
      for (const { box, text } of items.filter((item) => item.page === number)) {
        // Only what is painted after the text can cover it.
        const shown = events.findLastIndex((event) => event.kind === 'text' && isAt(event.at, box))
        const covered =
          shown !== -1 &&
          events.slice(shown).some((event) => isCover(event) && overlap(box, event.box) > COVERED_TOLERANCE)
        if (covered) yield { message: `“${excerpt(text)}” is covered by a drawing`, where: onPage(number) }
      }
    }
  },
}

const isAt = ([x, y]: readonly [number, number], box: Box): boolean =>
  Math.abs(x - box.left) < SAME_PLACE && Math.abs(y - box.bottom) < SAME_PLACE

const isCover = (event: ContentEvent): event is Exclude<ContentEvent, { kind: 'text' }> =>
  event.kind === 'image' || (event.kind === 'paint' && event.filled)

/** Share of the smaller text that may be covered: accents and italics extend a little outside their boxes. */
const OVERLAP_TOLERANCE = 0.15

export const textOverText: InspectionRule<PdfSubject> = {
  id: 'text-over-text',
  *check(subject) {
    const items = visibleItems(subject).filter((item) => !item.turned)
    for (const { number } of subject.pages) {
      const here = items.filter((item) => item.page === number)
      for (const [index, one] of here.entries())
        for (const two of here.slice(index + 1))
          if (Math.max(overlap(one.box, two.box), overlap(two.box, one.box)) > OVERLAP_TOLERANCE)
            yield {
              message: `“${excerpt(one.text, 30)}” and “${excerpt(two.text, 30)}” are printed over each other`,
              where: onPage(number),
            }
    }
  },
}

/**
 * In mm. 15 at the sides, where mailers print their marks (GOV.UK and NHS Notify); 5 at the ends, which office printers
 * cannot reach.
 */
const SIDES = 15
const ENDS = 5
const MARGIN_TOLERANCE = 0.3

export const textInMargin: InspectionRule<PdfSubject> = {
  id: 'text-in-margin',
  *check(subject) {
    for (const item of visibleItems(subject)) {
      const page = subject.pages[item.page - 1]
      if (!page || item.turned) continue
      const spare = {
        left: toMm(item.box.left) - SIDES,
        right: toMm(page.widthPt - item.box.right) - SIDES,
        top: toMm(page.heightPt - item.box.top) - ENDS,
        bottom: toMm(item.box.bottom) - ENDS,
      }
      for (const [side, mm] of Object.entries(spare))
        if (mm < -MARGIN_TOLERANCE)
          yield {
            message: `“${excerpt(item.text)}” is ${(-mm).toFixed(1)} mm too near the ${side} edge`,
            where: onPage(item.page),
          }
    }
  },
}
