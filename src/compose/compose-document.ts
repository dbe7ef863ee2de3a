/**
 * Composes one document: a template filled for one practice. Nothing downstream knows that a template existed.
 *
 * @module
 */
import { UNDATED } from '../base/day.ts'
import { defined } from '../base/shape.ts'
import { type Cover, type Document, type Format, isToPatients, type LetterLayout } from '../document/document.ts'
import type { Template } from '../model/template.ts'
import type { Segment } from '../template/directives.ts'
import { fillTemplate, footerParts, unknownSlot, type FillSlot } from '../template/document-of-template.ts'
import type { Values } from '../template/fill.ts'
import { arrangementsOf } from './arrangements.ts'
import { nameFields } from './name-fields.ts'
import { interfaceWords } from './say.ts'
import { SLOTS, type Slot } from './slots/index.ts'
import type { ComposeContext } from './compose-context.ts'

interface ComposeOptions {
  /** Printed in a pale colour behind every page, such as `DRAFT`; absent: nothing. */
  readonly watermark?: string
  /** In place of the template's own id, title or body. */
  readonly id?: string
  readonly title?: string
  readonly segments?: readonly Segment[]
  readonly letter?: LetterLayout
  readonly fileName?: string
  readonly formats?: readonly Format[]
  readonly bodyPt?: number
}

export function composeDocument(
  template: Template,
  view: Values,
  context: ComposeContext,
  options: ComposeOptions = {},
): Document {
  const { guide, plan, words } = context
  const { segments } = options
  const filled = fillTemplate(template, view, slotsFor(template, context), defined({ segments }))
  const cover: Cover[] =
    filled.cover === null
      ? []
      : [
          {
            type: 'cover',
            eyebrow: filled.cover.eyebrow,
            title: [{ text: plan.practice.name }],
            lines: filled.cover.lines,
            ...defined({ logo: context.logo }),
          },
        ]
  const edition = words.say(guide.edition.current ? 'edition' : 'superseded', { guide: guide.edition.name })
  // Patients do not need the edition of a guide, unless it has been replaced.
  const toPatients = isToPatients(template)
  return {
    id: options.id ?? template.id,
    kind: template.kind,
    practice: plan.practice.ods,
    ...(template.view === null ? {} : { view: template.view }),
    ...(template.onePage ? { onePage: true } : {}),
    ...(template.printOnly ? { onlyCopy: 'print' } : {}),
    ...(template.defaultFormats.length === 0 ? {} : { defaultFormats: template.defaultFormats }),
    title: options.title ?? filled.title,
    language: template.language,
    author: plan.practice.text.delivery_partner ?? plan.practice.name,
    subject: filled.subject,
    modified: guide.edition.reviewed ?? UNDATED,
    // On a single page the title already names the practice.
    header: [
      ...(template.onePage ? [] : [shortened(plan.practice.name)]),
      ...(toPatients && guide.edition.current ? [] : [edition]),
    ],
    footer: filled.footer ?? footerParts(`${words.say('footer.page')} {page} ${words.say('footer.of')} {pages}`),
    blocks: nameFields([...cover, ...filled.blocks], words),
    ...(template.kind === 'checklist' && template.view === null ? { arrangements: arrangementsOf(context) } : {}),
    words: interfaceWords(words),
    ...defined({
      air: template.air ?? undefined,
      letter: options.letter,
      formats: options.formats,
      // Of a message each channel has its own.
      bodyPt: options.bodyPt ?? (toPatients ? undefined : (template.bodyPt ?? undefined)),
      folder: template.folder ?? undefined,
      fileName: options.fileName ?? template.fileName ?? undefined,
      readers: template.readers ?? undefined,
      watermark: options.watermark,
    }),
  }
}

const LONGEST_IN_HEADER = 100

/** The header of a page has room for a name of two lines; the title has the full name. */
function shortened(name: string): string {
  if (name.length <= LONGEST_IN_HEADER) return name
  const cut = name.slice(0, LONGEST_IN_HEADER)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), LONGEST_IN_HEADER / 2))} …`
}

const slotsFor =
  (template: Template, context: ComposeContext): FillSlot =>
  (name, options) => {
    const own = Object.fromEntries((context.ownSlots ?? []).map((one) => [one.name, one.fill]))
    const slots: Readonly<Record<string, Slot>> = { ...SLOTS, ...own }
    const slot = Object.hasOwn(slots, name) ? slots[name] : undefined
    if (slot === undefined) throw unknownSlot(template.file, name, Object.keys(slots))
    return slot(context, options)
  }
