/**
 * The commands that judge finished documents: `verify`, and `letters` with what is below it.
 *
 * @module
 */
import { InvalidArgumentError, type Command, type OptionValues } from '@commander-js/extra-typings'
import type { IsoDay } from '../base/day.ts'
import { counted } from '../base/text.ts'
import type { JudgedLetter, JudgeOptions, ProofFile } from '../app/letters.ts'
import type { Zone } from '../document/document.ts'
import { UserError } from '../model/finding.ts'
import type { PrinterProfile } from '../model/template.ts'
import type { InputOptions } from '../pipeline.ts'
import { addInputs, addJson, addTemplates, csvList, given } from './flags.ts'
import { printFindings, printJson } from './print.ts'
import { working } from './terminal.ts'

export function registerVerify(program: Command): void {
  const verified = program
    .command('verify')
    .description('judge finished documents: tags, reading order, fonts, margins, links')
    .argument('<paths...>', 'PDF, DOCX, XLSX or HTML files, or folders of them')
  addJson(verified)
    .addHelpText('after', '\nExample:\n  practice-packs verify output\n')
    .action(async (paths, { json }) => verify(paths, json))
}

/** Adds `letters` and its subcommands. */
export function registerLetters(program: Command): void {
  const letters = program
    .command('letters')
    .description('judge letters, look at their worst cases, count text messages')

  const judged = addWindow(letters.command('check'))
    .description('judge letter PDFs by the rules of the printer that they are for')
    .argument('<files...>', 'PDF files')
    .option('--profile <id>', 'govuk-notify, nhs-notify, plain, c5-window or dl-window', 'govuk-notify')
  addJson(addTemplates(judged, 'folder of printer-profiles.yaml'))
    .addHelpText('after', '\nExample:\n  practice-packs letters check my-letter.pdf\n')
    .action(async (files, flags) => checkLetters(files, given(flags)))

  addWindow(addInputs(letters.command('proof').alias('preview')))
    .description('make the worst cases of each letter, with the zones of each printer in colour')
    .option('--out <dir>', 'where the proofs go', 'proofs')
    .option('--letters <ids>', 'only these letters, such as letter-disruption', csvList)
    .option('--profiles <ids>', 'only these printers', csvList)
    .addHelpText('after', '\nExample:\n  practice-packs letters proof --only Z99901 --letters letter-disruption\n')
    .action(async (flags) => proof(given(flags)))

  const examples = letters
    .command('examples')
    .description('write example spreadsheets for the mail merge, one blank and one filled for each dialect')
  addJson(addTemplates(examples).option('--out <dir>', 'where they go', 'examples'))
    .addHelpText('after', '\nExample:\n  practice-packs letters examples --out examples\n')
    .action(async ({ templates, out, json }) => {
      const { writeExamples } = await import('../app/letters.ts')
      const files = await writeExamples(templates, out)
      if (json) printJson({ files })
      else process.stdout.write(files.map((file) => `${file}\n`).join(''))
    })

  const sms = letters
    .command('sms')
    .description('count the parts in which text messages are sent and paid for')
    .argument('<files...>', 'text files, one message in each')
  addJson(sms)
    .addHelpText('after', '\nExample:\n  practice-packs letters sms "Z99901 Sms disruption.txt"\n')
    .action(async (files, { json }) => countMessages(files, json))
}

const addWindow = <A extends unknown[], O extends OptionValues, G extends OptionValues>(command: Command<A, O, G>) =>
  command.option(
    '--window <x,y,width,height>',
    'place of the address in mm, for a printer whose window is not known: 20,45,90,35',
    window,
  )

function window(value: string): Zone {
  const [xMm, yMm, widthMm, heightMm, ...rest] = value.split(',').map(Number)
  const numbers = [xMm, yMm, widthMm, heightMm]
  if (rest.length > 0 || numbers.some((number) => number === undefined || !Number.isFinite(number) || number < 0))
    throw new InvalidArgumentError('Write four numbers in mm, such as 20,45,90,35.')
  return { xMm: xMm ?? 0, yMm: yMm ?? 0, widthMm: widthMm ?? 0, heightMm: heightMm ?? 0 }
}

async function verify(paths: readonly string[], json: boolean): Promise<void> {
  const { end, step } = working('Judging documents')
  const { printReport, inspectFiles } = await import('../inspect/inspect-files.ts')
  const report = await inspectFiles(paths, step).finally(end)
  if (json) printJson(report)
  else process.stdout.write(`${printReport(report).trimEnd()}\n`)
  if (report.problems.length > 0) process.exitCode = 1
}

async function checkLetters(files: readonly string[], flags: JudgeOptions & { readonly json: boolean }): Promise<void> {
  const { judgeLetters } = await import('../app/letters.ts')
  const { profile, letters } = await judgeLetters(files, flags)
  warnUnverified(profile)
  if (flags.json) printJson({ profile: profile.id, status: profile.status, letters })
  else process.stdout.write(letters.map((letter) => sayVerdict(letter, profile)).join(''))
  if (letters.some(({ faults }) => faults.some(({ severity }) => severity === 'error'))) process.exitCode = 1
}

/** A window given as a flag has not been published: it comes from the user. */
function warnUnverified({ name, status }: PrinterProfile): void {
  if (status !== 'unverified') return
  process.stderr.write(`warning  “${name}” is not verified: you gave its position. Print one letter and check it.\n`)
}

function sayVerdict({ file, pages, faults }: JudgedLetter, profile: PrinterProfile): string {
  const errors = faults.filter(({ severity }) => severity === 'error').length
  const head =
    errors === 0
      ? `${file}: ${counted(pages, 'page')}, no problems by the rules of “${profile.name}”\n`
      : `${file}: ${counted(errors, 'problem')} by the rules of “${profile.name}”\n`
  return head + faults.map(({ severity, rule, message }) => `  ${severity.padEnd(7)}  ${message}  ${rule}\n`).join('')
}

interface ProofFlags extends InputOptions {
  readonly asOf: IsoDay
  readonly json: boolean
  readonly out: string
  readonly letters?: readonly string[]
  readonly profiles?: readonly string[]
  readonly window?: Zone
}

async function proof(flags: ProofFlags): Promise<void> {
  const [{ understandOrSay }, { proofLetters, usableProfile, worstPractice, writeProofs }] = await Promise.all([
    import('./json.ts'),
    import('../app/letters.ts'),
  ])
  const understood = await understandOrSay(flags, { practice: null, files: [] })
  const known = [...understood.letters.profiles.values()].filter(({ address }) => address !== null)
  const profiles = flags.profiles?.map((id) => usableProfile(id, understood.letters, flags.window))
  profiles?.forEach(warnUnverified)
  const practice = worstPractice(understood.practices)
  if (!practice) throw new UserError('input', 'No practice can be planned.', 'Run `practice-packs check` to see why.')
  const { files, findings } = await proofLetters(understood, practice, {
    asOf: flags.asOf,
    profiles: profiles ?? known,
    ...(flags.letters ? { letters: flags.letters } : {}),
  })
  await writeProofs(flags.out, files)
  const faulty = files.filter(({ faults }) => faults.some(({ severity }) => severity === 'error'))
  if (flags.json) printJson({ practice: practice.ods, findings, files: files.map(asJson) })
  else {
    printFindings(findings, flags.practices)
    for (const { name, pages, about, faults } of files)
      process.stdout.write(
        `${name}  ${pages} pages  ${about}\n${faults.map(({ severity, message }) => `  ${severity.padEnd(7)}  ${message}\n`).join('')}`,
      )
    process.stderr.write(
      `${files.length} proofs for ${practice.name} are in ${flags.out}, ${faulty.length} with problems. Look at each one.\n`,
    )
  }
  if (faulty.length > 0 || findings.some(({ severity }) => severity === 'error')) process.exitCode = 1
}

const asJson = ({ name, pages, about, profile, faults }: ProofFile): Omit<ProofFile, 'bytes'> => ({
  name,
  pages,
  about,
  profile,
  faults,
})

async function countMessages(files: readonly string[], json: boolean): Promise<void> {
  const { countSms } = await import('../app/letters.ts')
  const messages = []
  for (const file of files) messages.push(await countSms(file))
  if (json) printJson({ messages })
  else
    for (const { file, parts, characters, alphabet, outside } of messages)
      process.stdout.write(
        `${file}: ${counted(parts, 'part')}, ${characters} characters (${
          alphabet === 'gsm-7' ? 'GSM-7' : `Unicode, because of ${outside.join(' ')}`
        })\n`,
      )
}
