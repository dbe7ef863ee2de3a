// What targets share: our own guide, templates and practices, as the program reads them, and a kit made of them.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LETTER_DATA_FILES } from '../dist/template/letter-data.js'
import { understand } from '../dist/pipeline.js'
import { readGuide } from '../dist/guide/read-guide.js'
import { readTemplates } from '../dist/template/read-templates.js'

export const root = join(import.meta.dirname, '..')
const at = (name) => join(root, name)

export const textOf = (file) => readFileSync(at(file), 'utf8')

/** Pieces that a field uses; tests of odd inputs try them too. */
export const wordsOf = (field) => JSON.parse(textOf(`fuzz/words/${field}.json`))

/** Texts of the files below a folder whose names end so, with their names. */
export const textsIn = (folder, ending) =>
  readdirSync(at(folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => ({ file: entry.name, text: readFileSync(join(entry.parentPath, entry.name), 'utf8') }))

export const ownGuide = await readGuide(at('guide'), at('guide'))
export const ownTemplates = await readTemplates(at('templates'), at('templates'), LETTER_DATA_FILES)
export const kit = await understand({
  guide: at('guide'),
  templates: at('templates'),
  practices: at('practices/practices.csv'),
})

/** Several named files in one input: a line `=== name` before each. */
export const joined = (files) => files.map(({ file, text }) => `=== ${file}\n${text}`).join('\n')
export const parted = (input) =>
  input
    .split(/^=== /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n')
      return end < 0 ? { file: part, text: '' } : { file: part.slice(0, end), text: part.slice(end + 1) }
    })
