/**
 * `slot: decision; id: start`: the form of one of the guide's decisions: until when, who rings and what is said, each line with
 * who answers, and where it is signed.
 *
 * @module
 */
import { clockTime, longDate } from '../../base/day-in-words.ts'
import { dayPartOf, timePartOf } from '../../base/day.ts'
import { lowerFirst } from '../../base/text.ts'
import type { Block, Cell, Field, Span, TableRow } from '../../document/document.ts'
import type { Criterion } from '../../model/guide.ts'
import type { PlannedDecision, PlannedLine } from '../../model/plan.ts'
import type { ComposeContext, Slot } from '../compose-context.ts'
import { roleName, sayFinding } from '../say.ts'
import { ifItApplies } from './task-lists.ts'

export const decision: Slot = (context, { id: wanted }) => {
  const planned = context.plan.decisions.find((one) => one.decision.id === wanted)
  if (!planned) return []
  const { id } = planned.decision
  const { guide, words } = context
  const borrowed = guide.borrowed.decisions ? words.say('decision.borrowed', { guide: guide.edition.name }) : null
  const title = words.say('decision.title', {
    number: context.plan.decisions.indexOf(planned) + 1,
    title: planned.decision.title,
  })
  return [
    { type: 'heading', level: 2, id: `decide-${id}`, spans: [{ text: title }] },
    ...(borrowed === null ? [] : [{ type: 'paragraph', spans: [{ text: borrowed }] } as const]),
    facts(`decide-${id}-facts`, factsOf(planned, context)),
    { type: 'paragraph', spans: [{ text: sayCall(planned, context) }] },
    linesTable(planned, context),
    facts(`decided-${id}`, signedOf(planned, context)),
  ]
}

/** A person as the practice's row names them, else the role alone. */
export function personOf(role: string, { guide, plan }: ComposeContext): string {
  const name = plan.practice.contacts[role]?.name
  return [roleName(role, guide), ...(name ? [name] : [])].join(', ')
}

/** Who decides owns the decision's task; a guide without the task leaves it to the practice. */
export const deciderOf = ({ planned }: PlannedDecision): string | null => planned?.task.roles[0] ?? null

/** The day, and the hour where it is planned. */
export function sayUntil(planned: PlannedDecision, { words }: ComposeContext): string {
  const { date, start, decision: said } = planned
  const time = start !== null && dayPartOf(start) === date ? clockTime(timePartOf(start)) : null
  return words.say('decision.until', { date: longDate(date), time, until: said.until })
}

type FactValue = { readonly spans: readonly Span[] } | { readonly field: Field }

const facts = (id: string, values: Readonly<Record<string, FactValue>>): Block => ({
  type: 'facts',
  id,
  rows: Object.entries(values).map(([label, value]) => ({ label: [{ text: label }], value })),
})

function factsOf(planned: PlannedDecision, context: ComposeContext): Readonly<Record<string, FactValue>> {
  const said = (text: string): FactValue => ({ spans: [{ text }] })
  const { words } = context
  return {
    [words.say('decision.facts.until')]: said(sayUntil(planned, context)),
    [words.say('decision.facts.if-not')]: said(planned.decision.ifNot),
    [words.say('decision.facts.back')]: said(planned.decision.back),
  }
}

function sayCall(planned: PlannedDecision, context: ComposeContext): string {
  const { decision: said, start } = planned
  const { guide, words } = context
  const decider = deciderOf(planned)
  return words.say('decision.call', {
    rings: lowerFirst(personOf(said.rings, context)),
    named: context.plan.practice.contacts[said.rings]?.name ? ',' : null,
    time: start === null ? null : clockTime(timePartOf(start)),
    decides: decider === null ? null : lowerFirst(roleName(decider, guide)),
    go: said.go,
    noGo: said.noGo,
  })
}

function signedOf(planned: PlannedDecision, context: ComposeContext): Readonly<Record<string, FactValue>> {
  const { words } = context
  const decider = deciderOf(planned)
  const person = decider === null ? null : lowerFirst(personOf(decider, context))
  const blank = (name: string, kind: Field['kind']): FactValue => ({
    field: field(
      planned,
      name,
      kind,
      words.say(`decision.fields.${name}`, { decision: planned.decision.title, person }),
    ),
  })
  return {
    [words.say('decision.signed.said')]: blank('said', 'text'),
    [words.say('decision.signed.call')]: blank('call', 'text'),
    [words.say('decision.signed.signature', { person })]: blank('signature', 'signature'),
  }
}

function field({ decision: { id } }: PlannedDecision, name: string, kind: Field['kind'], label: string): Field {
  return { id: `decision:${id}:${name}`, kind, label }
}

/** The last line is the practice's own. */
function linesTable(planned: PlannedDecision, context: ComposeContext): Block {
  const { words } = context
  const { id, title } = planned.decision
  const own = (name: string): Cell => ({
    field: field(
      planned,
      `own:${name}`,
      name === 'yes' ? 'check' : 'text',
      words.say(`decision.own.${name}`, { title }),
    ),
  })
  return {
    type: 'table',
    id: `criteria-${id}`,
    caption: [{ text: words.say('decision.caption', { title }) }],
    captionVisible: false,
    header: ['is', 'asked', 'yes'].map((name): readonly Span[] => [{ text: words.say(`decision.columns.${name}`) }]),
    shares: [6.4, 2.8, 0.8],
    rowHeader: 0,
    rows: [
      ...planned.criteria.map((line) => lineRow(planned, line, context)),
      { id: `${id}-own`, cells: ['is', 'asked', 'yes'].map(own) },
    ],
  }
}

function lineRow(planned: PlannedDecision, line: PlannedLine<Criterion>, context: ComposeContext): TableRow {
  const { id, is, evidence, asked } = line.line
  const name = context.plan.practice.contacts[asked]?.name
  const notes = [
    ...context.plan.findings
      .filter(({ rule }) => rule === line.line.warning)
      .map((finding) => sayFinding(finding, context.plan.practice.ods, context.words).message),
    context.words.say('decision.evidence', { evidence }),
    ...(line.applies === 'unknown' ? [ifItApplies(line, context)] : []),
  ]
  return {
    id: `${planned.decision.id}-${id}`,
    cells: [
      { spans: [{ text: is }], more: notes.map((text) => [{ text }]) },
      { spans: [{ text: roleName(asked, context.guide) }], ...(name ? { more: [[{ text: name }]] } : {}) },
      { field: field(planned, `${id}:yes`, 'check', context.words.say('decision.fields.yes', { criterion: is })) },
    ],
  }
}
