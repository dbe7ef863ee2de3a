/**
 * Disk → templates: `*.md.hbs` and the words they share.
 *
 * @module
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { UserError } from '../model/finding.ts'
import type { SourceFile } from '../model/sources.ts'

export interface TemplateSources {
  /** Sorted by name. */
  readonly templates: readonly SourceFile[]
  readonly words: SourceFile
}

/** @throws UserError 3 when the folder or its words are missing */
export async function readTemplates(directory: string): Promise<TemplateSources> {
  let names: string[]
  try {
    names = await readdir(directory)
  } catch (cause) {
    throw new UserError(3, `There is no folder of templates at ${directory}.`, 'Name one with --templates DIR.', {
      cause,
    })
  }
  const read = async (name: string): Promise<SourceFile> => ({
    file: name,
    text: await readFile(join(directory, name), 'utf8'),
  })
  if (!names.includes('words.yaml'))
    throw new UserError(3, `The templates in ${directory} have no words.yaml.`, 'Copy it from the templates that ship.')
  const templates = names.filter((name) => name.endsWith('.md.hbs')).sort()
  if (templates.length === 0)
    throw new UserError(
      3,
      `The folder ${directory} holds no template (*.md.hbs).`,
      'Name another with --templates DIR.',
    )
  return { templates: await Promise.all(templates.map(read)), words: await read('words.yaml') }
}
