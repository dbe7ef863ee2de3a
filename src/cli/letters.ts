/** `practice-packs letters`: judge a letter, look at the worst cases, get example spreadsheets, count a text message. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Zone } from '../document/letter-layout.ts'
import type { LetterVerdict } from '../inspect/letter/inspect-letter.ts'
import { smsParts } from '../letters/sms-parts.ts'
import { UserError } from '../model/finding.ts'
import type { LetterData, PrinterProfile } from '../model/letter.ts'
import type { ProofFile } from '../proof-letters.ts'
import type { InputOptions } from './options.ts'
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

export async function check(files: readonly string[], options: CheckOptions): Promise<void> {
  const { readLetters } = await import('../pipeline.ts')
  const { inspectLetter } = await import('../inspect/letter/inspect-letter.ts')
  const profile = usable(options.profile, (await readLetters(options.templates)).letters, options.window)
  const verdicts: (LetterVerdict & { readonly file: string })[] = []
  for (const file of files) verdicts.push({ file, ...(await inspectLetter(await bytesOf(file), profile)) })
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

export async function proof(options: ProofFlags): Promise<void> {
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

export async function examples(
  options: Pick<InputOptions, 'templates' | 'json'> & { readonly out: string },
): Promise<void> {
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

export async function sms(files: readonly string[], { json }: { readonly json: boolean }): Promise<void> {
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
