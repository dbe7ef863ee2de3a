import { clockTime } from '../../base/day-in-words.ts'
import { dayPartOf, momentOf, timePartOf } from '../../base/day.ts'
import { milestoneIn } from '../../model/plan.ts'
import { type ConsistencyRule, phrasesOf } from '../pack.ts'
import { patternOf, statementsOf } from '../printed.ts'

/** Between the hour of go live and the word go, a page says in which system people work. */
export const goLiveBeforeSignOff: ConsistencyRule = {
  id: 'go-live-before-sign-off',
  severity: 'error',
  title: 'A go live before its sign-off, and no page says which system is used until then',
  why: 'Some work in the new system and others in the old one, and what is written in the wrong one is lost.',
  fix: 'Say in the cutover plan which system is used from the hour of go live until the decision.',
  *find({ plan, words, documents }) {
    const goLive = milestoneIn(plan.milestones, 'go-live')
    const plans = documents.filter(({ kind }) => kind === 'cutover-plan')
    if (goLive.time === null || plans.length === 0) return
    const said = new RegExp(phrasesOf(words)('which-system').map(patternOf).join('|'), 'i')
    for (const { planned, start, end } of plan.hours.flatMap(({ kind, rows }) => (kind === 'go-live' ? rows : []))) {
      const signs =
        planned.task.slas.includes('SLA-13') || plan.decisions.some(({ decision }) => decision.task === planned.task.id)
      if (!signs || start === null || end === null || dayPartOf(end) !== goLive.date) continue
      if (end <= momentOf(goLive.date, goLive.time)) continue
      if (plans.some((document) => statementsOf(document).some((text) => said.test(text)))) continue
      yield {
        values: { goLive: clockTime(goLive.time), task: planned.task.text, signed: clockTime(timePartOf(end)) },
        place: planned.task.place,
      }
    }
  },
}
