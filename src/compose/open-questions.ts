/**
 * The questions that a practice puts to others: what the guide does not know, what is to be asked about its two systems, and
 * what its row does not say. Each once, on the sheet of whoever can answer it.
 *
 * The id of a question is made of its words, or is the column that its answer fills, so that an answer finds its question
 * whichever pack it comes from.
 *
 * @module
 */
import { createHash } from 'node:crypto'
import { lowerFirst } from '../base/text.ts'
import type { Span } from '../document/document.ts'
import type { Marker } from '../model/marker.ts'
import type { ComposeContext } from './compose-context.ts'
import { sourceMark } from './provenance.ts'
import { roleName } from './say.ts'
import { openGaps } from './shown-tasks.ts'
import { type SystemPoint, systemPoints } from './system-points.ts'
import { toDos } from './to-dos.ts'

export interface OpenQuestion {
  /** `ask:` and its words, or `column:` and the column. At most 52 characters: with the name of a part it is a tag in Word. */
  readonly id: string
  readonly text: string
  /** What is known about it, and where from. */
  readonly known: readonly Span[]
  /** Id of the sheet that it is on. */
  readonly sheet: string
  readonly answer: 'text' | 'date' | 'yes-no' | 'status'
}

export interface QuestionSheet {
  readonly id: string
  readonly title: string
  readonly questions: readonly OpenQuestion[]
}

const PRACTICE = 'practice'
const OTHERS = 'others'

/** Those who get a sheet of their own. */
const SHEETS = ['new-supplier', 'current-supplier', 'commissioner', PRACTICE, OTHERS] as const

/** Sheets with questions, in the order in which they are printed. */
export function questionSheets(context: ComposeContext): readonly QuestionSheet[] {
  const { plan, words } = context
  const all = openQuestions(context)
  const { currentSystem, newSystem, text, contacts } = plan.practice
  const names: Readonly<Record<string, string | null | undefined>> = {
    'new-supplier': newSystem.known?.supplier ?? newSystem.written,
    'current-supplier': currentSystem.known?.supplier ?? currentSystem.written,
    commissioner: text.icb,
    practice: plan.practice.name,
  }
  return SHEETS.flatMap((id) => {
    const questions = all.filter(({ sheet }) => sheet === id)
    if (questions.length === 0) return []
    const title = words.say(`questions.sheets.${id}`, { name: names[id], person: contacts[id]?.name })
    return [{ id, title, questions }]
  })
}

/** Topics that a question of the guide may be about too: `words.yaml` says how it is recognised. */
const ASKED_BY_GUIDE = ['weekend', 'mesh', 'pcse_must_act']

export function openQuestions(context: ComposeContext): readonly OpenQuestion[] {
  const gaps = openGaps(context)
  const points = systemPoints(context)
  const known = ({ says, sources }: SystemPoint): readonly Span[] => [{ text: says }, ...sourceMark(sources, context)]
  /** The gap that asks the same in words of its own. */
  const askedBy = (topic: string | null): Marker | undefined => {
    if (topic === null || !ASKED_BY_GUIDE.includes(topic)) return undefined
    const phrase = context.words.say(`questions.asked-by.${topic}`).toLowerCase()
    return gaps.find((gap) => questionIn(gap).toLowerCase().includes(phrase))
  }
  const ofGuide = gaps.map((gap): OpenQuestion => {
    const said = points.find(({ topic, sources }) => sources.length > 0 && askedBy(topic) === gap)
    const { sheet, text } = gapOn(gap, context)
    return { id: idOf(questionIn(gap)), text, known: said === undefined ? [] : known(said), sheet, answer: 'text' }
  })
  const ofSystems = points
    .filter(({ topic }) => askedBy(topic) === undefined)
    .map((point): OpenQuestion => {
      const { side, says, ask } = point
      return {
        id: idOf(ask === null ? says : `${side} ${ask}`),
        text: ask ?? context.words.say('systems.nothing-to-ask'),
        known: known(point),
        sheet: `${side}-supplier`,
        answer: 'text',
      }
    })
  const ofRow = toDos(context)
    .filter(({ app }) => app === undefined || !points.some(({ says, ask }) => `${says} ${ask}`.includes(app)))
    .flatMap(({ text, columns, ask }): OpenQuestion[] => {
      const of = { known: [], sheet: ask ?? PRACTICE }
      if (columns.length === 0) return [{ ...of, id: idOf(text), text, answer: 'text' }]
      return columns
        .filter(({ id }) => askedBy(id) === undefined)
        .map(({ id, kind, question = text }) => ({
          ...of,
          id: `column:${id.replaceAll('_', '-')}`,
          text: question,
          answer: kind,
        }))
    })
  return [...ofGuide, ...ofSystems, ...ofRow]
}

/** The question as it can be put to somebody; where there is none, the editor's note. */
function questionIn({ question, text }: Marker): string {
  const said = (question ?? text).trim()
  return /[.?!]$/.test(said) ? said : `${said}.`
}

/** Who has no sheet of their own is named before the question. */
function gapOn(gap: Marker, { guide, plan, words }: ComposeContext): { readonly sheet: string; readonly text: string } {
  const question = questionIn(gap)
  const { ask } = gap
  if (ask === null) return { sheet: PRACTICE, text: question }
  if (SHEETS.some((id) => id === ask)) return { sheet: ask, text: question }
  const role = roleName(ask, guide)
  const text = words.say('questions.ask', {
    role: /^[A-Z][a-z]+ [a-z]/.test(role) ? lowerFirst(role) : role,
    name: plan.practice.contacts[ask]?.name,
    question,
  })
  const belongs = guide.data.roles.find(({ id }) => id === ask)?.belongs
  return { sheet: belongs === 'practice' ? PRACTICE : OTHERS, text }
}

/** The words that a person can recognise, and a hash that tells two questions apart that begin alike. */
function idOf(words: string): string {
  const slug = words.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  const hash = createHash('sha256').update(slug).digest('hex').slice(0, 6)
  return `ask:${slug.slice(0, 36).replace(/-[^-]*$/, '')}-${hash}`
}
