/**
 * Sizes in points and colours as `#rrggbb`, the scale of a timeline, and the size of a logo. One theme per body size;
 * large print is a theme, not an enlargement (UKAAF G003: clear print 12 pt or more, large print 16 pt or more).
 *
 * Colours are those of the NHS identity that reach 4.5:1 on white; each callout also says its kind in words.
 *
 * @module
 */
import { dayNumber, type IsoDay } from '../base/day.ts'
import type { CalloutKind, Document, Picture, Timeline } from './document.ts'

/** Red, green and blue from 0 to 1. */
export type Rgb = readonly [number, number, number]

/** @param colour `#rrggbb` */
export function rgbOf(colour: string): Rgb {
  const channel = (at: number): number => parseInt(colour.slice(at, at + 2), 16) / 255
  return [channel(1), channel(3), channel(5)]
}

/** `#rrggbb` */
export const toHex = (colour: Rgb): string =>
  `#${colour
    .map((channel) =>
      Math.round(channel * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`

const linear = (channel: number): number => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4)

const luminance = ([red, green, blue]: Rgb): number =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)

/** Contrast by WCAG 2.2, from 1 (the same) to 21 (black on white). Colours are `#rrggbb`, or channels from 0 to 1. */
export function contrast(one: Rgb | string, other: Rgb | string): number {
  const [a, b] = [one, other].map((colour) => luminance(typeof colour === 'string' ? rgbOf(colour) : colour)) as [
    number,
    number,
  ]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

/** The colour itself, or as much darker as it takes to be read on `ground`: 4.5 to 1. Both `#rrggbb`. */
export function readableOn(ground: string, colour: string): string {
  let darker = colour.toLowerCase()
  while (contrast(darker, ground) < 4.5)
    darker = `#${rgbOf(darker)
      .map((channel) =>
        Math.floor(channel * 255 * 0.95)
          .toString(16)
          .padStart(2, '0'),
      )
      .join('')}`
  return darker
}

/**
 * The page is a grid: a line of text is five units high, and every space is a whole number of units. Sizes of type are
 * {@link sizesOf}, of which there are at most six.
 */
export interface Theme {
  /** Size of body text; page numbers have it too. */
  readonly bodyPt: number
  /** Source lines: as large as the body, only quieter. Nothing printed is below the size the reader asked for. */
  readonly smallPt: number
  readonly leadPt: number
  /** Levels 1 to 4. */
  readonly headingPt: readonly [number, number, number, number]
  /** Height of a line as a multiple of its size. */
  readonly lineHeight: number
  /** Height of a line of headings, which seldom wrap. */
  readonly headingLineHeight: number
  /** The unit of all spaces: 3 pt at 12 pt. */
  readonly unitPt: number
  readonly paragraphGapPt: number
  /** Space above headings of levels 1 to 4. */
  readonly aboveHeadingPt: readonly [number, number, number, number]
  /** Space below headings of levels 1 to 4. */
  readonly belowHeadingPt: readonly [number, number, number, number]
  /** Left and right of the words of a table's cell. */
  readonly cellSidePt: number
  /** Above and below the words of a table's row. */
  readonly rowPaddingPt: number
  /** Space inside bands, panels and table rows, as a multiple of the usual. Less where everything must fit on one page. */
  readonly air: number
  readonly marginsMm: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }
  readonly tickBoxPt: number
  readonly colours: {
    readonly text: string
    readonly quiet: string
    readonly accent: string
    readonly line: string
    readonly band: string
    readonly onBand: string
    readonly tableHeader: string
    readonly shadeLight: string
    readonly shadeDark: string
    /** Behind a callout's words. */
    readonly calloutFill: string
    /** The rule beside a callout. */
    readonly callout: Readonly<Record<CalloutKind, string>>
    /** Pale enough to read through. */
    readonly watermark: string
  }
}

/** The darkest background that dark words and links are set on. */
const PALE = '#e8edee'

/** Print of this size or larger is large print. */
const LARGE_PT = 16

/**
 * @param bodyPt 12 standard, 16 or 18 large print
 * @param colour `#rrggbb` of the practice or partner; made darker where words in it, or white words on it, could not be read
 * @param air 1, or less where everything must fit on one page: then spaces shrink before the type does
 */
export function themeFor(bodyPt: number, colour = '#005eb8', air = 1): Theme {
  const accent = readableOn(PALE, colour)
  const scale = bodyPt / 12
  const pt = (size: number): number => Math.round(size * scale * 2) / 2
  // Headings grow slower than body text: at 18 pt a title twice its size would fill a line with one word.
  const headingScale = Math.sqrt(scale)
  const heading = (size: number): number => Math.max(bodyPt, Math.round(size * headingScale * 2) / 2)
  const [title, section, part] = [heading(24), heading(18), heading(14)]
  const unit = bodyPt / 4
  const units = (count: number): number => Math.round(count * unit * air * 2) / 2
  return {
    bodyPt,
    smallPt: bodyPt,
    leadPt: part,
    headingPt: [title, section, part, bodyPt],
    lineHeight: bodyPt < LARGE_PT ? 1.25 : 1.3,
    headingLineHeight: 1.2,
    unitPt: unit,
    paragraphGapPt: units(2),
    aboveHeadingPt: [units(6), units(6), units(4), units(3)],
    belowHeadingPt: [units(2), units(2), units(1), units(1)],
    cellSidePt: unit * 1.5,
    rowPaddingPt: unit * air,
    air,
    // What every office printer can reach, with room for holes and a thumb.
    marginsMm: { left: 15, right: 15, top: 14, bottom: 14 },
    tickBoxPt: pt(12),
    colours: {
      text: '#212b32',
      quiet: '#4c6272',
      accent,
      line: '#768692',
      band: accent,
      onBand: '#ffffff',
      tableHeader: PALE,
      shadeLight: PALE,
      shadeDark: '#4c6272',
      calloutFill: '#f0f4f5',
      watermark: '#e4e8ea',
      callout: {
        lesson: '#005eb8',
        recommendation: '#007f3b',
        note: '#4c6272',
        warning: '#d5281b',
        limit: '#212b32',
        unfinished: '#d5281b',
      },
    },
  }
}

/** The sizes of type of a theme, smallest first. */
export const sizesOf = ({ bodyPt, smallPt, leadPt, headingPt }: Theme): readonly number[] =>
  [...new Set([bodyPt, smallPt, leadPt, ...headingPt])].sort((one, other) => one - other)

/**
 * Sizes of an address that is too large for its zone, largest first. Royal Mail: 10 to 12 pt; NHS Notify prints at 8 pt.
 */
export const ADDRESS_PT = { recipient: [9.5, 9, 8.5, 8], sender: [16, 14, 12, 10, 8] } as const

/** Names of the zones of a proof, which nobody is sent. */
export const ZONE_NAME_PT = 6

/** Between “Yours sincerely” and the name, for a pen. */
export const SIGNATURE_ROOM_MM = 12

/** The theme of a run in the document's own size and spacing, where it has any. */
export const sizedFor = ({ bodyPt, air }: Pick<Document, 'bodyPt' | 'air'>, theme: Theme): Theme =>
  bodyPt === undefined && air === undefined
    ? theme
    : themeFor(bodyPt ?? theme.bodyPt, theme.colours.accent, air ?? theme.air)

/** Lines of a letter are read one after the other, not scanned: they are further apart than those of a list of tasks. */
const letters = new WeakMap<Theme, Theme>()

/** @returns the theme of letters; the same one each time, because layouts are remembered by it */
export function forLetters(theme: Theme): Theme {
  const known = letters.get(theme) ?? { ...theme, lineHeight: 1.3, paragraphGapPt: theme.bodyPt / 2 }
  letters.set(theme, known)
  return known
}

/** Rows are scanned, and a rule divides them: their lines are closer together. */
const rows = new WeakMap<Theme, Theme>()

/** @returns the theme of the rows of tables and facts; the same one each time */
export function forRows(theme: Theme): Theme {
  const { lineHeight, rowPaddingPt } = theme
  const known = rows.get(theme) ?? { ...theme, lineHeight: lineHeight - 0.05, rowPaddingPt: rowPaddingPt / 2 }
  rows.set(theme, known)
  return known
}

/** Each page has a title; a document has one, so those of the other pages are sections. */
export function forPosters(theme: Theme): Theme {
  const [title, , part, body] = theme.headingPt
  return { ...theme, headingPt: [title, title, part, body] }
}

/** Positions on a timeline, from 0 (start of its first day) to 1 (end of its last). */
export interface TimelineScale {
  start(date: IsoDay): number
  end(date: IsoDay): number
  middle(date: IsoDay): number
}

/** Days outside the scale are placed at its edge. */
export function timelineScale({ periods, to }: Pick<Timeline, 'periods' | 'to'>): TimelineScale {
  const first = dayNumber(periods[0]?.from ?? to)
  const days = Math.max(1, dayNumber(to) + 1 - first)
  const at = (day: number): number => Math.min(1, Math.max(0, (day - first) / days))
  return {
    start: (date) => at(dayNumber(date)),
    end: (date) => at(dayNumber(date) + 1),
    middle: (date) => at(dayNumber(date) + 0.5),
  }
}

/** Limits in lines of body text, so that a logo grows with large print. */
const HIGHEST = 3.6
const WIDEST = 15

/** @returns the size of a logo on a cover, in points: as large as fits the limits, in its own proportions */
export function sizeOfLogo(
  { widthPx, heightPx }: Picture,
  { bodyPt, air }: Pick<Theme, 'bodyPt' | 'air'>,
): { readonly width: number; readonly height: number } {
  const scale = Math.min((WIDEST * bodyPt) / widthPx, (HIGHEST * bodyPt * Math.max(air, 0.6)) / heightPx)
  return { width: widthPx * scale, height: heightPx * scale }
}
