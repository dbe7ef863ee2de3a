import { longDate } from '../../base/day-in-words.ts'
import type { ConditionExpression } from '../../model/guide.ts'
import { milestoneIn } from '../../model/plan.ts'
import { type ConsistencyRule, isForPatients } from '../pack.ts'
import { DAY_IN_WORDS, dayOfWords, sentencesOf, statementsOf } from '../printed.ts'

/** Conditions of the services that patients use themselves: what is said of them in a letter has to hold. */
const OF_PATIENTS: readonly string[] = ['online_services', 'nhs_app', 'patient_apps']

const UNTIL = new RegExp(`\\b(?:until|till|up to) ${DAY_IN_WORDS}[^.]*`, 'gi')
/** What a message promises of a service, and not of the practice as a whole. */
const SERVICE = /\b(?:online|app|apps|order|orders|usual way|prescription|prescriptions)\b/i
const PROMISE =
  /\b(?:you can(?! phone)|you (?:may|are able to)|(?:orders?|ordering|booking|services?|apps?) (?:still )?(?:works?|goes on|go on|stays?|is|are|will))\b/i

const names = (expression: ConditionExpression): readonly string[] =>
  'is' in expression
    ? [expression.is]
    : 'not' in expression
      ? []
      : ('and' in expression ? expression.and : expression.or).flatMap(names)

/** A letter promises no service beyond the day on which the plan switches it off, and none whose day nobody knows. */
export const serviceDayDiffers: ConsistencyRule = {
  id: 'service-day-differs',
  severity: 'error',
  title: 'A message that promises a service until a day that the plan does not give',
  why: 'Patients order or book in the way the letter says, on a day on which it no longer works, and the order is lost.',
  fix: 'Ask the supplier for the day, or say in the message that nobody knows it yet.',
  *find({ plan, sent }) {
    const production = milestoneIn(plan.milestones, 'final-data-production').date
    const services = plan.externalLinks.filter(
      ({ line, off }) =>
        off.kind !== 'stays-on' &&
        line.condition !== null &&
        names(line.condition.expression).some((id) => OF_PATIENTS.includes(id)),
    )
    for (const message of sent) {
      if (!isForPatients(message)) continue
      for (const document of message.documents)
        for (const text of statementsOf(document).flatMap(sentencesOf))
          for (const [, day = '', month = '', year] of text.matchAll(UNTIL)) {
            const until = dayOfWords(day, month, year, production)
            if (until === null || !SERVICE.test(text) || !PROMISE.test(text)) continue
            const service = services.find(({ off }) => off.kind !== 'day' || off.date < until)
            if (service === undefined) continue
            yield {
              values: {
                document: document.title,
                says: text,
                service: service.line.name,
                off: service.off.kind === 'day' ? longDate(service.off.date) : null,
              },
            }
          }
    }
  },
}
