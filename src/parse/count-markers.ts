/**
 * The markers of one page, counted without understanding the rest: fast enough for every version a page has had.
 *
 * @module
 */
import { readFrontMatter } from '../markdown/front-matter.ts'
import { scanComments } from '../markdown/scan-comments.ts'
import { SourceText } from '../markdown/source-text.ts'

/** `[GAP]` and `[UPLIFT]` inside comments; each occurrence counts once. */
export function countMarkers(text: string): { gaps: number; uplifts: number } {
  if (!/\[(?:GAP|UPLIFT)\]/.test(text)) return { gaps: 0, uplifts: 0 }
  const { end } = readFrontMatter(new SourceText('', text)).matter
  const inner = scanComments(text, end).comments.map((comment) => comment.inner)
  const count = (pattern: RegExp): number => inner.reduce((sum, each) => sum + (each.match(pattern)?.length ?? 0), 0)
  return { gaps: count(/\[GAP\]/g), uplifts: count(/\[UPLIFT\]/g) }
}
