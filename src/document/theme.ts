/**
 * How big and what colour: sizes in points, colours as `#rrggbb`. One theme per body size; large print is a theme, not
 * an enlargement (UKAAF G003: clear print 12 pt or more, large print 16 pt or more).
 *
 * Colours are those of the NHS identity that reach 4.5:1 on white; each callout also says its kind in words.
 *
 * @module
 */
import { readableOn } from './contrast.ts'
import type { CalloutKind } from './document.ts'

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
  readonly paragraphGapPt: number
  /** Space inside bands, panels and table rows, as a multiple of the usual. Less where all must stand on one page. */
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

/** UKAAF G003: large print 16 pt or more, better 18. */
export const LARGE_PRINTS = [16, 18] as const
export type LargePrint = (typeof LARGE_PRINTS)[number]

/** The darkest ground that dark words and links stand on. */
const PALE = '#e8edee'

/**
 * @param bodyPt 12 standard, 16 or 18 large print
 * @param colour `#rrggbb` of the practice or partner; made darker where words in it, or white words on it, could not be read
 */
export function themeFor(bodyPt: number, colour = '#005eb8', air = 1): Theme {
  const accent = readableOn(PALE, colour)
  const scale = bodyPt / 12
  const pt = (size: number): number => Math.round(size * scale * 2) / 2
  // Headings grow slower than body text: at 18 pt a 1.5 times title would fill a line with one word.
  const headingScale = Math.sqrt(scale)
  const heading = (size: number): number => Math.max(bodyPt, Math.round(size * headingScale * 2) / 2)
  return {
    bodyPt,
    smallPt: bodyPt,
    leadPt: pt(13.5),
    headingPt: [heading(26), heading(18), heading(14.5), heading(12.5)],
    lineHeight: 1.35,
    paragraphGapPt: pt(8 * air),
    air,
    // Large print needs the width; 15 mm is what every office printer can reach.
    marginsMm: { left: bodyPt < 16 ? 18 : 15, right: bodyPt < 16 ? 18 : 15, top: 22, bottom: 20 },
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
