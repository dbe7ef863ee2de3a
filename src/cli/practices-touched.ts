/** Plans the practices of a file, to say which of them each gap touches. */
import type { IsoDay } from '../base/day.ts'
import type { Guide, Marker } from '../model/guide.ts'
import { planPractice, understand } from '../pipeline.ts'
import { practicesTouched } from '../report/practices-touched.ts'
import type { GapFlags } from './gap-options.ts'

/** @throws UserError when the practices file cannot be read */
export async function touchingPractices(
  practices: string,
  { guide: directory, templates }: Pick<GapFlags, 'guide' | 'templates'>,
  guide: Guide,
  asOf: IsoDay,
): Promise<(marker: Marker) => readonly string[]> {
  const understood = await understand({ guide: directory, templates, practices })
  const plans = understood.practices.map((practice) => planPractice(understood, practice, asOf))
  return practicesTouched(guide, plans)
}
