/**
 * The slots that templates may place, by name.
 *
 * @module
 */
import { aboutPhase } from './about-phase.ts'
import { communications } from './communications.ts'
import { countdown, daysAfter } from './countdown.ts'
import { decision } from './decision.ts'
import { dataTypes, firstOfEach, links, mayBeLost, whatStops } from './guide-lists.ts'
import { hazards } from './hazard-log.ts'
import { daysBetween, hours } from './hours.ts'
import { linksOffDays } from './links-off-days.ts'
import { messages, posters } from './messages.ts'
import { glossary, prose } from './prose.ts'
import { questions } from './question-sheet.ts'
import { marks, sources } from './source-list.ts'
import { keyDates, missing, packFiles, peopleAndTasks, weekByWeek } from './start-here.ts'
import { callouts, limits, otherCallouts, otherTasks, phaseIntro, section, tasks } from './task-lists.ts'
import type { SlotName } from '../../template/language.ts'
import type { Slot } from '../compose-context.ts'
import { timeline, timelineDates } from './timeline.ts'

export type { Slot }

/** `template/language.ts` describes each and its options. */
export const SLOTS: Readonly<Record<SlotName, Slot>> = {
  tasks,
  'other-tasks': otherTasks,
  'about-phase': aboutPhase,
  'phase-intro': phaseIntro,
  callouts,
  'other-callouts': otherCallouts,
  limits,
  communications,
  messages,
  posters,
  hours,
  'links-off-days': linksOffDays,
  'days-between': daysBetween,
  countdown,
  'days-after': daysAfter,
  decision,
  hazards,
  'data-types': dataTypes,
  links,
  'first-of-each': firstOfEach,
  'what-stops': whatStops,
  'may-be-lost': mayBeLost,
  section,
  prose,
  glossary,
  marks,
  sources,
  questions,
  'key-dates': keyDates,
  'week-by-week': weekByWeek,
  'people-and-tasks': peopleAndTasks,
  missing,
  'pack-files': packFiles,
  timeline,
  'timeline-dates': timelineDates,
}
