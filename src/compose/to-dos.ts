/**
 * What is missing in a practice's row and a person should find out: said as a to-do, and put as a question whose answer fills a
 * column.
 *
 * @module
 */
import { clockTime, longDate } from '../base/day-in-words.ts'
import { lowerFirst } from '../base/text.ts'
import type { Plan } from '../model/plan.ts'
import { WARNINGS_TO_SETTLE } from '../model/settled.ts'
import type { ComposeContext } from './compose-context.ts'
import { roleName, sayFinding } from './say.ts'

/** Something to find out. */
export interface ToDo {
  readonly text: string
  /** What an answer fills in. More than one where one line asks for several. */
  readonly columns: readonly ToDoColumn[]
  /** Role that knows it; null: the practice itself. */
  readonly ask: string | null
  /** The app of a supplier that it asks about. */
  readonly app?: string
}

interface ToDoColumn {
  readonly id: string
  readonly kind: 'text' | 'date' | 'yes-no' | 'status'
  /** The question for this column alone, where the line asks for several. */
  readonly question?: string
}

/** In the order in which a checklist says them. */
export const toDos = (context: ComposeContext): readonly ToDo[] => [
  ...unsettled(context),
  ...unconfirmed(context),
  ...unnamed(context),
  ...messageFacts(context),
  ...unsaidApps(context),
  ...unanswered(context),
]

/** Warnings about dates for which nobody has answered: messages with these dates wait. */
export function unsettled({ plan, words }: ComposeContext): ToDo[] {
  const { ods, text } = plan.practice
  if (text.dates_accepted_by !== null) return []
  return plan.findings
    .filter(({ rule }) => WARNINGS_TO_SETTLE.some((one) => one === rule))
    .map((finding) => ({
      text: words.say('unknown.unsettled', {
        warning: sayFinding(finding, ods, words).message,
        weekend: finding.rule === 'weekend-cutover-not-offered',
      }),
      columns: [{ id: 'dates_accepted_by', kind: 'text' }],
      ask: null,
    }))
}

/** Unconfirmed dates and times that the rest depends on. */
function unconfirmed({ plan, words }: ComposeContext): ToDo[] {
  return plan.milestones.flatMap(({ id, date, status, time, timeAssumed }): ToDo[] => {
    if (id !== 'go-live' && id !== 'final-data-production') return []
    const milestone = words.say(`milestones.${id}`)
    const column = id.replaceAll('-', '_')
    const said: ToDo[] = []
    if (status === 'proposed') {
      const text = words.say('unknown.not-confirmed', { milestone, date: longDate(date) })
      said.push({ text, columns: [{ id: `${column}_status`, kind: 'status' }], ask: null })
    }
    if (timeAssumed && time !== null) {
      const supplier = words.say(`unknown.suppliers.${id}`)
      const values = { milestone: lowerFirst(milestone), time: clockTime(time) }
      const text = words.say('unknown.time', { ...values, milestone, supplier })
      const question = words.say('unknown.time-question', values)
      const ask = id === 'go-live' ? 'new-supplier' : 'current-supplier'
      said.push({ text, columns: [{ id: `${column}_time`, kind: 'text', question }], ask })
    }
    return said
  })
}

/** Roles that own a task and have no name, in one line: tasks name the role. A group has no one name. */
function unnamed({ guide, plan, words }: ComposeContext): ToDo[] {
  const owners = new Set(plan.tasks.flatMap(({ task }) => task.roles.slice(0, 1)))
  const { icb, delivery_partner, trainer, pathology_lab } = plan.practice.text
  // The row may name an organisation, or a person, in a column of its own.
  const inRow: Readonly<Record<string, string | null>> = {
    commissioner: icb,
    'delivery-partner': delivery_partner,
    trainers: trainer,
    'pathology-lab': pathology_lab,
  }
  const roles = guide.data.roles
    .filter(({ id, group }) => owners.has(id) && group !== true && !plan.practice.contacts[id]?.name && !inRow[id])
    .map(({ id }) => {
      const name = roleName(id, guide)
      return { id, name: /^\p{Lu}\p{Ll}+(?: \p{Ll}|$)/u.test(name) ? lowerFirst(name) : name }
    })
  if (roles.length === 0) return []
  const names = roles.map(({ name }) => name).join(', ')
  return [
    {
      text: words.say('unknown.roles', { roles: names, one: roles.length === 1 }),
      columns: roles.map(({ id }) => ({
        id: `${id.replaceAll('-', '_')}_name`,
        kind: 'text',
        question: words.say('unknown.role', { role: roleName(id, guide) }),
      })),
      ask: null,
    },
  ]
}

/** What messages would say if the practice had said it: they are made without it. */
function messageFacts({ plan, words, language }: ComposeContext): ToDo[] {
  const { text, repeatOrderBy } = plan.practice
  const suggested = plan.suggestedOrderBy === null ? null : longDate(plan.suggestedOrderBy, language)
  const columns = ['results_phone', 'urgent_results_phone', 'duty_doctor_phone'] as const
  return [...(repeatOrderBy === null ? ['repeat_order_by'] : []), ...columns.filter((id) => text[id] === null)].map(
    (id): ToDo => ({
      text: words.say('unknown.question', { question: words.say(`unknown.facts.${id}`, { suggested }) }),
      columns: [{ id, kind: id === 'repeat_order_by' ? 'date' : 'text' }],
      ask: null,
    }),
  )
}

/** Apps of the supplier that is left, of which the row says neither that they stop nor that they go on. */
function unsaidApps({ plan, words }: ComposeContext): ToDo[] {
  const { text, conditions, currentSystem, newSystem } = plan.practice
  if (conditions['online_services'] === false) return []
  const said = `${text.apps_stop ?? ''} ${text.apps_continue ?? ''}`.toLowerCase()
  const of = (system: typeof currentSystem, leaves: boolean): ToDo[] =>
    (system.known?.patientApps ?? [])
      .filter((app) => !said.includes(app.toLowerCase()))
      .map((app) => ({
        text: words.say('unknown.patient-app', {
          app,
          system: system.known?.name,
          supplier: system.known?.supplier,
          leaves,
        }),
        columns: [],
        ask: leaves ? 'current-supplier' : 'new-supplier',
        app,
      }))
  return [...of(currentSystem, true), ...of(newSystem, false)]
}

/** Each unanswered question that decides at least one task, once. */
function unanswered({ guide, plan, words }: ComposeContext): ToDo[] {
  const asked = new Set(plan.tasks.flatMap(({ unanswered: open }: Plan['tasks'][number]) => open))
  return guide.data.conditions
    .filter(({ id }) => asked.has(id))
    .map(({ id, question }) => ({
      text: words.say('unknown.question', { question }),
      columns: [{ id, kind: 'yes-no' }],
      ask: null,
    }))
}
