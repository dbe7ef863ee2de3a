/** Letters made with plain pdfkit, to have faults that our own renderer cannot make. Lengths are mm from the top left corner. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'

const mm = (value: number): number => (value * 72) / 25.4
const require = createRequire(import.meta.url)
const arimo = readFileSync(require.resolve('@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf'))

export type Doc = InstanceType<typeof PDFDocument>

export interface Sheet {
  readonly size?: string | [number, number]
  readonly layout?: 'portrait' | 'landscape'
  readonly password?: string
  readonly font?: string
}

/** One line of text whose top left corner stands there. */
export function at(doc: Doc, text: string, x: number, y: number, size = 12): void {
  doc.fontSize(size).text(text, mm(x), mm(y), { lineBreak: false })
}

export const ADDRESS = ['Mrs Siân Ŵyn-O’Brien', 'Flat 3, The Old Mill', 'Quay Lane', 'Exeter', 'EX1 1AA']

export function address(doc: Doc, lines: readonly string[] = ADDRESS, x = 24.6, y = 40.5): void {
  lines.forEach((line, i) => at(doc, line, x, y + i * 3.6, 9))
}

export function contact(doc: Doc): void {
  ;['Larkspur Hill Surgery', '12 Larkspur Hill', 'Wrenmouth', 'Phone: 01632 960101'].forEach((line, i) =>
    at(doc, line, 125, 32 + i * 5),
  )
}

export function body(doc: Doc): void {
  at(doc, 'Dear Mrs Ŵyn-O’Brien', 24.6, 96)
  at(doc, 'We are changing our computer system.', 24.6, 104)
}

/** A letter that GOV.UK Notify takes, with whatever `more` draws on top. */
export function letter(more: (doc: Doc) => void = () => {}, sheet: Sheet = {}): Promise<Uint8Array> {
  return paint((doc) => {
    address(doc)
    contact(doc)
    body(doc)
    more(doc)
  }, sheet)
}

/** A sheet with only what `draw` puts on it. */
export function paint(draw: (doc: Doc) => void, sheet: Sheet = {}): Promise<Uint8Array> {
  const doc = new PDFDocument({
    size: sheet.size ?? 'A4',
    layout: sheet.layout ?? 'portrait',
    margin: 0,
    info: { CreationDate: new Date(0) },
    ...(sheet.password === undefined ? {} : { userPassword: sheet.password }),
  })
  if (sheet.font === undefined) doc.registerFont('body', arimo).font('body')
  else doc.font(sheet.font)
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const done = new Promise<Uint8Array>((resolve) => doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks)))))
  draw(doc)
  doc.end()
  return done
}

export function nextPage(doc: Doc, options: object = {}): void {
  doc.addPage({ margin: 0, size: 'A4', ...options })
}

export const box = (doc: Doc, x: number, y: number, width: number, height: number, colour = '#c00000'): void => {
  doc.rect(mm(x), mm(y), mm(width), mm(height)).fill(colour)
  doc.fillColor('black')
}

export const rule = (doc: Doc, x1: number, y1: number, x2: number, y2: number): void => {
  doc.moveTo(mm(x1), mm(y1)).lineTo(mm(x2), mm(y2)).stroke('black')
}

/** A red picture of one dot, stretched. */
const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC',
  'base64',
)
export const picture = (doc: Doc, x: number, y: number, width: number, height: number): void => {
  doc.image(DOT, mm(x), mm(y), { width: mm(width), height: mm(height) })
}
