// A template of a document: parsed; where it may be used, filled in for a practice with every slot.
import { composeDocuments } from '../../dist/compose/compose-documents.js'
import { parseTemplate } from '../../dist/template/parse-template.js'
import { partsByName } from '../../dist/template/template-parts.js'
import { planPractice } from '../../dist/pipeline.js'
import { kit, ownTemplates, textsIn, wordsOf } from '../setting.mjs'

export const words = wordsOf('template')

export const seeds = () => textsIn('templates', '.hbs').map(({ text }) => text.slice(0, 8000))

const parts = partsByName(ownTemplates.parts)
const plan = planPractice(kit, kit.practices[0], '2026-11-28')
const choice = {
  documents: ['checklist', 'cutover-plan', 'letters'],
  dialects: ['word', 'govuk-notify', 'nhs-notify'],
  allowSuperseded: true,
}

export function run(text) {
  const { value, findings } = parseTemplate({ file: 'one.md.hbs', text }, kit.letters, parts)
  if (findings.some(({ severity }) => severity === 'error')) return
  composeDocuments(plan, { ...kit, templates: [value] }, choice)
}
