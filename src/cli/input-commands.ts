/**
 * The commands that show what a build would be made of: `check`, `plan` and `wave`.
 *
 * @module
 */
import { realpath } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { type Command, Option } from '@commander-js/extra-typings'
import type { IsoDay } from '../base/day.ts'
import type { CheckedInputs } from '../app/check.ts'
import type { MaybePractices } from '../app/understand.ts'
import { isThere } from '../base/files.ts'
import { counted, quotedWord } from '../base/text.ts'
import type { SaidPlan } from '../compose/say.ts'
import { type Finding, worstFirst } from '../model/finding.ts'
import type { Clash } from '../model/plan.ts'
import type { Practice } from '../model/practice.ts'
import type { InputOptions, Understood } from '../pipeline.ts'
import { addInputs, csvList, day, given } from './flags.ts'
import {
  countFindings,
  inFlags,
  printFindings,
  printJson,
  printJsonList,
  sayCommand,
  sayInputs,
  sayKept,
} from './print.ts'
import { working } from './terminal.ts'

interface InputFlags extends InputOptions {
  readonly asOf: IsoDay
  readonly json: boolean
}

const CHECK_FORMATS = ['text', 'github', 'unix'] as const

export interface CheckOptions extends MaybePractices<InputFlags> {
  readonly format?: (typeof CHECK_FORMATS)[number]
  /** Where to write the rows that cannot be planned, as a spreadsheet to fix. */
  readonly fixSheet?: string
}

interface PlanFlags extends InputFlags {
  readonly whatIf?: readonly string[]
  readonly findGoLive: boolean
  readonly after?: IsoDay
}

export function registerInputs(program: Command): void {
  addInputs(program.command('check'))
    .description('say everything that is wrong with the inputs; write nothing')
    .addOption(new Option('--format <format>', 'how to print it').choices(CHECK_FORMATS).default('text' as const))
    .addOption(
      new Option('--guide-only', 'check the guide and the templates alone')
        .default(false)
        .conflicts([...FOR_PRACTICES, 'fixSheet']),
    )
    .option('--fix-sheet <file>', 'write the rows that cannot be planned into this spreadsheet (.xlsx), to be fixed')
    .addHelpText(
      'after',
      `
Examples:
  practice-packs check --practices practices.csv
  practice-packs check --practices practices.xlsx --sheet "Wave 2" --map "Golive=go_live" --ods epraccur.csv
  practice-packs check --practices practices.csv --fix-sheet fix-these-rows.xlsx
  practice-packs check --guide-only --format unix
`,
    )
    .action(async (flags, command) => {
      const isNamed = [...FOR_PRACTICES, 'fixSheet' as const].some(
        (flag) => command.getOptionValueSource(flag) === 'cli',
      )
      if (flags.guideOnly) return check({ ...given(flags), practices: null })
      if (isNamed || isThere(flags.practices)) return check(given(flags))
      process.stderr.write(
        `There is no practices file ${flags.practices}: only the guide and the templates are checked. Name one with --practices FILE.\n`,
      )
      return check({ ...given(flags), practices: null })
    })

  addInputs(program.command('plan'))
    .description('show dates, tasks, owners, and why; write nothing')
    .option('--what-if <changes>', 'compare with other dates: go_live=2027-05-11,cutover=weekend', csvList)
    .option('--find-go-live', 'propose the first go-live days with no error or warning', false)
    .option('--after <date>', 'propose only days after this one', day)
    .addHelpText(
      'after',
      `
Examples:
  practice-packs plan --only Z99901
  practice-packs plan --only Z99901 --what-if go_live=2027-05-11
  practice-packs plan --only Z99905 --find-go-live --after 2027-06-01
`,
    )
    .action(async (flags) => plan(given(flags)))

  addInputs(program.command('wave'))
    .description('make one calendar and one overview of all practices: who goes live when, and what clashes')
    .option('--out <dir>', 'where the folder wave goes', 'output')
    .addHelpText('after', '\nExample:\n  practice-packs wave --practices practices.csv --out packs\n')
    .action(async (flags) => wave(given(flags)))
}

/** A flag for the practices asks for their file: without it, its absence would go unnoticed. */
const FOR_PRACTICES = ['practices', 'only', 'map', 'sheet', 'headerRow', 'wave', 'ods', 'dateOrder', 'fixed'] as const

export async function check(flags: CheckOptions): Promise<void> {
  const { end, step } = working('Checking')
  const { checkInputs } = await import('../app/check.ts')
  const checked = await checkInputs(flags, flags.asOf, undefined, step).finally(end)
  const { understood, findings } = checked
  const fixSheet = flags.fixSheet === undefined ? null : await fixSheetOf(understood, flags.fixSheet, flags)
  if (flags.json)
    printJson({ findings, practices: understood.practices.length, failed: understood.failed.length, fixSheet })
  else if (flags.format === 'github' || flags.format === 'unix')
    process.stdout.write(await remarks(checked, flags.format, flags))
  else {
    // The spreadsheet first. Other commands show the notes about dates and the guide.
    const others = [...checked.dates, ...checked.guide].filter(isNoNote)
    printFindings([...checked.practices, ...others], flags.practices ?? flags.guide, 'note', process.stdout)
    process.stdout.write(
      `${flags.practices === null ? 'no practices file' : countRows(understood)}; ${countFindings(findings)}.\n`,
    )
    process.stderr.write(`${nextSteps(checked, fixSheet, flags).join('\n')}\n`)
  }
  if (findings.some(({ severity }) => severity === 'error')) process.exitCode = 1
}

/** Findings as lines that editors jump to, or as annotations of a GitHub job. */
async function remarks(
  { findings }: CheckedInputs,
  format: 'github' | 'unix',
  { guide, templates, practices }: CheckOptions,
): Promise<string> {
  const [{ findingsToGithub, unixLine }, { asSentence }, { checkoutAbove }] = await Promise.all([
    import('../report/to-github.ts'),
    import('../report/phrases.ts'),
    import('../guide/git.ts'),
  ])
  // GitHub reads paths from the top of the checkout, an editor from where it is.
  const top = format === 'github' ? await checkoutAbove(guide) : null
  const from = top === null ? '.' : relative(top, await realpath('.')) || '.'
  const pathOf = (file: string): string | null => {
    const path = join(from, relative('.', file)).replaceAll('\\', '/')
    // The templates that ship are no files of the checkout.
    return top !== null && path.startsWith('../') ? null : path
  }
  const remark = ({ rule, severity, message, place, cell, practice }: Finding) => {
    const own = practice === undefined || cell !== undefined ? place : undefined
    const folder = own !== undefined && isThere(join(guide, own.file)) ? guide : templates
    return {
      file: own === undefined ? (practices === null ? null : pathOf(practices)) : pathOf(join(folder, own.file)),
      line: own?.line ?? cell?.row ?? 1,
      column: own?.column ?? 1,
      severity,
      rule,
      message: asSentence(inFlags(practice === undefined ? message : `${practice}: ${message}`)),
    }
  }
  const ordered = worstFirst(findings)
  if (format === 'github') return findingsToGithub(ordered, countFindings(findings), remark)
  return ordered.map((finding) => `${unixLine(remark(finding))}\n`).join('')
}

async function fixSheetOf({ table, toFix }: Understood, file: string, flags: CheckOptions): Promise<string | null> {
  const { writeFixSheet } = await import('../app/spreadsheets.ts')
  return writeFixSheet(table, toFix, file, flags)
}

const isNoNote = ({ severity }: Finding): boolean => severity !== 'note'

function countRows({ practices, failed }: Understood): string {
  return `${counted(practices.length, 'practice')} can be planned, ${failed.length} cannot`
}

function nextSteps(
  { understood: { practices, toFix, table }, dates, guide }: CheckedInputs,
  fixSheet: string | null,
  flags: CheckOptions,
): string[] {
  const notes = (findings: readonly Finding[]): number => findings.length - findings.filter(isNoNote).length
  const lines = [
    ...(notes(dates) > 0 ? [`${notes(dates)} notes are about dates: ${sayCommand('plan')} shows them.`] : []),
    ...(notes(guide) > 0 ? [`${notes(guide)} notes are about the guide: ${sayCommand('gaps')} lists them.`] : []),
  ]
  if (fixSheet !== null) {
    lines.push(`The rows to fix are in ${fixSheet}.`)
    lines.push(
      `Next: fix them there, then add --fixed ${quotedWord(fixSheet)} to the same command instead of --fix-sheet.`,
    )
  } else if (toFix.length > 0 && table.kind !== 'answers') {
    lines.push('Next: fix the file, or add --fix-sheet fix-these-rows.xlsx for a spreadsheet of these rows alone.')
    lines.push(`      ${sayCommand('explain')} and the word at the end of a finding says more about it.`)
  } else if (practices.length > 0 && flags.practices !== null)
    lines.push(`Next: ${sayCommand('build')} ${sayInputs({ ...flags, practices: flags.practices })} --out packs`)
  return lines
}

async function plan(flags: PlanFlags): Promise<void> {
  const { end } = working('Reading the guide and the practices')
  const { sayFailed, understandOrSay } = await import('./json.ts')
  const understood = await understandOrSay(flags, { practices: [], failed: [] }).finally(end)
  if (flags.json) sayFailed(understood, flags.practices)
  else printFindings(understood.findings, flags.practices, 'warning')
  if (flags.findGoLive) await proposeDays(understood, flags)
  else if (flags.whatIf) await compareDays(understood, flags, flags.whatIf)
  else await showPlans(understood, flags)
  if (understood.failed.length > 0) process.exitCode = 5
}

const width = (): number => process.stdout.columns ?? 100

async function showPlans(understood: Understood, flags: PlanFlags): Promise<void> {
  const [{ planInWords }, { findingsByRow, planJson }, { planTable }] = await planParts()
  const said = (practice: Practice): SaidPlan => planInWords(understood, practice, flags.asOf)
  if (flags.json) {
    const { ofPractice, failed, rest } = findingsByRow(understood)
    printJsonList(
      'practices',
      map(understood.practices, (one) => planJson(said(one), ofPractice(one.ods))),
      { failed, findings: rest },
    )
  } else for (const practice of understood.practices) process.stdout.write(`${planTable(said(practice), width())}\n`)
}

const planParts = () => Promise.all([import('../app/plan-practices.ts'), import('./json.ts'), import('./print.ts')])

/** One at a time, because the plans of all of England do not fit into memory. */
function* map<A, B>(items: readonly A[], make: (item: A) => B): Generator<B> {
  for (const item of items) yield make(item)
}

async function compareDays(understood: Understood, flags: PlanFlags, changes: readonly string[]): Promise<void> {
  const [{ planInWords }, { findingsByRow, planJson }, { comparison }] = await planParts()
  const { changePractice } = await import('../app/plan-practices.ts')
  const said = (practice: Practice): SaidPlan => planInWords(understood, practice, flags.asOf)
  const pairs = understood.practices.map((practice) => ({
    now: said(practice),
    then: said(changePractice(practice, changes)),
  }))
  if (flags.json) {
    const { ofPractice, failed, rest } = findingsByRow(understood)
    const inJson = (plan: SaidPlan) => planJson(plan, ofPractice(plan.plan.practice.ods))
    printJson({
      practices: pairs.map(({ now }) => inJson(now)),
      whatIf: pairs.map(({ then }) => inJson(then)),
      failed,
      findings: rest,
    })
  } else process.stdout.write(pairs.map(({ now, then }) => comparison(now, then, width())).join('\n'))
}

async function proposeDays(understood: Understood, flags: PlanFlags): Promise<void> {
  const [{ proposeGoLive }, { longDate }] = await Promise.all([
    import('../app/plan-practices.ts'),
    import('../base/day-in-words.ts'),
  ])
  const { end } = working('Looking for go-live days')
  const proposals = await proposeGoLive(
    understood,
    understood.practices,
    flags.asOf,
    flags.after ?? flags.asOf,
  ).finally(end)
  if (flags.json) {
    const { ofPractice, failed, rest } = (await import('./json.ts')).findingsByRow(understood)
    printJson({
      practices: proposals.map(({ practice: { ods, name }, plans }) => ({
        ods,
        name,
        goLive: plans.map((one) => one.practice.goLive),
        findings: ofPractice(ods),
      })),
      failed,
      findings: rest,
    })
  } else
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

/** How many of what clashes are named. */
const NAMED = 5

/** A line for each kind of clash: how many, and who or what is shared. */
function clashKinds(clashes: readonly Clash[]): string[] {
  const kinds = new Map<string, string[]>()
  for (const { rule, value, from } of clashes) {
    const kind = rule.title ?? rule.id
    kinds.set(kind, [...(kinds.get(kind) ?? []), value ?? from])
  }
  return [...kinds].map(([kind, values]) => {
    const names = [...new Set(values)]
    const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : ''
    return `  ${kind}: ${values.length} (${names.slice(0, NAMED).join(', ')}${more})`
  })
}

async function wave(flags: InputFlags & { readonly out: string }): Promise<void> {
  const reading = working('Reading the guide and the practices')
  const [{ sayFailed, understandOrSay }, { makeWave }] = await Promise.all([
    import('./json.ts'),
    import('../app/wave.ts'),
  ])
  const nothing = { practices: [], clashes: [], failed: [], files: [] }
  const understood = await understandOrSay(flags, nothing).finally(reading.end)
  if (flags.json) sayFailed(understood, flags.practices)
  else printFindings(understood.findings, flags.practices, 'warning')
  await sayKept(understood.columnsToKeep)
  const { end, step } = working('Planning the wave')
  const made = await makeWave(understood, flags, step).finally(end)
  if (flags.json) printJson((await import('./json.ts')).waveJson(made))
  else {
    const { wave: overview, files, left } = made
    const lines = [
      '',
      `${counted(overview.plans.length, 'practice')}, ${counted(overview.clashes.length, 'clash', 'clashes')}.`,
      ...clashKinds(overview.clashes),
      ...(left === 0 ? [] : [`Calendar entries of practices that were not looked at stay as they are (${left}).`]),
      `Open ${files[0]}. The workbook beside it has a line for each practice, clash and finding.`,
      '',
    ]
    process.stderr.write(lines.join('\n'))
  }
  if (understood.failed.length > 0) process.exitCode = 5
}
