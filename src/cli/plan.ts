/** `practice-packs plan`: dates, tasks, owners, and why. Writes nothing. */
import { longDate } from '../compose/say-date.ts'
import type { SaidPlan } from '../compose/say-plan.ts'
import { explainPlan, planPractice, understand } from '../pipeline.ts'
import { planJson } from './json/plan-json.ts'
import type { InputOptions } from './options.ts'
import { printFindings } from './print-findings.ts'
import { printJson } from './print-json.ts'

export async function plan(options: InputOptions): Promise<void> {
  const understood = await understand(options)
  const plans = understood.practices.map((practice) =>
    explainPlan(understood, planPractice(understood, practice, options.asOf)),
  )
  if (options.json) printJson({ practices: plans.map(planJson) })
  else {
    printFindings(understood.findings, options.practices, 'warning')
    process.stdout.write(plans.map(planText).join('\n'))
  }
  if (understood.failed.length > 0) process.exitCode = 5
}

function planText({ plan, milestones, tasks, leftOut, findings }: SaidPlan): string {
  const rows = [...milestones].sort((a, b) => (a.milestone.date < b.milestone.date ? -1 : 1))
  return [
    `${plan.practice.ods}  ${plan.practice.name}`,
    ...rows.flatMap(({ milestone, name, reason }) => [
      `  ${longDate(milestone.date).padEnd(28)} ${name} (${milestone.status})`,
      `  ${' '.repeat(28)} ${reason}`,
    ]),
    `  ${tasks.length} tasks, ${leftOut.length} left out`,
    ...findings.map(({ severity, message }) => `  ${severity}: ${message}`),
    '',
  ].join('\n')
}
