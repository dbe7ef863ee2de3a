/**
 * A watermark as Word's own command makes it: WordArt in the header, behind the text. Word finds and removes it by the
 * beginning of its id. Written here, because the docx library gives the shape a random id, and cannot keep it below the
 * address of a letter.
 *
 * @module
 */
import { a4Mm, ptOfMm } from './units.ts'
import { escapeXml } from './xml.ts'

export interface Watermark {
  readonly text: string
  readonly font: string
  /** `RRGGBB` */
  readonly colour: string
}

/** From the top of the page to where the text of page one begins, and from its bottom to where it ends. */
export interface TextArea {
  readonly fromMm: number
  readonly bottomMm: number
}

/** Word's own width of a watermark across A4, in points. */
const WIDTH = 527.85
/** Width of a letter and of a space as shares of the height: Word stretches the text to its shape. */
const LETTER = 0.8
const SPACE = 0.35

function sizeOf(text: string): readonly [width: number, height: number] {
  const letters = [...text].reduce((sum, character) => sum + (character === ' ' ? SPACE : LETTER), 0)
  return [WIDTH, Math.round((WIDTH / Math.max(letters, 1)) * 100) / 100]
}

/** @param area of page one of a letter: there it stands in the text, and the address and its neighbours stay white */
export function watermarkRun({ text, font, colour }: Watermark, area: TextArea | null): string {
  const { top, width, height, vertical } = area === null ? centred(text) : inTextOf(text, area)
  const style = [
    'position:absolute',
    'margin-left:0',
    `margin-top:${top}`,
    `width:${width}pt`,
    `height:${height}pt`,
    'rotation:315',
    'z-index:-251657216',
    'mso-position-horizontal:center',
    'mso-position-horizontal-relative:margin',
    ...vertical,
  ]
  return (
    `<w:r><w:pict>${shapeType}<v:shape id="PowerPlusWaterMarkObject1" type="#_x0000_t136" style="${style.join(';')}"` +
    ` o:allowincell="f" fillcolor="#${colour}" stroked="f"><v:fill opacity="1"/>` +
    `<v:textpath style="font-family:&quot;${escapeXml(font)}&quot;;font-size:1pt" string="${escapeXml(text)}"/>` +
    '</v:shape></w:pict></w:r>'
  )
}

interface Position {
  readonly top: string
  readonly width: string
  readonly height: string
  readonly vertical: readonly string[]
}

function centred(text: string): Position {
  const [width, height] = sizeOf(text)
  const vertical = ['mso-position-vertical:center', 'mso-position-vertical-relative:margin']
  return { top: '0', width: String(width), height: String(height), vertical }
}

function inTextOf(text: string, { fromMm, bottomMm }: TextArea): Position {
  const [width, height] = sizeOf(text)
  const toMm = a4Mm.height - bottomMm
  // Turned by 45 degrees it is (width + height) / √2 high.
  const scale = Math.min(1, (ptOfMm(toMm - fromMm) / ((width + height) * Math.SQRT1_2)) * 0.95)
  const scaled = (height * scale).toFixed(2)
  const middle = ptOfMm((fromMm + toMm) / 2)
  return {
    top: `${(middle - Number(scaled) / 2).toFixed(2)}pt`,
    width: (width * scale).toFixed(2),
    height: scaled,
    vertical: ['mso-position-vertical-relative:page'],
  }
}

/** WordArt in a straight line, as Word defines it in every document that has some. */
const shapeType =
  '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas>' +
  [
    'sum #0 0 10800',
    'prod #0 2 1',
    'sum 21600 0 @1',
    'sum 0 0 @2',
    'sum 21600 0 @3',
    'if @0 @3 0',
    'if @0 21600 @1',
    'if @0 0 @2',
    'if @0 @4 21600',
    'mid @5 @6',
    'mid @8 @5',
    'mid @7 @8',
    'mid @6 @7',
    'sum @6 0 @5',
  ]
    .map((formula) => `<v:f eqn="${formula}"/>`)
    .join('') +
  '</v:formulas><v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800"' +
  ' o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/><v:handles><v:h position="#0,bottomRight"' +
  ' xrange="6629,14971"/></v:handles><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
