/**
 * Fields as content controls: a box to tick, a text, a date. Each has a title (the field's accessible name), a tag (its
 * id, for programs), and is locked against deletion but not against filling in.
 *
 * The docx library has no tag, id or lock for its check box and no text or date control, so these are written here.
 *
 * @module
 */
import type { Field } from '../../document/document.ts'
import type { BodyContext } from './body-context.ts'
import { halfPoints } from './units.ts'
import { escapeXml } from './xml.ts'

const boxFont = 'Segoe UI Symbol'
const emptyBox = { code: '2610', character: '☐' } as const
const tickedBoxCode = '2611'

// A blank that does not change the height of its row; a control without any content cannot be clicked.
const blank = '\u00a0'.repeat(6)

/**
 * A field as runs within a paragraph; empty for a blank that only pen and paper will fill.
 *
 * @param prompts whether an empty text or date says how to fill it. The words are printed too, so a table full of blanks
 * for a pen goes without
 */
export function control(field: Field, prompts: boolean, context: BodyContext): string {
  if (field.kind === 'check') return field.printOnly === true ? box(context) : checkBox(field, context)
  if (field.printOnly === true) return ''
  if (field.value !== undefined && field.value !== '') return filled(field, field.value, context)
  const words = field.kind === 'date' ? context.words.enterDate : context.words.enterText
  const shown = prompts && context.copy === 'fill-in' && field.kind !== 'signature' && words !== '' ? words : blank
  return (
    `<w:sdt><w:sdtPr>${identity(field, context)}<w:showingPlcHdr/>${kind(field, context)}</w:sdtPr><w:sdtContent>` +
    `<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t xml:space="preserve">${escapeXml(shown)}</w:t></w:r>` +
    '</w:sdtContent></w:sdt>'
  )
}

/** A blank's line, so that it shows among words: spaces that do not break, underlined. */
const BLANK_LENGTH: Readonly<Record<Exclude<Field['kind'], 'check'>, number>> = { text: 32, date: 22, signature: 38 }
const LINE_LENGTH = 80

/** A field among words: a box to tick, or a line to write on that shows on paper too. */
export function inlineControl(field: Field, context: BodyContext): string {
  if (field.kind === 'check') return control(field, false, context)
  const { lines = 1 } = field
  const line = '\u00a0'.repeat(lines > 1 ? LINE_LENGTH : BLANK_LENGTH[field.kind])
  const ruled = `<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">${line}</w:t></w:r>`
  const shown = Array.from({ length: lines }, () => ruled).join('<w:r><w:br/></w:r>')
  if (field.printOnly === true) return shown
  return (
    `<w:sdt><w:sdtPr>${identity(field, context)}<w:showingPlcHdr/>${kind(field, context)}</w:sdtPr>` +
    `<w:sdtContent>${shown}</w:sdtContent></w:sdt>`
  )
}

function filled(field: Field, value: string, context: BodyContext): string {
  return (
    `<w:sdt><w:sdtPr>${identity(field, context)}${kind(field, context)}</w:sdtPr><w:sdtContent>` +
    `<w:r><w:t xml:space="preserve">${escapeXml(value)}</w:t></w:r></w:sdtContent></w:sdt>`
  )
}

function checkBox(field: Field, context: BodyContext): string {
  const state = (name: string, code: string): string => `<w14:${name} w14:val="${code}" w14:font="${boxFont}"/>`
  return (
    `<w:sdt><w:sdtPr>${identity(field, context)}<w14:checkbox><w14:checked w14:val="0"/>` +
    `${state('checkedState', tickedBoxCode)}${state('uncheckedState', emptyBox.code)}</w14:checkbox></w:sdtPr>` +
    `<w:sdtContent>${box(context)}</w:sdtContent></w:sdt>`
  )
}

function box({ theme }: BodyContext): string {
  const size = halfPoints(theme.tickBoxPt * 1.25)
  const fonts = `<w:rFonts w:ascii="${boxFont}" w:hAnsi="${boxFont}" w:eastAsia="${boxFont}" w:cs="${boxFont}"/>`
  return `<w:r><w:rPr>${fonts}<w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr><w:t>${emptyBox.character}</w:t></w:r>`
}

function identity(field: Field, { state }: BodyContext): string {
  state.controls += 1
  const title = escapeXml(shortened(field.label))
  const tag = escapeXml(shortened(field.id))
  return `<w:alias w:val="${title}"/><w:tag w:val="${tag}"/><w:id w:val="${state.controls}"/><w:lock w:val="sdtLocked"/>`
}

function kind(field: Field, { language }: BodyContext): string {
  if (field.choices !== undefined) {
    const items = field.choices.values.map((value) => {
      const word = escapeXml(value)
      return `<w:listItem w:displayText="${word}" w:value="${word}"/>`
    })
    const list = field.choices.strict ? 'dropDownList' : 'comboBox'
    return `<w:${list}>${items.join('')}</w:${list}>`
  }
  if (field.kind !== 'date') return (field.lines ?? 1) > 1 ? '<w:text w:multiLine="1"/>' : '<w:text/>'
  return (
    `<w:date><w:dateFormat w:val="d MMMM yyyy"/><w:lid w:val="${escapeXml(language)}"/>` +
    '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
  )
}

// Word keeps titles and tags to 64 characters.
function shortened(text: string): string {
  const characters = [...text]
  return characters.length <= 64 ? text : `${characters.slice(0, 63).join('').trimEnd()}…`
}
