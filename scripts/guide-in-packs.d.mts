import type { Guide } from '../src/model/guide.ts'
import type { Plan } from '../src/model/plan.ts'

/** Pages and sections that no pack repeats, and why. */
export const ONLY_ON_THE_SITE: Readonly<Record<string, string>>
/** A sentence of the guide in each pack: `found`, `missing`, or why it is not for the practice. */
export interface FoundSentence {
  readonly where: string
  readonly kind: string
  readonly words: string
  readonly states: readonly string[]
}
export function findInPacks(
  guide: Guide,
  packs: readonly { readonly plan: Plan; readonly words: string }[],
): FoundSentence[]
