// The guide's YAML: one file of it is changed, the others are as they ship; then a practice is planned with it.
import { checkSources } from '../../dist/app/checked-guide.js'
import { parseTimingPolicy } from '../../dist/guide/timing-policy.js'
import { makeCalendar } from '../../dist/plan/calendar.js'
import { planForPractice } from '../../dist/plan/plan-for-practice.js'
import { joined, kit, ownGuide, parted, wordsOf } from '../setting.mjs'

export const words = wordsOf('yaml')

export const seeds = () =>
  [...ownGuide.data.values()].map((file) => joined([{ ...file, text: file.text.slice(0, 8000) }]))

export function run(input) {
  const [changed] = parted(input)
  if (!changed) return
  const data = new Map([...ownGuide.data, [changed.file, changed]])
  const { guide } = checkSources({ kind: 'own', pages: ownGuide.pages.slice(0, 1), data }, '2026-11-28')
  const policy = parseTimingPolicy(data)
  planForPractice(
    { ...kit.guide, data: guide.data },
    policy,
    makeCalendar(policy.holidays),
    kit.practices[0],
    '2026-11-28',
  )
}
