/**
 * The templates of a run and the data of letters beside them: read, parsed, checked.
 *
 * @module
 */
import { UserError, type Finding } from '../model/finding.ts'
import type { LetterData } from '../model/letter.ts'
import type { SourceFile } from '../model/sources.ts'
import type { Template } from '../model/template.ts'
import { BUILT_IN_TEMPLATES } from '../base/package-root.ts'
import { checkNames, checkReports, unreadFiles } from '../template/check-folder.ts'
import { LETTER_DATA_FILES, parseLetterData } from '../template/letter-data.ts'
import { parseTemplate } from '../template/parse-template.ts'
import { checkParts, partsByName } from '../template/parts.ts'
import { REPORTS } from './report-specs.ts'
import { readTemplates } from '../read/read-templates.ts'

export interface UnderstoodTemplates {
  readonly templates: readonly Template[]
  readonly letters: LetterData
  /** The words that documents share. */
  readonly wordsFile: SourceFile
  /** Every file that was read: their hash tells whether documents can have changed. */
  readonly files: readonly SourceFile[]
  readonly findings: readonly Finding[]
}

/**
 * @param evenBroken true: a template with a mistake is only a finding; nothing may then be made of it
 * @throws UserError 2 when a template has a mistake, 3 when the folder cannot be read
 */
export async function understandTemplates(directory: string, evenBroken = false): Promise<UnderstoodTemplates> {
  const sources = await readTemplates(directory, BUILT_IN_TEMPLATES, LETTER_DATA_FILES)
  const letters = parseLetterData(sources.data)
  const parts = partsByName(sources.parts)
  const templates = sources.templates.map((source) => parseTemplate(source, letters, parts))
  const findings = [
    ...checkParts(parts, letters),
    ...templates.flatMap((template) => template.findings),
    ...checkReports(sources.reports, REPORTS),
    ...checkNames(templates.map(({ value }) => value)),
    ...unreadFiles(sources.unread),
  ]
  if (!evenBroken && findings.some(({ severity }) => severity === 'error'))
    throw new UserError(2, 'A template cannot be used, so nothing was made.', 'Fix the templates named above.', {
      findings,
    })
  return {
    templates: templates.map(({ value }) => value),
    letters,
    wordsFile: sources.words,
    files: [...sources.templates, sources.words, ...sources.data.values(), ...sources.parts],
    findings,
  }
}
