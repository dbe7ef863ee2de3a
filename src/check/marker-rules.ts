import type { RuleInfo } from '../model/rule.ts'
import { rule } from './rule-line.ts'

/** What editors mark themselves. */
export const MARKER_RULES: readonly RuleInfo[] = [
  rule(
    'gap',
    'warning',
    'Something the guide does not know yet',
    'Nobody should rely on the words it stands at; every pack says so on the page it touches.',
    'Ask whom the marker names, write down what is known, and delete the marker.',
  ),
  rule(
    'uplift',
    'note',
    'A change that editors noted',
    'It tells editors what became of an older wording. Readers lose nothing.',
    'Delete it once the change has been reviewed.',
  ),
  rule(
    'near-miss',
    'warning',
    'A word in brackets that looks like a marker and is none',
    'It counts in no list of gaps, so what it says is forgotten while readers rely on the page.',
    'Write [GAP] or [UPLIFT] in capitals, or take the brackets away.',
  ),
]
