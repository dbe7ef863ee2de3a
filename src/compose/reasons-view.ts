/**
 * Part of the view: what stands behind a plan. Limits in the sources, requirements of suppliers, where sources disagree, and which
 * tasks were left out.
 *
 * @module
 */
import { briefMoment } from '../base/day-in-words.ts'
import { dayPartOf, yearOf } from '../base/day.ts'
import { compare, lowerFirst } from '../base/text.ts'
import type { Guide, Sla } from '../model/guide.ts'
import type { Plan } from '../model/plan.ts'
import type { View } from '../model/view.ts'
import { compileSentence } from '../template/fill.ts'
import type { ComposeContext } from './compose-context.ts'
import { roleName, sayBecause, sayCitation, saySources } from './say.ts'
import { saidHere } from './shown-tasks.ts'

/** @param lengths of the cutover and of checking, which sentences of the policy mention */
export function reasonsView(
  context: ComposeContext,
  lengths: Pick<View, 'cutover' | 'check'>,
): Pick<View, 'limits' | 'standards' | 'disagreements' | 'leftOut'> {
  const { guide, plan, policy, words } = context
  return {
    limits: limits(context),
    standards: standards(guide, plan).map(({ code, title, requires, appliesTo }) => ({
      code,
      title,
      requires,
      binds: appliesTo,
    })),
    disagreements: policy.disagreements.map(({ title, says, thisPlan }) => ({
      title,
      says: saidHere(says, guide).map((one) => ({ source: saySources(one.source, guide), words: one.words })),
      thisPlan: compileSentence(thisPlan)(lengths),
    })),
    leftOut: plan.leftOut.map((left) => ({ task: left.task.text, because: sayBecause(left, guide, words) })),
  }
}

/** In the order of their codes. A limit may have two clocks, or none. */
function limits(context: ComposeContext): View['limits'] {
  const { guide, plan, words } = context
  const line = (sla: Sla, id: string | null, clock: Plan['slaClocks'][number] | null): View['limits'][number] => ({
    id,
    title: guide.data.slas.find((info) => info.id === sla.id)?.title ?? null,
    wording: sla.text,
    names: sayNames(clock?.names ?? sla.names, context),
    start: clock === null ? null : briefMoment(clock.start, yearOf(dayPartOf(clock.due))),
    due: clock === null ? null : briefMoment(clock.due, ''),
    source: sayCitation(sla, words),
  })
  return guide.slas
    .filter(({ status }) => status === 'live')
    .sort((a, b) => compare(a.id ?? AFTER_ALL_CODES, b.id ?? AFTER_ALL_CODES))
    .flatMap((sla) => {
      const clocks = plan.slaClocks.filter(({ inGuide }) => inGuide === sla)
      if (clocks.length > 0) return clocks.map((clock) => line(sla, codeOf(sla, clock.sla, words), clock))
      // A public guide may show a limit twice: its clock runs once.
      return plan.slaClocks.some(({ inGuide }) => inGuide.id === sla.id) ? [] : [line(sla, sla.id, null)]
    })
}

const AFTER_ALL_CODES = 'T'

/** A second clock of a limit has an id of its own, which is no code of the sources. */
const codeOf = ({ id }: Sla, clock: string, words: ComposeContext['words']): string =>
  id === null || clock === id ? clock : words.say('limits.report', { limit: id })

/** No role: `slas.yaml` names it where a limit is about either supplier. */
const ANY_SUPPLIER = 'any-supplier'

function sayNames(names: Plan['slaClocks'][number]['names'], { guide, words }: ComposeContext): string {
  if (!names) return words.say('limits.nobody')
  return words.say(names.stated ? 'limits.stated' : 'limits.inferred', {
    party: names.party === ANY_SUPPLIER ? words.say('limits.any-supplier') : lowerFirst(roleName(names.party, guide)),
  })
}

/** Of a public guide, those that its readers see. */
const standards = ({ kind, data, dmis }: Guide, { tasks }: Plan): Guide['data']['dmis'] =>
  kind === 'own'
    ? data.dmis
    : data.dmis.filter(
        ({ code }) =>
          tasks.some(({ task }) => task.dmis.includes(code)) || dmis.some((one) => one.code === code && !one.commented),
      )
