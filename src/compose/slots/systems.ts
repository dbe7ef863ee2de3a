/**
 * `slot: systems; heading: Your two systems`: what is known about moving from the practice's current system and to its new one,
 * with its source, and what has to be asked of each supplier, with room for the answer. A system that the guide does not know
 * says so.
 *
 * @module
 */
import type { Block, Span, TableRow } from '../../document/document.ts'
import type { SystemInfo } from '../../model/clinical-system.ts'
import type { PracticeSystem } from '../../model/practice.ts'
import type { ComposeContext, Slot } from '../compose-context.ts'
import { notesFor, sourceMark } from '../provenance.ts'

type SystemSide = 'current' | 'new'

/** One thing that is known or not, and what to ask about it. */
interface SystemPoint {
  readonly id: string
  readonly says: string
  readonly ask: string | null
  readonly sources: readonly string[]
}

export const systems: Slot = (context, { heading }) => {
  const { practice } = context.plan
  const blocks = [
    ...aboutSystem('current', practice.currentSystem, context),
    ...aboutSystem('new', practice.newSystem, context),
  ]
  if (heading === undefined) return blocks
  return [{ type: 'heading', level: 2, id: 'systems', spans: [{ text: heading }] }, ...blocks]
}

function aboutSystem(side: SystemSide, system: PracticeSystem, context: ComposeContext): readonly Block[] {
  const { words } = context
  const { known, written } = system
  const name = known?.name ?? written
  const title = words.say(`systems.titles.${side}`, { name, supplier: known?.supplier ?? null })
  const points = known === null ? unknownSystem(side, written, context) : pointsOf(side, known, context)
  const header = ['known', 'ask', 'answer'].map((column): readonly Span[] => [
    { text: words.say(`systems.columns.${column}`) },
  ])
  return [
    { type: 'heading', level: 3, id: `system-${side}`, spans: [{ text: title }] },
    {
      type: 'table',
      id: `system-${side}`,
      caption: [{ text: title }],
      captionVisible: false,
      header,
      shares: [4, 4, 2.4],
      rowHeader: 0,
      rows: points.map((point) => row(side, point, context)),
    },
  ]
}

const row = (side: SystemSide, { id, says, ask, sources }: SystemPoint, context: ComposeContext): TableRow => ({
  id,
  cells: [
    { spans: [{ text: says }, ...sourceMark(sources, context)] },
    { spans: [{ text: ask ?? context.words.say('systems.nothing-to-ask') }] },
    {
      field: {
        id: `system-${side}:${id}`,
        kind: 'text',
        label: context.words.say('systems.answer-field', { question: ask ?? says }),
        lines: 2,
      },
    },
  ],
})

function pointsOf(side: SystemSide, known: SystemInfo, context: ComposeContext): readonly SystemPoint[] {
  const { words } = context
  const { name, patientApps, sources } = known
  const other = otherName(side, context)
  const say = (point: string, state: string, more: Readonly<Record<string, unknown>> = {}): SystemPoint => {
    const values = { name, other, leaves: side === 'current', ...more }
    const ask = words.say(`systems.${point}.ask`, values)
    // That no source says it has no source.
    return {
      id: point,
      says: words.say(`systems.${point}.${state}`, values),
      ask,
      sources: state === 'to-confirm' ? [] : sources,
    }
  }
  const { practice } = context.plan
  const numbers = new Map(known.notes.map((note, index) => [note, index + 1]))
  const notes = notesFor(known, practice).map((note): SystemPoint => ({ ...note, id: `note-${numbers.get(note)}` }))
  // Nothing is said of what the practice does not have.
  const hasApps = practice.conditions['patient_apps'] !== false
  const saysOfApps = (app: string): boolean => notes.some(({ says }) => says.includes(app))
  return [
    ...notes,
    ...(!hasApps || patientApps.length === 0 || patientApps.every(saysOfApps)
      ? []
      : [say('apps', 'known', { apps: patientApps.join(', ') })]),
    ...(asksMesh(side, context) ? [say('mesh', known.meshChange)] : []),
    // What comes across, and how the last copy is taken, is the matter of the system that is left.
    ...(side === 'new'
      ? []
      : [
          say('weekend', known.weekendCutover),
          known.notMigrating === null
            ? say('not-migrating', 'to-confirm')
            : { ...say('not-migrating', 'to-confirm'), says: known.notMigrating },
        ]),
  ]
}

/** Asked once: of the new supplier, unless a note of either system asks it already. */
const asksMesh = (side: SystemSide, { plan: { practice } }: ComposeContext): boolean =>
  side === 'new' &&
  practice.conditions['mesh'] !== false &&
  ![practice.currentSystem, practice.newSystem].some(
    ({ known }) => known?.meshChange === 'yes' && known.notes.some(({ says }) => says.includes('MESH')),
  )

const otherName = (side: SystemSide, { plan: { practice } }: ComposeContext): string => {
  const { known, written } = side === 'current' ? practice.newSystem : practice.currentSystem
  return known?.name ?? written
}

/** Nothing is known of it, so that all is to be asked. */
const unknownSystem = (side: SystemSide, name: string, context: ComposeContext): readonly SystemPoint[] =>
  [
    'unknown',
    ...(side === 'current' ? ['weekend', 'not-migrating'] : []),
    ...(asksMesh(side, context) ? ['mesh'] : []),
  ].map((point): SystemPoint => {
    const values = { name, other: otherName(side, context), leaves: side === 'current' }
    const state = point === 'unknown' ? 'says' : 'to-confirm'
    return {
      id: point,
      says: context.words.say(`systems.${point}.${state}`, values),
      ask: context.words.say(`systems.${point}.ask`, values),
      sources: [],
    }
  })
