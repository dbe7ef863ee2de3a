import type { GuideRule } from '../guide-rule.ts'

export const supersededSource: GuideRule = {
  id: 'superseded-source',
  severity: 'note',
  title: 'A task whose only source has been superseded',
  why: 'It may no longer be true, and readers cannot tell; every pack marks the task with a † and prints the caveat of its source.',
  fix: 'Look for the fact in a current source and name that one too; otherwise leave it as it is.',
  *check({ guide }) {
    for (const { id, sources, place } of guide.tasks) {
      if (sources.length === 0) continue
      const known = sources.map((source) => guide.data.sources.find((info) => info.id === source))
      const replaced = known.filter((info) => info?.status === 'superseded' || info?.status === 'framework-ended')
      if (replaced.length < sources.length) continue
      const names = replaced.map((info) => info?.title ?? '').join('; ')
      yield {
        message: `The task \`${id}\` rests only on what has been replaced: ${names}. Find a current source for it.`,
        place,
      }
    }
  },
}
