import { count, type Rule } from '../../rule.ts'
import { isArtifact, onPage, ownerOf } from '../drawn.ts'
import type { PdfSubject } from '../pdf-subject.ts'

export const drawingUntagged: Rule<PdfSubject> = {
  id: 'drawing-untagged',
  why: 'A drawing must be a figure with words, or be marked as decoration; left open, readers guess.',
  *check(subject) {
    const perPage = new Map<number, number>()
    for (const event of subject.events)
      if (event.kind !== 'text' && !isArtifact(event) && ownerOf(subject, event) === null)
        perPage.set(event.page, (perPage.get(event.page) ?? 0) + 1)
    for (const [page, drawings] of perPage)
      yield { message: `${count(drawings, 'drawing')} neither tagged nor marked as decoration`, where: onPage(page) }
  },
}
