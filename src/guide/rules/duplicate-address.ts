import type { Place } from '../../model/finding.ts'
import type { GuideRule } from '../guide-rule.ts'

export const duplicateAddress: GuideRule = {
  id: 'duplicate-address',
  severity: 'warning',
  title: 'Two pages or two sections with one address',
  why: 'A link can lead to only one of them; the other cannot be reached.',
  fix: 'Give each page its own `permalink`, and each section of a page its own id.',
  *check({ guide }) {
    const pages = new Map<string, string>()
    for (const { file, permalink, headings } of guide.pages) {
      const address = permalink?.replace(/(?<=.)\/+$/, '')
      const other = address === undefined ? undefined : pages.get(address)
      if (other !== undefined)
        yield {
          message: `Unexpected address \`${address}\` of a second page, expected it once: ${other} has it too. Give one of them another \`permalink\`.`,
          place: { file, line: 1, column: 1 },
        }
      else if (address !== undefined) pages.set(address, file)
      const sections = new Map<string, Place>()
      for (const { id, place } of headings) {
        const first = sections.get(id)
        if (first === undefined) sections.set(id, place)
        else
          yield {
            message: `Unexpected second section \`#${id}\`, expected each id once on a page: line ${first.line} has it too. Give one of them another id.`,
            place,
          }
      }
    }
  },
}
