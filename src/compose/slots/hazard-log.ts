/**
 * `slot: hazards`: the known hazards with the tasks that control each, as a form: who sees to it, the risk before and after
 * as the Clinical Safety Officer scores it, and whether it is closed. No score comes from here. A task that controls several
 * hazards is said once, above them, with a letter that stands for it.
 *
 * @module
 */
import { daysWithin } from '../../base/day-in-words.ts'
import type { Block, Cell, Field, Span, TableRow } from '../../document/document.ts'
import type { PlannedHazard, PlannedTask } from '../../model/plan.ts'
import type { ComposeContext, Slot } from '../compose-context.ts'
import { sourceMark } from '../provenance.ts'
import { firstWords, ifItApplies } from './task-lists.ts'

const BLANKS = ['who', 'before', 'after', 'state'] as const

export const hazards: Slot = (context) => {
  const { plan, words } = context
  if (plan.hazards.length === 0) return []
  const letters = lettersOf(plan.hazards)
  const table: Block = {
    type: 'table',
    id: 'hazards',
    caption: [{ text: words.say('hazards.caption') }],
    captionVisible: false,
    header: ['hazard', ...BLANKS].map((name): readonly Span[] => [{ text: words.say(`hazards.columns.${name}`) }]),
    shares: [11.5, 1.2, 1, 1, 1],
    rowHeader: 0,
    rows: plan.hazards.map((planned, index) => hazardRow(planned, index + 1, letters, context)),
  }
  if (letters.size === 0) return [table]
  const shared = [...letters].flatMap(([task, letter]): readonly Span[] => [
    { text: ` ${letter}\u00a0`, marks: ['strong'] },
    { text: `${sayControl(task, context)}.` },
  ])
  return [{ type: 'paragraph', spans: [{ text: words.say('hazards.shared') }, ...shared] }, table]
}

type Letters = ReadonlyMap<PlannedTask, string>

/** Letters of the tasks that control several hazards, in the order in which they are first needed. */
function lettersOf(hazards: readonly PlannedHazard[]): Letters {
  const counts = new Map<PlannedTask, number>()
  for (const task of hazards.flatMap(({ controls }) => controls)) counts.set(task, (counts.get(task) ?? 0) + 1)
  const shared = [...counts].filter(([, count]) => count > 1).slice(0, ALPHABET.length)
  return new Map(shared.map(([task], at) => [task, ALPHABET.charAt(at)]))
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

function hazardRow(planned: PlannedHazard, number: number, letters: Letters, context: ComposeContext): TableRow {
  const { id, hazard, couldHappen, sources } = planned.line
  const { words } = context
  const applies = planned.applies === 'unknown' ? ` ${ifItApplies(planned, context)}.` : ''
  const field = (name: (typeof BLANKS)[number]): Field => ({
    id: `hazard:${id}:${name}`,
    kind: 'text',
    label: words.say(`hazards.fields.${name}`, { hazard }),
  })
  return {
    id,
    cells: [
      {
        spans: [
          { text: words.say('hazards.numbered', { number: String(number), hazard }), marks: ['strong'] },
          { text: ` ${couldHappen}${applies}` },
          ...sourceMark(sources, context),
          { text: ` ${controlsOf(planned.controls, letters, context)}`, marks: ['quiet'] },
        ],
      },
      ...BLANKS.map((name): Cell => ({ field: field(name) })),
    ],
  }
}

/** Those that are said above by their letters, then each other by its first sentence, in the order of the guide. */
function controlsOf(controls: readonly PlannedTask[], letters: Letters, context: ComposeContext): string {
  const shared = controls.flatMap((task) => letters.get(task) ?? [])
  const own = controls.filter((task) => !letters.has(task)).map((task) => sayControl(task, context))
  const tasks = [...(shared.length === 0 ? [] : [shared.join(', ')]), ...own].join('; ')
  return context.words.say('hazards.controls', { tasks })
}

/** A task by its first sentence, with its day. */
function sayControl({ task, from, due }: PlannedTask, { plan, words }: ComposeContext): string {
  const days = due === null ? null : daysWithin(from ?? due, due, plan.practice.goLive)
  const date = days?.replaceAll(' ', '\u00a0') ?? null
  return words.say('hazards.control', { task: firstWords(task.text), date })
}
