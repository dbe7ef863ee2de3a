/**
 * The package around the body: styles, numbering, settings, relations, header and footer, made by the docx library. All
 * documents of one look and one kind of page share it, so it is made once.
 *
 * @module
 */
import {
  Document,
  Footer,
  Header,
  LevelFormat,
  Packer,
  Paragraph,
  TabStopType,
  TextRun,
  type ILevelsOptions,
} from 'docx'
import { TextWatermark } from 'docx/watermarks'
import { strFromU8, unzipSync } from 'fflate'
import type { Theme } from '../../document/theme.ts'
import type { PageSetup } from './page-setup.ts'
import { listStepTwips } from './paragraph.ts'
import { fontName, stylesFor, type AddressSizes } from './styles.ts'
import { a4Mm, hex, ptOfMm, twipsOfMm } from './units.ts'

/** Where the parts of one document go. Private-use characters cannot stand in styles or settings by chance. */
export const places = {
  body: '\ue000body\ue000',
  header: '\ue000header\ue000',
  firstHeader: '\ue000first\ue000',
  footer: '\ue000footer\ue000',
} as const

export interface Skeleton {
  /** Path in the package to its XML. */
  readonly parts: ReadonlyMap<string, string>
  readonly abstractNumbering: { readonly bullets: number; readonly numbers: number }
  /** Ids from here on are free for a document's own lists. */
  readonly firstFreeNumber: number
}

export interface SkeletonOptions {
  readonly theme: Theme
  readonly page: PageSetup['page']
  readonly language: string
  readonly addresses: AddressSizes | null
  readonly watermark: string | null
  /** Where the text of a letter's first page begins, which has no header; null for what is no letter. */
  readonly letterFromMm: number | null
  readonly font: string | null
}

const made = new Map<string, Promise<Skeleton>>()

export function skeletonFor(options: SkeletonOptions): Promise<Skeleton> {
  const key = JSON.stringify(options)
  const known = made.get(key)
  if (known) return known
  const skeleton = makeSkeleton(options)
  // A run has a handful of looks; a program that makes more starts over instead of growing.
  if (made.size >= 32) made.clear()
  made.set(key, skeleton)
  return skeleton
}

async function makeSkeleton({
  theme,
  page,
  language,
  addresses,
  watermark,
  letterFromMm,
  font,
}: SkeletonOptions): Promise<Skeleton> {
  const stroke = (): TextWatermark[] =>
    watermark === null
      ? []
      : [new TextWatermark({ text: watermark, font: fontName, color: hex(theme.colours.watermark), opacity: 1 })]
  const letter = letterFromMm !== null
  const rightTab = { type: TabStopType.RIGHT, position: twipsOfMm(a4Mm.width - page.leftMm - page.rightMm) }
  const header = (place: string): Header =>
    new Header({
      children: [new Paragraph({ style: 'Header', tabStops: [rightTab], children: [new TextRun(place), ...stroke()] })],
    })
  const footer = (): Footer =>
    new Footer({ children: [new Paragraph({ style: 'Footer', children: [new TextRun(places.footer)] })] })
  const file = new Document({
    styles: stylesFor(theme, language, addresses, font ?? fontName),
    numbering: {
      config: [
        { reference: 'bullets', levels: levels(bulletTexts, theme) },
        { reference: 'numbers', levels: levels(numberTexts, theme) },
      ],
    },
    sections: [
      {
        properties: {
          titlePage: letter,
          page: {
            size: { width: twipsOfMm(a4Mm.width), height: twipsOfMm(a4Mm.height) },
            margin: {
              left: twipsOfMm(page.leftMm),
              right: twipsOfMm(page.rightMm),
              top: twipsOfMm(page.topMm),
              bottom: twipsOfMm(page.bottomMm),
              header: twipsOfMm(page.headerMm),
              footer: twipsOfMm(page.footerMm),
            },
          },
        },
        headers: {
          default: header(places.header),
          ...(letter ? { first: header(places.firstHeader) } : {}),
        },
        footers: { default: footer(), ...(letter ? { first: footer() } : {}) },
        children: [new Paragraph(places.body)],
      },
    ],
  })
  file.Numbering.createConcreteNumberingInstance('bullets', 0)
  file.Numbering.createConcreteNumberingInstance('numbers', 0)
  const packed = unzipSync(await Packer.toBuffer(file))
  const parts = new Map(
    Object.entries(packed).map(([path, bytes]) => {
      const xml = settled(strFromU8(bytes))
      const first = letterFromMm !== null && xml.includes(places.firstHeader)
      return [path, first ? lowered(xml, letterFromMm, page.bottomMm) : xml]
    }),
  )
  return { parts, ...numberingOf(parts.get('word/numbering.xml') ?? '') }
}

/** A letter's watermark stands in the text of page one: the address and its neighbours stay white. */
function lowered(xml: string, fromMm: number, bottomMm: number): string {
  const toMm = a4Mm.height - bottomMm
  return xml
    .replace(/width:([\d.]+)pt;height:([\d.]+)pt/, (_, width: string, height: string) => {
      // Turned by 45 degrees it is (width + height) / √2 high.
      const turned = (Number(width) + Number(height)) * Math.SQRT1_2
      const scale = Math.min(1, (ptOfMm(toMm - fromMm) / turned) * 0.95)
      return `width:${(Number(width) * scale).toFixed(2)}pt;height:${(Number(height) * scale).toFixed(2)}pt`
    })
    .replace(/margin-top:0;(width:[\d.]+pt;height:([\d.]+)pt)/, (_, size: string, height: string) => {
      const middle = ptOfMm((fromMm + toMm) / 2)
      return `margin-top:${(middle - Number(height) / 2).toFixed(2)}pt;${size}`
    })
    .replace(
      'mso-position-vertical:center;mso-position-vertical-relative:margin',
      'mso-position-vertical-relative:page',
    )
}

// The library gives a watermark's shape a random id.
const settled = (xml: string): string => xml.replace(/(PowerPlusWaterMarkObject)[\w-]+/g, '$11')

function numberingOf(xml: string): Omit<Skeleton, 'parts'> {
  const numbers = [...xml.matchAll(/<w:num w:numId="(\d+)"[^>]*><w:abstractNumId w:val="(\d+)"/g)]
  const [bullets, numbered] = numbers.slice(-2).map((match) => Number(match[2]))
  if (bullets === undefined || numbered === undefined) throw new Error('The docx library wrote no numbering')
  return {
    abstractNumbering: { bullets, numbers: numbered },
    firstFreeNumber: Math.max(...numbers.map((match) => Number(match[1]))) + 1,
  }
}

const bulletTexts = ['•', '–', '•', '–', '•', '–', '•', '–', '•'].map((text) => ({ format: LevelFormat.BULLET, text }))
const numberFormats = [LevelFormat.DECIMAL, LevelFormat.LOWER_LETTER, LevelFormat.LOWER_ROMAN]
const numberTexts = Array.from({ length: 9 }, (_, level) => ({
  format: numberFormats[level % 3] ?? LevelFormat.DECIMAL,
  text: `%${level + 1}.`,
}))

function levels(texts: readonly Pick<ILevelsOptions, 'format' | 'text'>[], theme: Theme): ILevelsOptions[] {
  const step = listStepTwips(theme.bodyPt)
  return texts.map((each, level) => ({
    level,
    ...each,
    style: {
      run: { color: hex(theme.colours.text) },
      paragraph: { indent: { left: step * (level + 1), hanging: step } },
    },
  }))
}
