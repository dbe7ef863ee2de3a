/**
 * JSON schemas of the YAML files that people write, made from the shapes by which they are read. `schemas/` has them as
 * files, which a test compares with these.
 *
 * @module
 */
import { LISTS } from '../guide/guide-data.ts'
import { CLASHES_SHAPE, TERMS_SHAPE } from '../guide/guide-tables.ts'
import { PAGE_SHAPE } from '../guide/own-guide.ts'
import { BUSY_SHAPE, HOLIDAYS_SHAPE, TIMING_SHAPE } from '../guide/timing-policy.ts'
import { PUBLIC_GUIDE_SHAPE } from '../guide/public-tasks.ts'
import type { SourceFile } from '../model/sources.ts'
import { schemaOfFile, type YamlShape } from '../model/yaml-shape.ts'
import { SPREADSHEET_SHAPE } from '../practices/parse-questions.ts'
import { BASELINE_SHAPE } from '../report/baseline.ts'
import { LETTER_DATA_SHAPES } from '../template/letter-data.ts'
import { wordsShape } from '../template/words-file.ts'

/**
 * By the name of the file without its ending: `roles`, `timing`, `words` …; `page` is the front matter of a guide's page,
 * `baseline` the gaps that are known.
 *
 * @param shipped the YAML files as they ship, by name: `words.yaml` has every word, and the head of each says what its keys mean
 */
export function yamlSchemas(
  shipped: ReadonlyMap<string, SourceFile>,
): ReadonlyMap<string, Readonly<Record<string, unknown>>> {
  const shapes: readonly (readonly [string, YamlShape])[] = [
    ...Object.entries(LISTS),
    ['timing.yaml', TIMING_SHAPE],
    ['public-guide.yaml', PUBLIC_GUIDE_SHAPE],
    ['bank-holidays.yaml', HOLIDAYS_SHAPE],
    ['busy-periods.yaml', BUSY_SHAPE],
    ['terms.yaml', TERMS_SHAPE],
    ['clashes.yaml', CLASHES_SHAPE],
    ...Object.entries(LETTER_DATA_SHAPES),
    ['spreadsheet.yaml', SPREADSHEET_SHAPE],
    ['words.yaml', wordsShape(shipped.get('words.yaml') ?? { file: 'words.yaml', text: '' })],
    ['baseline.yaml', BASELINE_SHAPE],
    ['front matter of a page', PAGE_SHAPE],
  ]
  return new Map(
    shapes.map(([file, shape]) => [
      shape === PAGE_SHAPE ? 'page' : file.replace(/\.yaml$/, ''),
      schemaOfFile(file, shape, shipped.get(file)?.text ?? ''),
    ]),
  )
}
