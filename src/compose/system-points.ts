/**
 * What is known about moving from the practice's current system and to its new one, with its source, and what has to be asked of
 * each supplier. A system that the guide does not know says so.
 *
 * @module
 */
import type { SystemInfo } from '../model/clinical-system.ts'
import type { PracticeSystem } from '../model/practice.ts'
import type { ComposeContext } from './compose-context.ts'
import { notesFor } from './provenance.ts'

type SystemSide = 'current' | 'new'

/** One thing that is known or not, and what to ask about it. */
export interface SystemPoint {
  readonly id: string
  readonly side: SystemSide
  /** What it is about, where a question of the guide may be about the same. */
  readonly topic: string | null
  readonly says: string
  readonly ask: string | null
  readonly sources: readonly string[]
}

export const systemPoints = (context: ComposeContext): readonly SystemPoint[] => {
  const of = (side: SystemSide, { known, written }: PracticeSystem): readonly SystemPoint[] =>
    known === null ? unknownSystem(side, written, context) : pointsOf(side, known, context)
  const { currentSystem, newSystem } = context.plan.practice
  return [...of('current', currentSystem), ...of('new', newSystem)]
}

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
      side,
      topic: point,
      says: words.say(`systems.${point}.${state}`, values),
      ask,
      sources: state === 'to-confirm' ? [] : sources,
    }
  }
  const { practice } = context.plan
  const numbers = new Map(known.notes.map((note, index) => [note, index + 1]))
  const notes = notesFor(known, practice).map((note): SystemPoint => ({
    ...note,
    side,
    topic: note.condition,
    id: `note-${numbers.get(note)}`,
  }))
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
      side,
      topic: point,
      says: context.words.say(`systems.${point}.${state}`, values),
      ask: context.words.say(`systems.${point}.ask`, values),
      sources: [],
    }
  })
