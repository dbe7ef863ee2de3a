/**
 * Compose: one letter, for each of those who may print it.
 *
 * The words are the same in every dialect; only the open fields are written otherwise, and the zones of the page are
 * those of the printer. GOV.UK Notify also gets the words alone, to paste into a template of its own.
 *
 * @module
 */
import type { Block, Document } from '../document/document.ts'
import { UserError } from '../model/finding.ts'
import type { Dialect, LetterData, PrinterProfile } from '../model/letter.ts'
import type { Template } from '../model/template.ts'
import type { View } from '../model/view.ts'
import { composeDocument } from './compose-document.ts'
import { filledSegments } from '../template/document-of-template.ts'
import { letterLayout } from './letter-layout.ts'
import { documentWithFields, inDialect } from '../template/merge-fields.ts'
import type { ComposeContext } from './compose-context.ts'

export interface LetterChoice {
  readonly dialects: readonly Dialect[]
  /** True: everything is in large print already. */
  readonly largePrint: boolean
  readonly watermark?: string
}

const LARGE_PRINT_FORMATS: NonNullable<Document['formats']> = ['pdf', 'docx']

export function composeLetter(
  template: Template,
  view: View,
  context: ComposeContext,
  data: LetterData,
  choice: LetterChoice,
): Document[] {
  const watermark = choice.watermark === undefined ? {} : { watermark: choice.watermark }
  const segments = filledSegments(template, view)
  const open = composeDocument(template, view, context, { segments, ...watermark })
  return data.dialects
    .filter(({ id }) => choice.dialects.includes(id) && template.dialects.includes(id))
    .flatMap(({ id: dialect, suffix, profile: usual, formats }): Document[] => {
      const profile = profileNamed(dialect === 'word' ? (template.profile ?? usual) : usual, data)
      const letter = letterLayout(profile)
      const id = `${open.id}${suffix}`
      const said = documentWithFields(open, inDialect(dialect, data.fields))
      const bodyPt = choice.largePrint ? { bodyPt: profile.largePrintPt } : {}
      return [
        { ...said, id, letter, formats, ...bodyPt },
        ...(dialect === 'govuk-notify' ? [notifyTemplate(open, data)] : []),
        // A few patients need it: the practice merges these by itself.
        ...(dialect === 'word' && template.largePrint && !choice.largePrint
          ? [{ ...said, id: `${id}-large-print`, letter, formats: LARGE_PRINT_FORMATS, bodyPt: profile.largePrintPt }]
          : []),
      ]
    })
}

export function profileNamed(id: string, { profiles }: LetterData): PrinterProfile {
  const found = profiles.get(id)
  if (!found)
    throw new UserError(2, `There is no printer profile \`${id}\`.`, `Use one of ${[...profiles.keys()].join(', ')}.`)
  return found
}

/** Words to paste into a letter template of GOV.UK Notify, which adds addresses and the date itself. */
function notifyTemplate(open: Document, { fields }: LetterData): Document {
  const blocks = open.blocks.filter((block) => block.type !== 'address' && !isDate(block))
  const words = documentWithFields({ ...open, blocks }, inDialect('govuk-notify', fields))
  return { ...words, id: `${open.id}-govuk-notify-template`, formats: ['md'] }
}

/** The paragraph that is only the date of the letter. */
const isDate = (block: Block): boolean =>
  block.type === 'paragraph' && block.spans.length === 1 && block.spans[0]?.mergeField === 'letter_date'
