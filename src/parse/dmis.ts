/**
 * Mentions of Data Migration requirements (`DMI02`), in text and in comments.
 *
 * @module
 */
import { rangeAt } from '../markdown/scan-comments.ts'
import type { Finding } from '../model/finding.ts'
import type { DmiReference, GuideData } from '../model/guide.ts'
import { findingOf } from '../model/rules.ts'
import { isAnnotation } from './annotation.ts'
import type { ReadGuidePage } from './page.ts'

export function readDmis(
  page: ReadGuidePage,
  data: Pick<GuideData, 'dmis'>,
): { dmis: DmiReference[]; findings: Finding[] } {
  const { source, comments, frontMatter } = page.markdown
  const dmis: DmiReference[] = []
  const findings: Finding[] = []
  for (const found of source.text.matchAll(/\bDMI(\d{2})(?!\d)/g)) {
    if (found.index < frontMatter.end) continue
    const comment = rangeAt(comments, found.index)
    // An annotation is the task's own reference and is checked there.
    if (comment !== null && page.annotated && isAnnotation(comment.inner)) continue
    const [code] = found
    const status = data.dmis.some((dmi) => dmi.code === code) ? 'known' : 'unknown'
    const place = source.place(found.index)
    dmis.push({ code, status, commented: comment !== null, place })
    if (status === 'unknown') {
      const message = `Unexpected code \`${code}\`, expected one of dmi.yaml. Nothing is known of what it requires; check the number, or add it.`
      findings.push(findingOf('unknown-dmi-code', message, { place }))
    }
  }
  return { dmis, findings }
}
