/**
 * Form fields. Written without pdfkit's form code, which drops the accessible name of a field and its place in the
 * structure tree, and gives it no appearance of its own.
 *
 * @module
 */
import type { Field } from '../../document/document.ts'
import type { Theme } from '../../document/theme.ts'
import { rgb } from './content.ts'
import type { PdfWriter, Ref } from './pdf-writer.ts'

/** Bit 13 of a text field's flags: more than one line. */
const MULTILINE = 1 << 12
/** Bit 3 of an annotation's flags: it is printed with the page. */
const PRINTED = 4

export class Widgets {
  readonly #file: PdfWriter
  readonly #theme: Theme
  readonly #fields: Ref[] = []
  readonly #appearances = new Map<string, Ref>()
  readonly #labels = new Map<string, number>()

  constructor(file: PdfWriter, theme: Theme) {
    this.#file = file
    this.#theme = theme
  }

  /** Boxes of the same size share one appearance. */
  #appearance(width: number, height: number, more: string): Ref {
    const key = `${width.toFixed(2)} ${height.toFixed(2)} ${more}`
    let known = this.#appearances.get(key)
    if (known === undefined) {
      const { line, text } = this.#theme.colours
      const frame = `1 1 1 rg ${rgb(more === '/Tx BMC EMC' ? line : text)} RG 1 w 0.5 0.5 ${(width - 1).toFixed(2)} ${(height - 1).toFixed(2)} re B`
      const data = { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, width, height], Resources: {} }
      known = this.#file.add(data, `${frame}\n${more}`)
      this.#appearances.set(key, known)
    }
    return known
  }

  /** Field names must be unique; tasks with the same text are distinguished by a number. */
  #label(label: string): string {
    const count = (this.#labels.get(label) ?? 0) + 1
    this.#labels.set(label, count)
    return count === 1 ? label : `${label} (${count})`
  }

  /**
   * @param rect left, bottom, right, top in points from the bottom left corner of the page
   * @returns the annotation, not yet ended: it must still be added to the structure tree
   */
  add(field: Field, rect: readonly [number, number, number, number]): Ref {
    const width = rect[2] - rect[0]
    const height = rect[3] - rect[1]
    const label = new String(this.#label(field.label))
    const common = {
      Type: 'Annot',
      Subtype: 'Widget',
      F: PRINTED,
      Rect: rect,
      T: new String(field.id),
      TU: label,
      Contents: label,
    }
    const widget = this.#file.ref(
      field.kind === 'check'
        ? {
            ...common,
            FT: 'Btn',
            V: 'Off',
            AS: 'Off',
            MK: { CA: new String('4') },
            AP: {
              N: {
                Yes: this.#appearance(width, height, tick(width, height)),
                Off: this.#appearance(width, height, ''),
              },
            },
          }
        : {
            ...common,
            FT: 'Tx',
            // A date has no place to break at: on one line it only shrinks.
            ...(field.kind === 'date' ? {} : { Ff: MULTILINE }),
            V: new String(''),
            DA: new String(this.#typed()),
            AP: { N: this.#appearance(width, height, '/Tx BMC EMC') },
          },
    )
    this.#fields.push(widget)
    return widget
  }

  /**
   * Style of typed text: readers use their own Helvetica, which is not part of the page. Size 0 lets them choose one at
   * which all that is typed is seen and printed.
   */
  #typed(): string {
    return `/Helv 0 Tf ${rgb(this.#theme.colours.text)} rg`
  }

  end(): void {
    if (this.#fields.length === 0) return
    const helvetica = this.#file.add({
      Type: 'Font',
      Subtype: 'Type1',
      BaseFont: 'Helvetica',
      Encoding: 'WinAnsiEncoding',
    })
    this.#file.root.AcroForm = this.#file.add({
      Fields: this.#fields,
      NeedAppearances: false,
      DR: { Font: { Helv: helvetica } },
      DA: new String(this.#typed()),
    })
  }
}

/** A drawn tick: the fonts have no glyph for one. */
function tick(width: number, height: number): string {
  const at = (x: number, y: number): string => `${(width * x).toFixed(2)} ${(height * y).toFixed(2)}`
  return `${(width * 0.13).toFixed(2)} w 1 J 1 j ${at(0.22, 0.5)} m ${at(0.42, 0.28)} l ${at(0.78, 0.76)} l S`
}
