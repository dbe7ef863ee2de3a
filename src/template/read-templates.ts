/**
 * Reads a folder of templates from disk: `*.md.hbs` at any depth, parts, `words.yaml`, and the data of letters.
 *
 * @module
 */
import { readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { isAbsent, systemCode, whatIsNoFile } from '../base/files.ts'
import { option } from '../base/text.ts'
import { UserError } from '../model/finding.ts'
import type { SourceFile } from '../model/sources.ts'
import { readTextFile } from '../model/text-file.ts'

export interface TemplateSources {
  /** Sorted by name. */
  readonly templates: readonly SourceFile[]
  /** Parts that templates share, `*.part.hbs`. */
  readonly parts: readonly SourceFile[]
  /** Templates of reports, `reports/*.hbs`, that the folder brings. */
  readonly reports: readonly SourceFile[]
  /** Files whose names do not say what they are: nothing reads them. */
  readonly unread: readonly string[]
  readonly words: SourceFile
  /** Data of letters by file name; missing files are taken from the built-in templates. */
  readonly data: ReadonlyMap<string, SourceFile>
}

/**
 * @param builtIn the folder of templates that comes with the tool
 * @param dataFiles names of the data files
 * @throws UserError when the folder or its words are missing
 */
export async function readTemplates(
  directory: string,
  builtIn: string,
  dataFiles: readonly string[],
): Promise<TemplateSources> {
  const names = await namesIn(directory)
  const read = async (name: string, from = directory): Promise<SourceFile> => ({
    ...(await readTextFile(join(from, name), 'templates')),
    file: name,
  })
  if (!names.includes('words.yaml'))
    throw new UserError(
      'input',
      `The templates in ${directory} have no words.yaml.`,
      'Copy it from the built-in templates.',
    )
  const templates = names.filter((name) => name.endsWith('.md.hbs')).sort()
  if (templates.length === 0)
    throw new UserError(
      'input',
      `The folder ${directory} holds no template (*.md.hbs).`,
      `Name another with ${option('templates', 'DIR')}.`,
    )
  const data = await Promise.all(dataFiles.map((name) => read(name, names.includes(name) ? directory : builtIn)))
  return {
    templates: await Promise.all(templates.map((name) => read(name))),
    parts: await Promise.all(
      names
        .filter((name) => name.endsWith('.part.hbs'))
        .sort()
        .map((name) => read(name)),
    ),
    reports: await Promise.all(
      names
        .filter((name) => REPORT.test(name))
        .sort()
        .map((name) => read(name)),
    ),
    unread: names.filter((name) => MEANT_TO_BE_READ.test(name) && !isRead(name, dataFiles)).sort(),
    words: await read('words.yaml'),
    data: new Map(data.map((file) => [file.file, file])),
  }
}

/** Text editors add `.txt`, and `.hbs` is easily forgotten. A README is for people. */
const MEANT_TO_BE_READ = /^(?!(?:.*\/)?README[^/]*$).*\.(?:hbs|ya?ml|md|markdown)(?:\.txt)?$/i

const REPORT = /^reports\/[^/]+\.hbs$/

const isRead = (name: string, dataFiles: readonly string[]): boolean =>
  /\.(?:md|part)\.hbs$/.test(name) ||
  REPORT.test(name) ||
  ['words.yaml', 'spreadsheet.yaml', ...dataFiles].includes(name)

const FOREIGN = {
  special: 'a device or a pipe',
  'link-to-folder': 'a link to another folder',
  'link-to-special': 'a link to a device or a pipe',
  'link-out': 'a link to a file elsewhere',
} as const

/** Names relative to the folder, with `/`. */
async function namesIn(directory: string): Promise<string[]> {
  try {
    const entries = await readdir(directory, { recursive: true, withFileTypes: true })
    const names: string[] = []
    for (const entry of entries) {
      const name = relative(directory, join(entry.parentPath, entry.name))
      const foreign = entry.isDirectory() ? null : whatIsNoFile(directory, name, entry)
      if (foreign !== null)
        throw new UserError(
          'input',
          `${join(directory, name)} is no file of the folder of templates, but ${FOREIGN[foreign]}.`,
          'Put the file itself there, or delete it.',
        )
      names.push(name.replaceAll('\\', '/'))
    }
    return names
  } catch (cause) {
    if (cause instanceof UserError) throw cause
    const why = isAbsent(cause)
      ? `There is no folder of templates at ${directory}.`
      : `The folder of templates ${directory} cannot be read: ${systemCode(cause)}.`
    throw new UserError('input', why, `Name one with ${option('templates', 'DIR')}.`, { cause })
  }
}
