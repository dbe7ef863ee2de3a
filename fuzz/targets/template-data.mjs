// The YAML beside the templates: phrases, merge fields, profiles of printers, questions of the spreadsheet.
import { LETTER_DATA_FILES, parseLetterData } from '../../dist/template/letter-data.js'
import { parseQuestions } from '../../dist/practices/parse-questions.js'
import { explainPlan } from '../../dist/app/plan-practices.js'
import { planPractice } from '../../dist/pipeline.js'
import { openWords } from '../../dist/template/fill.js'
import { joined, kit, ownTemplates, parted, textOf } from '../setting.mjs'
export { words } from './guide-data.mjs'

const files = [
  ...[...ownTemplates.data.values()].map(({ file, text }) => ({ file, text })),
  { file: 'words.yaml', text: ownTemplates.words.text },
  { file: 'spreadsheet.yaml', text: textOf('templates/spreadsheet.yaml') },
]
export const seeds = () => files.map((file) => joined([file]))

const plan = planPractice(kit, kit.practices[0], '2026-11-28')

export function run(input) {
  const [changed] = parted(input)
  if (!changed) return
  if (LETTER_DATA_FILES.includes(changed.file))
    parseLetterData(new Map([...ownTemplates.data, [changed.file, changed]]))
  else if (changed.file === 'words.yaml') explainPlan({ ...kit, words: openWords(changed) }, plan)
  else if (changed.file === 'spreadsheet.yaml') parseQuestions(changed, kit.guide.data, (id) => id)
}
