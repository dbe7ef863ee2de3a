/** `practice-packs plan`: dates, tasks, owners, and why. Writes nothing. */
import type { IsoDay } from '../base/day.ts'
import { UserError } from '../model/finding.ts'
import type { Practice } from '../model/practice.ts'
import { explainPlan, planPractice, understand, type Understood } from '../pipeline.ts'
import { planJson } from './json/plan-json.ts'
import type { InputOptions } from './options.ts'
import { comparison, planTable } from './plan-table.ts'
import { printFindings } from './print-findings.ts'
import { printJson, printJsonList } from './print-json.ts'
import { changePractice } from './what-if.ts'

export interface PlanFlags extends InputOptions {
  readonly whatIf?: readonly string[]
  readonly findGoLive: boolean
  readonly after?: IsoDay
}

/** How many go-live days `--find-go-live` proposes. */
const PROPOSALS = 5

export async function plan(flags: PlanFlags): Promise<void> {
  const understood = await understand(flags)
  if (!flags.json) printFindings(understood.findings, flags.practices, 'warning')
  if (flags.findGoLive) await proposeDays(understood, flags)
  else if (flags.whatIf) compareDays(understood, flags, flags.whatIf)
  else showPlans(understood, flags)
  if (understood.failed.length > 0) process.exitCode = 5
}

const said = (understood: Understood, practice: Practice, flags: PlanFlags) =>
  explainPlan(understood, planPractice(understood, practice, flags.asOf))

const width = (): number => process.stdout.columns ?? 100

function showPlans(understood: Understood, flags: PlanFlags): void {
  if (flags.json)
    printJsonList(
      'practices',
      map(understood.practices, (one) => planJson(said(understood, one, flags))),
    )
  else
    for (const practice of understood.practices)
      process.stdout.write(`${planTable(said(understood, practice, flags), width())}\n`)
}

/** One at a time: the plans of all of England do not fit into memory. */
function* map<A, B>(items: readonly A[], make: (item: A) => B): Generator<B> {
  for (const item of items) yield make(item)
}

function compareDays(understood: Understood, flags: PlanFlags, changes: readonly string[]): void {
  const pairs = understood.practices.map((practice) => ({
    now: said(understood, practice, flags),
    then: said(understood, changePractice(practice, changes), flags),
  }))
  if (flags.json)
    printJson({ practices: pairs.map(({ now }) => planJson(now)), whatIf: pairs.map(({ then }) => planJson(then)) })
  else process.stdout.write(pairs.map(({ now, then }) => comparison(now, then, width())).join('\n'))
}

async function proposeDays({ guide, policy, calendar, practices }: Understood, flags: PlanFlags): Promise<void> {
  const { findGoLive } = await import('../plan/find-go-live.ts')
  const { longDate } = await import('../base/day-in-words.ts')
  const after = flags.after ?? flags.asOf
  const proposals = practices.map((practice) => ({
    practice,
    plans: findGoLive(guide, policy, calendar, practice, flags.asOf, after, PROPOSALS),
  }))
  if (proposals.every(({ plans }) => plans.length === 0) && practices.length > 0)
    throw new UserError(
      2,
      `No go-live after ${after} is free of errors and warnings: the bank holidays are known to ${policy.holidays.to}, and dates set in the row may stand in the way.`,
      'Bring newer bank holidays (practice-packs data), or change the dates that the row sets.',
    )
  if (flags.json)
    printJson({
      practices: proposals.map(({ practice: { ods, name }, plans }) => ({
        ods,
        name,
        goLive: plans.map((one) => one.practice.goLive),
      })),
    })
  else
    for (const { practice, plans } of proposals)
      process.stdout.write(
        `${practice.ods}  ${practice.name}\n${plans
          .map((one) => {
            const notes = one.findings.filter(({ rule }) => rule === 'busy-period').length
            return `    ${longDate(one.practice.goLive)}${notes > 0 ? '  (in a busy period)' : ''}\n`
          })
          .join('')}`,
      )
}
