/**
 * Composes letters: one for each service that may print it, and the proofs that a person looks at before thousands are
 * printed.
 *
 * The words are the same in every dialect; only the open fields are written differently, and the zones of the page are
 * those of the printer. GOV.UK Notify also gets the text alone, to paste into a template of its own. A message is made
 * only when every fact that it needs is known, because a blank in a letter does harm.
 *
 * @module
 */
import { defined } from '../base/shape.ts'
import { titleOfFile } from '../document/file-names.ts'
import type { Block, Document, LetterLayout, ShownZone } from '../document/document.ts'
import { mapBlocks } from '../document/walk.ts'
import { forbiddenZones } from '../letters/zones.ts'
import { type Finding, UserError } from '../model/finding.ts'
import { findingOf } from '../model/rules.ts'
import type { Practice, TextColumn } from '../model/practice.ts'
import type { Dialect, LetterData, PrinterProfile, RequiredFact, Template } from '../model/template.ts'
import type { View } from '../model/view.ts'
import { type BranchCondition, conditionsInTemplate } from '../template/check-fields.ts'
import { filledSegments } from '../template/document-of-template.ts'
import type { Words } from '../template/fill.ts'
import { documentWithFields, inDialect, type SayField, withExamples } from '../template/merge-fields.ts'
import type { ComposeContext, SentMessage } from './compose-context.ts'
import { composeDocument } from './compose-document.ts'
import { columnOf, isKnown, valueAt } from './shown-tasks.ts'

/**
 * A printer profile as the layout of our letters.
 *
 * @throws UserError for a profile whose address zone nobody has measured yet
 */
export function letterLayout(profile: PrinterProfile): LetterLayout {
  const { id, name, text, address, sender, textFromMm, addressPt, font } = profile
  if (address === null)
    throw new UserError(
      'usage',
      `The place of the address on “${name}” is not known.`,
      `Ask your mailing service for the mm of its window and write them as \`address\` of \`${id}\` in printer-profiles.yaml.`,
    )
  return {
    profile: id,
    marginsMm: text,
    address,
    sender,
    bodyFromMm: textFromMm,
    addressPt,
    ...(font === null ? {} : { font }),
  }
}

/** The same layout with every zone in colour, for a person to look at. */
const layoutWithZones = (profile: PrinterProfile): LetterLayout => ({
  ...letterLayout(profile),
  shownZones: [
    ...forbiddenZones(profile).map(({ name, zone }): ShownZone => ({ kind: 'forbidden', name, zone })),
    ...(profile.address === null ? [] : [{ kind: 'allowed', name: 'address', zone: profile.address } as const]),
  ],
})

/** What a row, or a run in its place, asks of letters. */
export interface LetterChoice {
  readonly dialects: readonly Dialect[]
  /** For letters that the practice prints itself; null: that of the template, or of the dialect. */
  readonly profile: PrinterProfile | null
  /** `all`: everything is in large print already. `copy`: a second copy of each letter. */
  readonly largePrint: 'no' | 'copy' | 'all'
}

const USUAL_DIALECTS: readonly Dialect[] = ['word']

/** The choice of a row: its columns `letter_dialect`, `letter_profile` and `large_print`. */
export function letterChoice(
  { ods, row, text }: Practice,
  data: LetterData,
  words: Words,
): { readonly choice: LetterChoice; readonly findings: readonly Finding[] } {
  const findings: Finding[] = []
  const refuse = (column: TextColumn, expected: readonly string[]): null => {
    const message = words.say('letters.choice', { written: text[column], column, expected: quoted(expected) })
    findings.push(findingOf('letter-choice-unknown', message, { practice: ods, cell: { row, column } }))
    return null
  }
  const said = (column: TextColumn): string[] =>
    (text[column] ?? '').split(/[,;]/).flatMap((part) => part.trim().toLowerCase() || [])
  const named = <T extends { readonly id: string; readonly name: string }>(all: readonly T[], name: string) =>
    all.find((one) => one.id === name || one.name.toLowerCase() === name)
  const usable = [...data.profiles.values()].filter(({ address }) => address !== null)
  const ids = (all: readonly { readonly id: string }[]): string[] => all.map(({ id }) => id)
  const dialects = said('letter_dialect').flatMap(
    (name) => named(data.dialects, name)?.id ?? refuse('letter_dialect', ids(data.dialects)) ?? [],
  )
  const [profile = null] = said('letter_profile').map(
    (name) => named(usable, name) ?? refuse('letter_profile', ids(usable)),
  )
  const [large = 'no'] = said('large_print')
  if (large !== 'yes' && large !== 'no') refuse('large_print', ['yes', 'no'])
  return {
    choice: {
      dialects: dialects.length === 0 ? USUAL_DIALECTS : dialects,
      profile,
      largePrint: large === 'yes' ? 'copy' : 'no',
    },
    findings,
  }
}

const LARGE_PRINT_FORMATS: NonNullable<Document['formats']> = ['pdf', 'docx']

export function composeLetter(
  template: Template,
  view: View,
  context: ComposeContext,
  data: LetterData,
  choice: LetterChoice,
  watermark?: string,
): Document[] {
  const segments = filledSegments(template, view)
  const composed = composeDocument(template, view, context, { segments, ...defined({ watermark }) })
  const open = { ...composed, blocks: withClosing(composed.blocks) }
  return data.dialects
    .filter(({ id }) => choice.dialects.includes(id) && template.dialects.includes(id))
    .flatMap(({ id: dialect, suffix, profile: usual, formats }): Document[] => {
      const own = dialect === 'word' ? (choice.profile?.id ?? template.profile) : null
      const profile = profileNamed(own ?? usual, data)
      const letter = letterLayout(profile)
      const id = `${open.id}${suffix}`
      const nameIn = (what: string): { readonly fileName: string } => ({
        fileName: `${titleOfFile(open)} ${context.words.say(`files.${what}`)}`,
      })
      const named = dialect === 'word' ? {} : nameIn(dialect)
      const said = documentWithFields(open, inDialect(dialect, data.fields))
      const bodyPt = choice.largePrint === 'all' ? { bodyPt: profile.largePrintPt } : {}
      return [
        { ...said, id, ...named, letter, formats, ...bodyPt },
        ...(dialect === 'govuk-notify' ? [{ ...notifyTemplate(open, data), ...nameIn('notify-template') }] : []),
        // Only a few patients need it, and the practice merges their letters itself.
        ...(dialect === 'word' && template.largePrint && choice.largePrint === 'copy'
          ? [
              {
                ...said,
                id: `${id}-large-print`,
                ...nameIn('large-print'),
                letter,
                formats: LARGE_PRINT_FORMATS,
                bodyPt: profile.largePrintPt,
              },
            ]
          : []),
      ]
    })
}

/** So much of the letter goes with its end: a page that holds other formats and a signature alone says nothing. */
const KEPT_WITH_CLOSING = 2

function withClosing(blocks: readonly Block[]): readonly Block[] {
  const closing = blocks.findIndex((block) => block.type === 'paragraph' && block.closing === true)
  if (closing === -1) return blocks
  const section = blocks.slice(0, closing).findLastIndex(({ type }) => type === 'heading')
  const from = Math.max(section, closing - KEPT_WITH_CLOSING, 0)
  const kept = mapBlocks(blocks.slice(from, -1), (block) =>
    block.type === 'paragraph' || block.type === 'list' ? [{ ...block, keepNext: true }] : [block],
  )
  return [...blocks.slice(0, from), ...kept, ...blocks.slice(-1)]
}

/** @throws UserError for a printer that `printer-profiles.yaml` does not have */
export function profileNamed(id: string, { profiles }: LetterData): PrinterProfile {
  const found = profiles.get(id)
  if (!found)
    throw new UserError(
      'usage',
      `There is no printer profile \`${id}\`.`,
      `Use one of ${[...profiles.keys()].join(', ')}.`,
    )
  return found
}

/** Text to paste into a letter template of GOV.UK Notify, which adds addresses and the date itself. */
function notifyTemplate(open: Document, { fields }: LetterData): Document {
  const blocks = open.blocks.filter((block) => block.type !== 'address' && !isDate(block))
  const words = documentWithFields({ ...open, blocks }, inDialect('govuk-notify', fields))
  return { ...words, id: `${open.id}-govuk-notify-template`, formats: ['md'] }
}

/** A paragraph that is only the date of the letter. */
const isDate = (block: Block): boolean =>
  block.type === 'paragraph' && block.spans.length === 1 && block.spans[0]?.mergeField === 'letter_date'

/** Columns of the practices file that are empty, of facts that a message needs or of those that it can do without. */
export const missingColumns = (facts: readonly RequiredFact[], view: View): string[] => [
  ...new Set(
    facts
      .filter(({ askedWhere }) => askedWhere.length === 0 || askedWhere.some((path) => valueAt(view, path) === true))
      .filter(({ path }) => !isKnown(valueAt(view, path)))
      .map(({ path }) => columnOf(path)),
  ),
]

/** A message that was not made, and why. */
export interface NotMade {
  readonly template: Template
  readonly columns: readonly string[]
}

/**
 * What a person must fill in, in as few findings as possible: where every message lacks something, one finding names
 * all columns; otherwise messages that lack the same columns share a finding, whatever their channels.
 */
export function sayMissing(notMade: readonly NotMade[], madeAny: boolean, words: Words, practice: string): Finding[] {
  if (notMade.length === 0) return []
  if (!madeAny) {
    const columns = [...new Set(notMade.flatMap(({ columns }) => columns))]
    return [finding('unknown.no-letters', columns, {}, words, practice)]
  }
  const variants = [...new Set(notMade.map(({ template }) => template.variant))]
  const groups = new Map<string, { readonly columns: readonly string[]; readonly documents: string[] }>()
  for (const variant of variants) {
    const all = notMade.filter(({ template }) => template.variant === variant)
    const columns = [...new Set(all.flatMap(({ columns }) => columns))]
    const group = groups.get(columns.join()) ?? { columns, documents: [] }
    group.documents.push(variant)
    groups.set(columns.join(), group)
  }
  return [...groups.values()].map(({ columns, documents }) =>
    finding(
      'unknown.letter',
      columns,
      { documents: quoted(documents), several: documents.length > 1 },
      words,
      practice,
    ),
  )
}

/** What was made all the same, without a paragraph that nobody comes to harm without. */
export const sayLeftOut = (
  groups: readonly { readonly columns: readonly string[]; readonly documents: ReadonlySet<string> }[],
  words: Words,
  practice: string,
): Finding[] =>
  groups.map(({ columns, documents }) => {
    const values = { columns: quoted(columns), one: columns.length === 1, documents: quoted([...documents]) }
    const message = words.say('unknown.paragraph', { ...values, several: documents.size > 1 })
    return findingOf('letter-paragraph-left-out', message, { practice })
  })

const quoted = (names: readonly string[]): string => names.map((name) => `“${name}”`).join(', ')

function finding(
  path: string,
  columns: readonly string[],
  values: Readonly<Record<string, unknown>>,
  words: Words,
  practice: string,
): Finding {
  const message = words.say(path, {
    ...values,
    columns: quoted(columns),
    one: columns.length === 1,
  })
  return findingOf('letter-facts-missing', message, { practice })
}

/**
 * One finding for each printer whose measurements nobody has published: they come from the user, so somebody should
 * check a print.
 */
export function unverifiedProfiles(
  sent: readonly SentMessage[],
  { profiles }: LetterData,
  words: Words,
  practice: string,
): Finding[] {
  const used = new Set(sent.flatMap(({ documents }) => documents.flatMap(({ letter }) => letter?.profile ?? [])))
  return [...used].flatMap((id): Finding[] => {
    const profile = profiles.get(id)
    if (profile?.status !== 'unverified') return []
    const message = words.say('letters.unverified', { name: profile.name })
    return [findingOf('printer-profile-unverified', message, { practice })]
  })
}

/** One of the worst cases of a letter, with the zones in colour and the invented examples of `merge-fields.yaml`. */
interface Proof {
  readonly document: Document
  readonly profile: PrinterProfile
  /** What it shows: `long`, `large-print`, `without practice.website`. */
  readonly about: string
}

/**
 * Each printer's page with the shortest and the longest patient, and each branch of the text that this practice does
 * not get.
 *
 * @param profiles those whose address zone is known
 */
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
    const size = defined({ bodyPt })
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

/** The same practice with the opposite answer to one question. */
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
