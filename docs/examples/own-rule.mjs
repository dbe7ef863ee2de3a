// A rule of one's own about the guide: a task is a line, not a paragraph.
//
//     node own-rule.mjs guide 2026-09-01
import { BUILT_IN_GUIDE, createToolkit, formatGaps, isoDay } from 'practice-packs'

const longTask = {
  id: 'long-task',
  severity: 'note',
  title: 'A task of many words',
  why: 'A row of the checklist is read in passing.',
  fix: 'Say the rest below the task.',
  *check({ guide }) {
    for (const { id, text, place } of guide.tasks) {
      const words = text.split(' ').length
      if (words > 20) yield { message: `Task ${id} has ${words} words. Say the rest below it.`, place }
    }
  },
}

export const toolkit = createToolkit({ rules: [longTask] })

const [folder = BUILT_IN_GUIDE, today = '2026-09-01'] = process.argv.slice(2)
const asOf = isoDay(today)
const sources = await toolkit.readGuide(folder)
const checked = toolkit.checkGuide(sources, asOf)
const report = toolkit.findGaps(checked, { asOf })
const sarif = await formatGaps('sarif', report, checked.guide, checked.findings, { templates: '' })
const found = checked.findings.filter(({ rule }) => rule === longTask.id)
for (const { message, place } of found) console.log(`${place?.file}:${place?.line}: ${message}`)
const { rules } = JSON.parse(String(sarif)).runs[0].tool.driver
console.log(`${found.length} found; SARIF names the rule: ${rules.some(({ id }) => id === longTask.id)}`)
