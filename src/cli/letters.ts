/** `practice-packs letters`: judge a letter, look at the worst cases, get example spreadsheets, count a text message. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { InvalidArgumentError, type Command } from 'commander'
import type { Zone } from '../document/document.ts'
import type { LetterVerdict } from '../letters/check/check-letter.ts'
import { smsParts } from '../letters/sms-parts.ts'
import { UserError } from '../model/finding.ts'
import type { LetterData, PrinterProfile } from '../model/letter.ts'
import { BUILT_IN_TEMPLATES } from '../package-root.ts'
import type { ProofFile } from '../proof-letters.ts'
import { addInputs, csvList, here, type InputOptions } from './options.ts'
import { printFindings } from './print-findings.ts'
import { printJson } from './print-json.ts'

interface CheckOptions {
  readonly profile: string
  readonly templates: string
  readonly window?: Zone
  readonly json: boolean
}

interface ProofFlags extends InputOptions {
  readonly out: string
  readonly letters?: readonly string[]
  readonly profiles?: readonly string[]
  readonly window?: Zone
}

/** Adds `letters` and its commands. */
export function registerLetters(program: Command): void {
  const letters = program
    .command('letters')
    .description('judge letters, look at their worst cases, count text messages')

  withWindow(letters.command('check'))
    .description('judge letter PDFs by the rules of the printer that they are for')
    .argument('<files...>', 'PDF files')
    .option('--profile <id>', 'govuk-notify, nhs-notify, plain, c5-window or dl-window', 'govuk-notify')
    .option('--templates <dir>', 'where printer-profiles.yaml stands', here('templates', BUILT_IN_TEMPLATES))
    .option('--json', 'the result as one JSON value', false)
    .addHelpText('after', '\nExample:\n  practice-packs letters check my-letter.pdf\n')
    .action(check)

  withWindow(addInputs(letters.command('proof').alias('preview')))
    .description('make the worst cases of each letter, with the zones of each printer in colour')
    .option('--out <dir>', 'where the proofs go', 'proofs')
    .option('--letters <ids>', 'only these letters, such as letter-disruption', csvList)
    .option('--profiles <ids>', 'only these printers', csvList)
    .addHelpText('after', '\nExample:\n  practice-packs letters proof --only Z99901 --letters letter-disruption\n')
    .action(proof)

  letters
    .command('examples')
    .description('write example spreadsheets for the mail merge, one blank and one filled for each dialect')
    .option('--templates <dir>', 'the templates', here('templates', BUILT_IN_TEMPLATES))
    .option('--out <dir>', 'where they go', 'examples')
    .option('--json', 'the result as one JSON value', false)
    .addHelpText('after', '\nExample:\n  practice-packs letters examples --out examples\n')
    .action(examples)

  letters
    .command('sms')
    .description('count the parts in which text messages are sent and paid for')
    .argument('<files...>', 'text files, one message in each')
    .option('--json', 'the result as one JSON value', false)
    .addHelpText('after', '\nExample:\n  practice-packs letters sms Z99901-sms-disruption.txt\n')
    .action(sms)
}

const withWindow = (command: Command): Command =>
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

async function check(files: readonly string[], options: CheckOptions): Promise<void> {
  const { readLetters } = await import('../pipeline.ts')
  const { checkLetter } = await import('../letters/check/check-letter.ts')
  const profile = usable(options.profile, (await readLetters(options.templates)).letters, options.window)
  const verdicts: (LetterVerdict & { readonly file: string })[] = []
  for (const file of files) verdicts.push({ file, ...(await checkLetter(await bytesOf(file), profile)) })
  if (options.json) printJson({ profile: profile.id, status: profile.status, letters: verdicts })
  else process.stdout.write(verdicts.map((verdict) => sayVerdict(verdict, profile)).join(''))
  if (verdicts.some(({ faults }) => faults.some(({ severity }) => severity === 'error'))) process.exitCode = 1
}

function sayVerdict(
  { file, pages, faults }: LetterVerdict & { readonly file: string },
  profile: PrinterProfile,
): string {
  const errors = faults.filter(({ severity }) => severity === 'error').length
  const head =
    errors === 0
      ? `${file}: ${pages} ${pages === 1 ? 'page' : 'pages'}, nothing against the rules of “${profile.name}”\n`
      : `${file}: ${errors} ${errors === 1 ? 'fault' : 'faults'} by the rules of “${profile.name}”\n`
  return head + faults.map(({ severity, rule, message }) => `  ${severity.padEnd(7)}  ${message}  ${rule}\n`).join('')
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(file))
  } catch (cause) {
    throw new UserError(3, `The file ${file} cannot be read.`, 'Check its name and folder.', { cause })
  }
}

/** A profile whose place of the address is known, be it from the user; a window that nobody published is warned about. */
function usable(id: string, { profiles }: LetterData, window: Zone | undefined): PrinterProfile {
  const found = profiles.get(id)
  if (!found)
    throw new UserError(2, `There is no printer profile \`${id}\`.`, `Use one of ${[...profiles.keys()].join(', ')}.`)
  const profile = window === undefined ? found : { ...found, address: window }
  if (profile.address === null)
    throw new UserError(
      2,
      `The place of the address on “${profile.name}” is not known: nobody has published it.`,
      'Ask your mailing service and add --window x,y,width,height in mm from the top left corner of the page.',
    )
  if (profile.status === 'unverified')
    process.stderr.write(
      `warning  “${profile.name}” is not verified: its mm come from you. Print one and look at it.\n`,
    )
  return profile
}

async function proof(options: ProofFlags): Promise<void> {
  const { understand } = await import('../pipeline.ts')
  const { proofLetters } = await import('../proof-letters.ts')
  const understood = await understand(options)
  const known = [...understood.letters.profiles.values()].filter(({ address }) => address !== null)
  const profiles = options.profiles?.map((id) => usable(id, understood.letters, options.window)) ?? known
  const practice = worstOf(understood.practices)
  if (!practice) throw new UserError(3, 'No practice can be planned.', 'Run `practice-packs check` to see why.')
  const { files, findings } = await proofLetters(understood, practice, {
    asOf: options.asOf,
    profiles,
    ...(options.letters ? { letters: options.letters } : {}),
  })
  await mkdir(options.out, { recursive: true })
  for (const { name, bytes } of files) await writeFile(join(options.out, name), bytes)
  const faulty = files.filter(({ faults }) => faults.some(({ severity }) => severity === 'error'))
  if (options.json) printJson({ practice: practice.ods, findings, files: files.map(asJson) })
  else {
    printFindings(findings, options.practices)
    for (const { name, pages, about, faults } of files)
      process.stdout.write(
        `${name}  ${pages} pages  ${about}\n${faults.map(({ severity, message }) => `  ${severity.padEnd(7)}  ${message}\n`).join('')}`,
      )
    process.stderr.write(
      `${files.length} proofs for ${practice.name} are in ${options.out}, ${faulty.length} with faults. Look at each one.\n`,
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

/** The one with most to say: the longest name and address. */
function worstOf<T extends { readonly name: string; readonly text: Readonly<Record<string, string | null>> }>(
  practices: readonly T[],
): T | undefined {
  const length = ({ name, text }: T): number => name.length + Object.values(text).join('').length
  return [...practices].sort((a, b) => length(b) - length(a))[0]
}

async function examples(options: Pick<InputOptions, 'templates' | 'json'> & { readonly out: string }): Promise<void> {
  const { readLetters } = await import('../pipeline.ts')
  const { exampleSpreadsheets } = await import('../letters/example-spreadsheets.ts')
  const { templates, letters } = await readLetters(options.templates)
  const files = exampleSpreadsheets(
    templates.filter(({ kind }) => kind === 'letters'),
    letters,
  )
  await mkdir(options.out, { recursive: true })
  for (const { name, text } of files) await writeFile(join(options.out, name), text)
  if (options.json) printJson({ files: files.map(({ name }) => join(options.out, name)) })
  else process.stdout.write(files.map(({ name }) => `${join(options.out, name)}\n`).join(''))
}

async function sms(files: readonly string[], { json }: { readonly json: boolean }): Promise<void> {
  const counted = []
  for (const file of files)
    counted.push({ file, ...smsParts(new TextDecoder().decode(await bytesOf(file)).replace(/\s+$/, '')) })
  if (json) printJson({ messages: counted })
  else
    for (const { file, parts, characters, alphabet, outside } of counted)
      process.stdout.write(
        `${file}: ${parts} ${parts === 1 ? 'part' : 'parts'}, ${characters} characters (${
          alphabet === 'gsm-7' ? 'GSM-7' : `Unicode, because of ${outside.join(' ')}`
        })\n`,
      )
}
