/** The data of letters that ship, parsed. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LetterData, PrinterProfile } from '../../src/model/template.ts'
import { LETTER_DATA_FILES, parseLetterData } from '../../src/template/letter-data.ts'

const templates = join(import.meta.dirname, '../../templates')

export const LETTERS: LetterData = parseLetterData(
  new Map(LETTER_DATA_FILES.map((file) => [file, { file, text: readFileSync(join(templates, file), 'utf8') }])),
)

export function profile(id: string): PrinterProfile {
  const found = LETTERS.profiles.get(id)
  if (!found) throw new Error(`No profile ${id}`)
  return found
}
