import { longDate } from '../../base/day-in-words.ts'
import type { IsoDay } from '../../base/day.ts'
import { dayOfMilestone, dayOfSending } from '../../model/plan.ts'
import { type ConsistencyRule, type PackToCheck, phrasesOf } from '../pack.ts'
import { patternOf, statementsOf } from '../printed.ts'

/** The first day on which somebody handles it: a letter is printed and posted days before it arrives. */
function firstDay(message: PackToCheck['sent'][number], { plan }: PackToCheck): IsoDay | null {
  const arrives = dayOfSending(plan, message.template.send)
  if (message.channel !== 'letter') return arrives
  const posted = plan.patientDates.find(({ id }) => id === message.template.send)?.postBy ?? []
  return posted.map(({ date }) => date).sort()[0] ?? arrives
}

/** No message tells of the new system as something that has happened before it has. */
export const toldTooEarly: ConsistencyRule = {
  id: 'told-too-early',
  severity: 'error',
  title: 'A message that tells of go live before go live',
  why: 'If go live moves, thousands of people hold a page that says it happened.',
  fix: 'Send it another way, which is ready on its day, or on a later day.',
  *find(pack) {
    const { plan, sent, events, words } = pack
    const goLive = dayOfMilestone(plan, 'go-live')
    const happened = new RegExp(phrasesOf(words)('happened').map(patternOf).join('|'), 'i')
    for (const message of sent) {
      const day = firstDay(message, pack)
      if (day === null || day >= goLive) continue
      for (const document of message.documents) {
        const says = statementsOf(document).find((text) => happened.test(text))
        if (says === undefined) continue
        yield { values: { document: document.title, says, day: longDate(day), goLive: longDate(goLive) } }
      }
    }
    // What patients do now is said once the change has begun.
    const begins = dayOfMilestone(plan, 'final-data-production')
    const happening = new RegExp(phrasesOf(words)('happening').map(patternOf).join('|'), 'i')
    for (const message of sent) {
      const day = firstDay(message, pack)
      if (day === null || day >= begins) continue
      for (const document of message.documents) {
        const says = statementsOf(document).find((text) => happening.test(text))
        if (says === undefined) continue
        yield { values: { document: document.title, says, day: longDate(day), begins: longDate(begins) } }
      }
    }
    // What is sent after go live is not handed to a printer before: also where no letter was made.
    for (const { id, date } of plan.patientDates)
      for (const event of events) {
        if (date < goLive || event.start >= goLive || !event.uid.includes(`.post.${id}.`)) continue
        yield {
          values: {
            document: event.summary,
            says: event.summary,
            day: longDate(event.start.slice(0, 10) as IsoDay),
            goLive: longDate(goLive),
          },
        }
      }
  },
}
