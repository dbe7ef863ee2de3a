/**
 * Composes all documents of one practice's pack: which messages can be made and which stay drafts, and the day on which
 * the words of each document last changed.
 *
 * @module
 */
import { longDate, shortDate } from '../base/day-in-words.ts'
import type { IsoDay } from '../base/day.ts'
import { defined } from '../base/shape.ts'
import { type ChecklistView, type Document, isToPatients } from '../document/document.ts'
import type { Finding } from '../model/finding.ts'
import type { Guide, Page } from '../model/guide.ts'
import type { Marker } from '../model/marker.ts'
import type { IssueRecord } from '../model/data-files.ts'
import { dayOfMilestone, type Plan } from '../model/plan.ts'
import type { TimingPolicy } from '../model/policy.ts'
import { findingOf } from '../model/rules.ts'
import { type Dialect, type LetterData, type Template } from '../model/template.ts'
import type { View } from '../model/view.ts'
import type { Values, Words } from '../template/fill.ts'
import {
  type ComposeContext,
  kindsWith,
  type OwnDocument,
  type SentMessage,
  type StartHere,
} from './compose-context.ts'
import { composeDocument } from './compose-document.ts'
import {
  composeLetter,
  letterChoice,
  type LetterChoice,
  missingColumns,
  type NotMade,
  sayLeftOut,
  sayMissing,
  unverifiedProfiles,
} from './compose-letters.ts'
import { channelsFor, composeMessages, dearCharacters, longMessages } from './compose-messages.ts'
import { collectedIn, isCollected } from './slots/messages.ts'
import { sayFinding } from './say.ts'
import { columnOf, isConditionTrue, isKnown, orderInTime, valueAt } from './shown-tasks.ts'
import { viewOfPlan } from './view-of-plan.ts'

/**
 * Why a message is still a draft: a date that nobody has confirmed, an error in the plan, a gap in the part of the
 * guide that the message depends on. Full sentences; empty when it is not a draft.
 */
function draftReasons(template: Template, view: View, context: ComposeContext): string[] {
  const { guide, plan, words } = context
  const unconfirmed = template.confirms
    .filter((path) => !isKnown(valueAt(view, path)))
    .map((path) => words.say('letters.draft-unconfirmed', { column: columnOf(path) }))
  const errors = plan.findings.some(({ severity }) => severity === 'error') ? [words.say('letters.draft-error')] : []
  const gaps = template.uses.flatMap((section) => {
    const found = sectionOf(section, guide)
    if (found === null) return [words.say('letters.draft-section', { section })]
    return gapsIn(found, guide).map(({ text, place }) =>
      words.say('letters.draft-gap', { gap: text, place: `${place.file}:${place.line}` }),
    )
  })
  const namesDates = template.requires.some(({ path }) => path.startsWith('dates.'))
  const warnings = namesDates && view.cutover.toSettle ? [words.say('letters.draft-dates')] : []
  return [...unconfirmed, ...errors, ...warnings, ...gaps]
}

/** Lines of one page, both inclusive. */
interface Section {
  readonly file: string
  readonly from: number
  readonly to: number
}

/**
 * Finds `cutover`, `what-stops` or `planning-for-cutover#registrations`: a phase or page, or one heading and what is
 * below it.
 */
function sectionOf(name: string, { pages }: Guide): Section | null {
  const [of = '', id] = name.split('#')
  const page = pages.find(({ phase, file }) => phase === of || stem(file) === of)
  if (!page) return null
  if (id === undefined) return { file: page.file, from: 1, to: Infinity }
  const at = page.headings.findIndex((heading) => heading.id === id)
  const heading = page.headings[at]
  if (!heading) return null
  const next = page.headings.slice(at + 1).find(({ level }) => level <= heading.level)
  return { file: page.file, from: heading.place.line, to: next ? next.place.line - 1 : Infinity }
}

/** All that a template's `uses` may name. */
export const sectionNames = (pages: Guide['pages']): string[] =>
  pages.flatMap(({ phase, file, headings }) =>
    [...(phase === null ? [] : [phase]), stem(file)].flatMap((of) => [of, ...headings.map(({ id }) => `${of}#${id}`)]),
  )

const stem = (file: Page['file']): string => (file.split('/').at(-1) ?? file).replace(/\.md$/, '')

const gapsIn = ({ file, from, to }: Section, { markers }: Guide): Marker[] =>
  markers.filter(({ kind, place }) => kind === 'GAP' && place.file === file && place.line >= from && place.line <= to)

interface ComposeInputs {
  readonly guide: Guide
  readonly policy: TimingPolicy
  readonly templates: readonly Template[]
  readonly words: Words
  readonly letters: LetterData
  /** Counts the pages of a letter, whose price depends on them. */
  readonly pagesOf?: NonNullable<ComposeContext['pagesOf']>
  /** The practice's logo in base64. */
  readonly logo?: string
  /** Slots and kinds of documents besides the built-in ones. */
  readonly own?: {
    readonly slots: NonNullable<ComposeContext['ownSlots']>
    readonly documents: readonly OwnDocument[]
  }
}

export interface ComposeChoice {
  /** Letters bring the messages that go with them, and the plan of all. */
  readonly documents: readonly string[]
  /** Views of the checklist besides the whole one. Absent: all. */
  readonly views?: readonly ChecklistView[]
  readonly allowSuperseded: boolean
  /** True: everything is in large print, so letters need no large print copy. */
  readonly largePrint?: boolean
  /** Absent: those of the row, or for Word. */
  readonly dialects?: readonly Dialect[]
  /** True: each message, whatever its conditions and whatever facts are missing, to see whether it can be made. */
  readonly unasked?: boolean
}

export interface Composed {
  readonly documents: readonly Document[]
  /** The same, with each message by itself: what is compared with each other. */
  readonly pages: readonly Document[]
  /** The messages among them, and those that lack a fact. */
  readonly sent: readonly SentMessage[]
  readonly findings: readonly Finding[]
}

export function composeDocuments(plan: Plan, inputs: ComposeInputs, choice: ComposeChoice): Composed {
  const { guide, words } = inputs
  const own = inputs.own ?? { slots: [], documents: [] }
  const logo = logoOf(plan, inputs)
  const { pagesOf } = inputs
  const context: ComposeContext = {
    guide,
    policy: inputs.policy,
    plan,
    words,
    ownSlots: own.slots,
    ...logo,
    ...defined({ pagesOf }),
  }
  const kinds = kindsWith(own.documents)
  const views = viewsOf(context)
  const wanted = inputs.templates.filter(
    ({ kind, view }) =>
      choice.documents.some((one) => one === kinds[kind]?.choice || one === kinds[kind]?.alsoWith) &&
      (view === null || choice.views === undefined || choice.views.includes(view)),
  )
  const ofRow = letterChoice(plan.practice, inputs.letters, words)
  const ofLetters: LetterChoice = {
    ...ofRow.choice,
    ...(choice.dialects === undefined ? {} : { dialects: choice.dialects }),
    ...(choice.largePrint === true ? { largePrint: 'all' } : {}),
  }
  const isSent = (template: Template): boolean => isToPatients(template) && template.collects === null
  const messages = composeAllMessages(wanted.filter(isSent), {
    context,
    views,
    letters: inputs.letters,
    choice,
    ofLetters,
  })
  const others = wanted
    .filter((template) => !isSent(template))
    .flatMap((template) => {
      if (template.collects !== null && collectedIn(template, messages.sent).length === 0) return []
      const composing = { ...context, sent: messages.sent, channels: inputs.letters.channels }
      const data = dataOf(template, composing, own.documents)
      const view = views(template.language)
      const document = composeDocument(template, data === undefined ? view : { ...view, ...data }, composing)
      if (template.collects === null) return document
      return { ...document, ...lookOf(template, collectedIn(template, messages.sent)) }
    })
  const findings = plan.findings.map((finding) => sayFinding(finding, plan.practice.ods, words))
  return {
    documents: [
      ...others,
      ...messages.sent.filter((one) => !isCollected(one, wanted)).flatMap(({ documents }) => documents),
    ],
    pages: [
      ...others.filter(({ id }) => !wanted.some((template) => template.id === id && template.collects !== null)),
      ...messages.sent.flatMap(({ documents }) => documents),
    ],
    sent: messages.sent,
    findings: [...findings, ...ofRow.findings, ...messages.findings],
  }
}

/** Size, formats and mark of a document that collects others. Messages to copy say above each that it is a draft. */
const lookOf = (
  { collects, bodyPt, formats }: Template,
  collected: readonly SentMessage[],
): Pick<Document, 'bodyPt' | 'formats' | 'titledSheets' | 'watermark'> => {
  const [watermark] = collected.flatMap(({ documents }) => documents.flatMap((one) => one.watermark ?? []))
  return {
    ...defined({ bodyPt: bodyPt ?? undefined, formats: formats.length === 0 ? undefined : formats }),
    // Posters are pages without a word around them, so that one draft marks all.
    ...(collects === 'posters' ? { titledSheets: true, ...defined({ watermark }) } : {}),
  }
}

/** Kind of the page with which everybody begins. */
export const START_HERE = 'start-here'

/** START HERE says which other documents there are, so it is composed after them. Null where no template makes it. */
export function composeStartHere(
  plan: Plan,
  { guide, policy, templates, words, own }: ComposeInputs,
  start: StartHere,
): Document | null {
  const template = templates.find(({ kind }) => kind === START_HERE)
  if (template === undefined) return null
  const context = { guide, policy, plan, words, start, ownSlots: own?.slots ?? [], language: template.language }
  return composeDocument(template, viewOfPlan(context), context)
}

/** What a kind of one's own has to say besides what every document may mention. */
const dataOf = (
  { kind, language }: Template,
  context: ComposeContext,
  own: readonly OwnDocument[],
): Values | undefined => own.find((one) => one.kind === kind)?.data?.({ ...context, language })

function logoOf({ practice }: Plan, { logo: data, words }: ComposeInputs): Pick<ComposeContext, 'logo'> {
  if (practice.logo === undefined || data === undefined) return {}
  const { type, widthPx, heightPx, colours, whose } = practice.logo
  const owner = whose === 'practice' ? practice.name : practice.text.delivery_partner
  return { logo: { type, data, widthPx, heightPx, colours, alt: words.say('cover.logo', { owner }) } }
}

interface Composing {
  readonly context: ComposeContext
  readonly views: (language: string) => View
  readonly letters: LetterData
  readonly choice: ComposeChoice
  readonly ofLetters: LetterChoice
}

function composeAllMessages(
  templates: readonly Template[],
  composing: Composing,
): { readonly sent: readonly SentMessage[]; readonly findings: readonly Finding[] } {
  const { context, views, choice } = composing
  const { guide, plan, words } = context
  const ods = plan.practice.ods
  const sent: SentMessage[] = []
  const findings: Finding[] = []
  const notMade: NotMade[] = []
  const drafts = new Map<string, string[]>()
  if (plan.practice.repeatOrderBy !== null && !orderInTime(plan)) {
    const production = dayOfMilestone(plan, 'final-data-production')
    const message = words.say('unknown.order-too-late', {
      date: longDate(plan.practice.repeatOrderBy),
      production: longDate(production),
    })
    const cell = { row: plan.practice.row, column: 'repeat_order_by' }
    findings.push(findingOf('repeat-order-too-late', message, { cell, practice: ods }))
  }
  const leftOut = new Map<string, { readonly columns: readonly string[]; readonly documents: Set<string> }>()
  for (const template of templates) {
    const view = views(template.language)
    if (choice.unasked !== true && !template.when.every((one) => isConditionTrue(view, one))) continue
    if (!guide.edition.current && !choice.allowSuperseded) {
      // Reported once, because the reason is the same for all of them.
      if (!findings.some(({ rule }) => rule === 'superseded-guide')) {
        const message = words.say('unknown.superseded-letter', { guide: guide.edition.label })
        findings.push(findingOf('superseded-guide', message, { practice: ods }))
      }
      continue
    }
    const missing = choice.unasked === true ? [] : missingColumns(template.requires, view)
    if (missing.length > 0) {
      notMade.push({ template, columns: missing })
      for (const channel of channelsFor(template, view)) sent.push({ template, channel, documents: [], missing })
      continue
    }
    const without = missingColumns(template.optional, view)
    if (without.length > 0) {
      const known = leftOut.get(without.join()) ?? { columns: without, documents: new Set() }
      leftOut.set(without.join(), known)
      known.documents.add(template.variant)
    }
    const reasons = draftReasons(template, view, context)
    if (reasons.length > 0) drafts.set(template.variant, reasons)
    sent.push(...composeOne(template, view, composing, reasons.length > 0))
  }
  const made = sent.filter(({ documents }) => documents.length > 0)
  // One finding for each reason: what is settled once settles every message that waits for it.
  const waiting = new Map<string, string[]>()
  for (const [document, reasons] of drafts)
    for (const reason of reasons) waiting.set(reason, [...(waiting.get(reason) ?? []), document])
  for (const [reason, documents] of waiting) {
    const values = { documents: documents.map((one) => words.say('letters.draft-one', { document: one })).join(', ') }
    const message = words.say('letters.draft-because', { ...values, one: documents.length === 1, reason })
    findings.push(findingOf('letter-draft', message, { practice: ods }))
  }
  return {
    sent,
    findings: [
      ...findings,
      ...sayMissing(
        notMade,
        made.some(({ template }) => template.requires.length > 0),
        words,
        ods,
      ),
      ...sayLeftOut([...leftOut.values()], words, ods),
      ...longMessages(made, composing.letters, words, ods),
      ...dearCharacters(made, composing.letters, plan.practice.patients, words, ods),
      ...unverifiedProfiles(made, composing.letters, words, ods),
    ],
  }
}

function composeOne(
  template: Template,
  view: View,
  { context, letters, choice, ofLetters }: Composing,
  draft: boolean,
): readonly SentMessage[] {
  const { words } = context
  if (template.kind === 'letters') {
    const documents = composeLetter(
      template,
      view,
      context,
      letters,
      ofLetters,
      draft ? words.say('letters.draft') : undefined,
    )
    return [{ template, channel: template.channel ?? 'letter', documents, missing: [] }]
  }
  const watermark = draft ? words.say(template.channel === null ? 'letters.draft-message' : 'letters.draft') : undefined
  return composeMessages(template, view, context, letters, { watermark, unasked: choice.unasked === true }).map(
    ({ channel, document }) => ({
      template,
      channel,
      documents: [document],
      missing: [],
    }),
  )
}

/** One view for each language of the templates. */
function viewsOf(context: ComposeContext): (language: string) => View {
  const views = new Map<string, View>()
  return (language) => {
    let view = views.get(language)
    if (!view) views.set(language, (view = viewOfPlan({ ...context, language })))
    return view
  }
}

interface Issuing {
  /** Issue days of the existing pack, if there is one. */
  readonly before: IssueRecord | undefined
  readonly today: IsoDay
  /** Hash of a document's words: equal for two documents with the same words. */
  readonly hash: (document: Document) => string
  readonly words: Words
}

/**
 * A document with the same words as in the existing pack keeps its day and its number; the others are issued today, with the next
 * number of the pack. The day is in the properties and, on documents that stay at the practice, in the footer with the number, which
 * a person can read out: they show whether a printed copy is the newest.
 */
export function issueDocuments(
  documents: readonly Document[],
  { before, today, hash, words }: Issuing,
): { readonly documents: readonly Document[]; readonly issued: IssueRecord } {
  const numbers = Object.values(before ?? {}).map((one) => one.number ?? 1)
  const next = Math.max(0, ...numbers) + 1
  const issued = documents.map((document) => {
    const key = `${document.kind}/${document.id}`
    const said = hash(document)
    const known = before?.[key]
    const record = known?.words === said ? known : { words: said, day: today, number: next }
    return { key, record, document: issue(document, record, words) }
  })
  return {
    documents: issued.map(({ document }) => document),
    issued: Object.fromEntries(issued.map(({ key, record }) => [key, record])),
  }
}

function issue(document: Document, { day, number = 1 }: IssueRecord[string], words: Words): Document {
  // A letter has its own date, and a poster is not a copy of anything.
  if (isToPatients(document)) return { ...document, modified: day }
  const line = words.say('footer.issued', { pack: `${document.practice}-${number}`, date: shortDate(day) })
  return { ...document, modified: day, footer: [...document.footer, { text: `. ${line}` }] }
}
