import { describe, expect, it } from 'vitest'
import { contrast, forLetters, readableOn, sizesOf, themeFor } from '../../src/document/theme.ts'

describe('contrast', () => {
  it('is what WCAG computes', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
    expect(contrast('#005eb8', '#ffffff')).toBeCloseTo(6.38, 2)
    expect(contrast('#ffffff', '#ffb81c')).toBeCloseTo(1.73, 2)
  })

  it.each(['#ffb81c', '#41b6e6', '#ffffff', '#00ff00'])('makes %s dark enough for white words', (colour) => {
    expect(contrast(readableOn('#ffffff', colour), '#ffffff')).toBeGreaterThanOrEqual(4.5)
  })

  it('leaves a colour alone that is dark enough', () => {
    expect(readableOn('#e8edee', '#005EB8')).toBe('#005eb8')
  })
})

describe.each([12, 16, 18])('the theme at %i pt', (pt) => {
  it.each(['#005eb8', '#ffb81c'])('can be read with the colour %s', (colour) => {
    const { colours } = themeFor(pt, colour)
    const pairs: readonly (readonly [string, string])[] = [
      [colours.text, '#ffffff'],
      [colours.quiet, '#ffffff'],
      [colours.accent, '#ffffff'],
      [colours.onBand, colours.band],
      [colours.text, colours.tableHeader],
      [colours.text, colours.shadeLight],
      [colours.onBand, colours.shadeDark],
      [colours.text, colours.calloutFill],
      [colours.quiet, colours.calloutFill],
      [colours.accent, colours.calloutFill],
      [colours.accent, colours.tableHeader],
      [colours.text, colours.watermark],
    ]
    for (const [words, ground] of pairs)
      expect(contrast(words, ground), `${words} on ${ground}`).toBeGreaterThanOrEqual(4.5)
    for (const rule of [colours.line, ...Object.values(colours.callout)])
      expect(contrast(rule, '#ffffff'), `rule ${rule}`).toBeGreaterThanOrEqual(3)
  })

  it('has few sizes and one unit for all spaces', () => {
    const theme = themeFor(pt)
    expect(sizesOf(theme).length).toBeLessThanOrEqual(6)
    const { unitPt, paragraphGapPt, aboveHeadingPt, belowHeadingPt, rowPaddingPt } = theme
    for (const space of [paragraphGapPt, rowPaddingPt, ...aboveHeadingPt, ...belowHeadingPt])
      expect((space / unitPt) % 1, `${space} pt`).toBe(0)
    expect(forLetters(theme)).toBe(forLetters(theme))
  })

  it('sets nothing smaller than the body', () => {
    const { bodyPt, smallPt, leadPt, headingPt } = themeFor(pt)
    expect(Math.min(smallPt, leadPt, ...headingPt)).toBeGreaterThanOrEqual(bodyPt)
  })
})
