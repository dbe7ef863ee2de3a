import { describe, expect, it } from 'vitest'
import { createRequire } from 'node:module'
import { openSync } from 'fontkit'
import { COVERED, firstMissing } from '../../src/fonts/coverage.ts'
import { assertCovered, MissingGlyphError } from '../../src/fonts/open-faces.ts'

const path = createRequire(import.meta.url).resolve
const fonts = ['400Regular/Arimo_400Regular.ttf', '700Bold/Arimo_700Bold.ttf'].map((file) =>
  openSync(path(`@expo-google-fonts/arimo/${file}`)),
)

const inRange = (from: number, to: number) => (codePoint: number) => codePoint >= from && codePoint <= to
/** In the fonts, but not for us: the reasons stand beside the table. */
const leftOut = [
  inRange(0, 0x1f),
  inRange(0x590, 0x5ff),
  inRange(0xfb1d, 0xfb4f),
  inRange(0x202a, 0x202e),
  inRange(0x2066, 0x2069),
  inRange(0xe000, 0xf8ff),
  inRange(0xfff0, 0x10ffff),
]

function asRanges(codePoints: readonly number[]): string {
  const ranges: [number, number][] = []
  for (const codePoint of codePoints) {
    const last = ranges.at(-1)
    if (last !== undefined && last[1] === codePoint - 1) last[1] = codePoint
    else ranges.push([codePoint, codePoint])
  }
  return ranges.map(([a, b]) => (a === b ? a.toString(16) : `${a.toString(16)}-${b.toString(16)}`)).join(' ')
}

describe('the table of characters that can be printed', () => {
  it('is what both font files hold; if not, put the expected line into src/fonts/coverage.ts', () => {
    const [regular] = fonts
    const shown = (regular?.characterSet ?? [])
      .filter((codePoint) => fonts.every((font) => font.glyphForCodePoint(codePoint).id !== 0))
      .filter((codePoint) => !leftOut.some((range) => range(codePoint)))
      .sort((a, b) => a - b)
    expect(COVERED).toBe(asRanges(shown))
  })
})

describe('firstMissing', () => {
  it.each([
    "Siân Ŵyn-O'Brien & Łukasz <test>",
    'Ysbyty Gwynedd ŵ ŷ Ŷ, Κύπρος, Київ, İstanbul, ọ̀rẹ́, Þórður, Škoda',
    '“quotes” – dashes — and … £20 €5 ½ ° × •',
    'white space:\t \u00a0\u2009\u202f of many kinds',
  ])('finds nothing in %s', (text) => {
    expect(firstMissing(text)).toBeNull()
  })

  it.each([
    ['Sunny 😀 Surgery', '😀', 6],
    ['☐ not a letter', '☐', 0],
    ['done ✓', '✓', 5],
    ['東京', '東', 0],
    ['שלום', 'ש', 0],
    ['spoilt \ufffd', '\ufffd', 7],
  ])('finds the character in %s', (text, character, index) => {
    expect(firstMissing(text)).toEqual({ character, index })
  })
})

describe('MissingGlyphError', () => {
  it('names the character and the words around it', () => {
    const text = 'The practice is called Sunny 😀 Surgery and has three branches'
    expect(() => assertCovered(text)).toThrow(MissingGlyphError)
    expect(() => assertCovered(text)).toThrow(/😀 \(U\+1F600\).*practice is called Sunny 😀 Surgery/)
  })
})
