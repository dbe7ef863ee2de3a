/**
 * Compose: the worst cases of a letter, for a person to look at before thousands are printed.
 *
 * Each printer's page with the shortest and the longest patient, and each branch of the words that this practice does not
 * get, with the zones in colour. Patients' fields hold the invented examples of `merge-fields.yaml`.
 *
 * @module
 */
import type { Document } from '../document/document.ts'
import type { LetterData, PrinterProfile } from '../model/letter.ts'
import type { Template } from '../model/template.ts'
import type { View } from '../model/view.ts'
import { conditionsInTemplate, type BranchCondition } from '../template/conditions.ts'
import { composeDocument } from './compose-document.ts'
import { isKnown, valueAt } from './holds.ts'
import { layoutWithZones } from './letter-layout.ts'
import { documentWithFields, inDialect, withExamples, type SayField } from '../template/merge-fields.ts'
import type { ComposeContext } from './compose-context.ts'

export interface Proof {
  readonly document: Document
  readonly profile: PrinterProfile
  /** What is special about it: `long`, `large-print`, `without practice.website`. */
  readonly about: string
}

/** @param profiles those whose address zone is known */
export function composeProofs(
  template: Template,
  view: View,
  context: ComposeContext,
  { fields }: LetterData,
  profiles: readonly PrinterProfile[],
): Proof[] {
  const long = withExamples('long', fields)
  const make = (profile: PrinterProfile, about: string, say: SayField, of = view, bodyPt?: number): Proof => {
    const letter = layoutWithZones(profile)
    const size = bodyPt === undefined ? {} : { bodyPt }
    const open = composeDocument(template, of, context, { letter, formats: ['pdf'], ...size })
    const id = `proof-${template.id}-${profile.id}-${about.replace(/[^a-z0-9]+/gi, '-').toLowerCase()}`
    return { document: { ...documentWithFields(open, say), id }, profile, about }
  }
  const [usual] = profiles
  return [
    ...profiles.flatMap((profile) => [
      make(profile, 'open', inDialect('word', fields)),
      make(profile, 'short', withExamples('short', fields)),
      make(profile, 'long', long),
      make(profile, 'large-print', long, view, profile.largePrintPt),
    ]),
    ...(usual === undefined
      ? []
      : conditionsInTemplate(template.body).map((condition) => {
          const flipped = flip(view, condition)
          return make(usual, flipped.about, long, flipped.view)
        })),
  ]
}

/** The same practice, with the other answer to one question. */
function flip(view: View, { path, is }: BranchCondition): { readonly view: View; readonly about: string } {
  const value = valueAt(view, path)
  if (is !== null) {
    const other = value === is ? (is === 'yes' ? 'no' : 'yes') : is
    return { view: withValue(view, path, other), about: `${path} ${other}` }
  }
  if (isKnown(value))
    return { view: withValue(view, path, typeof value === 'boolean' ? false : null), about: `without ${path}` }
  return { view: withValue(view, path, typeof value === 'boolean' ? true : EXAMPLE), about: `with ${path}` }
}

const EXAMPLE = '00000 000000'

function withValue(view: View, path: string, value: unknown): View {
  const set = (at: Readonly<Record<string, unknown>>, [name = '', ...rest]: readonly string[]): unknown => ({
    ...at,
    [name]: rest.length === 0 ? value : set((at[name] ?? {}) as Record<string, unknown>, rest),
  })
  return set(view as unknown as Record<string, unknown>, path.split('.')) as View
}
