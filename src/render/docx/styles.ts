/**
 * Word styles from a theme. Staff who edit a pack change its appearance here, in one place, as in any Word document.
 *
 * @module
 */
import { LineRuleType, type IParagraphStyleOptions, type IStylesOptions } from 'docx'
import type { Theme } from '../../document/theme.ts'
import { halfPoints, hex, twips } from './ooxml.ts'

// Arial is the NHS identity's font for documents that are edited in Word.
export const fontName = 'Arial'
const codeFont = 'Courier New'

// Word multiplies the font's own line height, which is 1.15 times the size in Arial.
const lines = (height: number) => ({ line: Math.round((height / 1.15) * 240), lineRule: LineRuleType.AUTO })

type Runs = NonNullable<IParagraphStyleOptions['run']>
type Paragraphs = NonNullable<IParagraphStyleOptions['paragraph']>

/** Sizes of the addresses of a letter, in points. */
export interface AddressSizes {
  readonly recipientPt: number
  readonly senderPt: number
}

/**
 * @param addresses null for anything but a letter; a letter's headings are smaller too
 * @param font the font that the printer of a letter requires
 */
export function stylesFor(
  theme: Theme,
  language: string,
  addresses: AddressSizes | null,
  font: string = fontName,
): IStylesOptions {
  const { bodyPt, smallPt, leadPt, colours, paragraphGapPt: gap } = theme
  const [h1, h2, h3, h4] = addresses
    ? [theme.headingPt[1], theme.headingPt[2], theme.headingPt[3], theme.headingPt[3]]
    : theme.headingPt
  const type = (pt: number, more: Runs = {}): Runs => ({ font, size: halfPoints(pt), ...more })
  const heading = (level: number, pt: number, before: number) => ({
    run: type(pt, { bold: true, italics: false, color: hex(colours.text) }),
    paragraph: {
      keepNext: true,
      keepLines: true,
      outlineLevel: level,
      spacing: { before: twips(before), after: twips(gap * 0.6), ...lines(theme.headingLineHeight) },
    },
  })
  const style = (id: string, name: string, run: Runs, paragraph: Paragraphs, basedOn = 'Normal') => ({
    id,
    name,
    basedOn,
    next: basedOn === 'Normal' ? id : basedOn,
    quickFormat: true,
    run,
    paragraph,
  })
  const tight = { before: 0, after: 0, ...lines(theme.lineHeight) }
  return {
    default: {
      document: {
        run: { ...type(bodyPt, { color: hex(colours.text) }), language: { value: language, eastAsia: language } },
        paragraph: { spacing: { after: twips(gap), ...lines(theme.lineHeight) } },
      },
      heading1: heading(0, h1, 0),
      heading2: heading(1, h2, theme.aboveHeadingPt[1]),
      heading3: heading(2, h3, theme.aboveHeadingPt[2]),
      heading4: heading(3, h4, theme.aboveHeadingPt[3]),
      listParagraph: { paragraph: { spacing: { after: twips(gap * 0.5) } } },
      hyperlink: { run: { color: hex(colours.accent), underline: { type: 'single' } } },
    },
    paragraphStyles: [
      style('Lead', 'Lead paragraph', type(leadPt), { spacing: { after: twips(gap * 1.4) } }),
      style('SmallText', 'Small text', type(smallPt, { color: hex(colours.quiet) }), {}),
      style('CalloutTitle', 'Callout title', {}, { keepNext: true, spacing: { after: twips(gap * 0.4) } }),
      style('TableText', 'Table text', {}, { spacing: tight }),
      style('TableTextOnDark', 'Table text on dark', { color: hex(colours.onBand) }, {}, 'TableText'),
      style('TableHeading', 'Table heading', { bold: true }, { keepNext: true }, 'TableText'),
      style(
        'TableCaption',
        'Table caption',
        { bold: true },
        {
          keepNext: true,
          spacing: { after: twips(gap * 0.6) },
        },
      ),
      style('Between', 'Between tables and boxes', type(4), { spacing: { before: 0, after: 0, ...lines(1.15) } }),
      style('Fact', 'Fact', {}, { keepLines: true, spacing: tight }),
      style('CoverEyebrow', 'Cover line above title', { bold: true, color: hex(colours.onBand) }, { spacing: tight }),
      style('CoverLine', 'Cover line', {}, { spacing: { before: 0, after: twips(gap * 0.4) } }),
      style('RecipientAddress', 'Recipient address', type(addresses?.recipientPt ?? bodyPt), {
        spacing: { before: 0, after: 0, ...lines(1.15) },
      }),
      style('SenderAddress', 'Sender address', type(addresses?.senderPt ?? bodyPt), {
        spacing: { before: 0, after: 0, ...lines(1.15) },
      }),
      style('Header', 'header', type(smallPt, { color: hex(colours.quiet) }), {
        spacing: { after: 0, ...lines(1.15) },
      }),
      style('Footer', 'footer', type(bodyPt, { color: hex(colours.quiet) }), { spacing: { after: 0, ...lines(1.15) } }),
    ],
    characterStyles: [
      // UKAAF G003: no italics in clear print, so emphasis is bold.
      { id: 'Emphasis', name: 'Emphasis', basedOn: 'DefaultParagraphFont', run: { bold: true } },
      { id: 'Quiet', name: 'Quiet', basedOn: 'DefaultParagraphFont', run: { color: hex(colours.quiet) } },
      { id: 'Code', name: 'Code', basedOn: 'DefaultParagraphFont', run: { font: codeFont } },
      {
        id: 'PlaceholderText',
        name: 'Placeholder Text',
        basedOn: 'DefaultParagraphFont',
        run: { color: hex(colours.quiet) },
      },
    ],
  }
}
