/**
 * A template file becomes a Template: front matter and body, each field that it mentions checked against the view.
 *
 * @module
 */
import { listValue, readFrontMatter, textValue, type FrontMatter } from '../markdown/front-matter.ts'
import { SourceText } from '../markdown/source-text.ts'
import { CHECKLIST_VIEWS, type Document } from '../document/document.ts'
import type { Checked, Finding } from '../model/finding.ts'
import { DIALECTS, type LetterData } from '../model/letter.ts'
import type { SourceFile } from '../model/sources.ts'
import type { Template } from '../model/template.ts'
import { VIEW } from '../model/view.ts'
import { checkFields } from './check-fields.ts'
import { channelConditions, parseWhen } from './conditions.ts'
import { checkMergeFields } from './check-merge-fields.ts'
import { didYouMean } from '../parse/suggest.ts'
import { withoutParts, withParts, type Parts } from './parts.ts'

const KINDS: readonly Document['kind'][] = [
  'checklist',
  'cutover-plan',
  'letters',
  'messages',
  'communications-plan',
  'report',
]

/** A template with a finding of severity error must not be used: nothing of it is made. */
export function parseTemplate(source: SourceFile, letters: LetterData, parts: Parts = new Map()): Checked<Template> {
  const text = new SourceText(source.file, source.text)
  const { matter, findings: unreadable } = readFrontMatter(text)
  const own = source.text.slice(matter.end)
  const bodyLine = text.lineAt(matter.end)
  const findings: Finding[] = [...unreadable, ...checkFields(source.file, withoutParts(own), VIEW, bodyLine)]
  const filled = ['title', 'subject', 'eyebrow', 'lines', 'footer']
  for (const key of filled)
    for (const value of [matter.values[key]].flat())
      if (typeof value === 'string') findings.push(...checkFields(source.file, value, VIEW, matter.place(key).line))
  const { body, findings: lost } = withParts(source.file, own, bodyLine, parts)
  findings.push(...checkMergeFields(source.file, own, letters.fields, bodyLine), ...lost)

  const wrong = (key: string, message: string): void => {
    findings.push({ rule: 'broken-template', severity: 'error', message, place: matter.place(key) })
  }
  const requires = listValue(matter, 'requires').flatMap((name) => {
    if (name.includes('.')) return [name]
    const set = letters.factSets.get(name)
    if (!set) wrong('requires', `Unexpected set of facts \`${name}\`.${didYouMean(name, letters.factSets.keys())}`)
    return set ?? []
  })
  const confirms = listValue(matter, 'confirms')
  const when = listValue(matter, 'when').map(parseWhen)
  const asked = [...when, ...channelConditions(own)].map(({ path }) => path)
  const named = { requires, confirms, when: asked }
  for (const [key, paths] of Object.entries(named))
    for (const path of paths) findings.push(...checkFields(source.file, `{{${path}}}`, VIEW, matter.place(key).line))
  const dialects = listValue(matter, 'dialects')
  const unknown = dialects.find((id) => !DIALECTS.some((one) => one === id))
  if (unknown !== undefined) wrong('dialects', `Unexpected dialect \`${unknown}\`.${didYouMean(unknown, DIALECTS)}`)
  const profile = textValue(matter, 'profile')
  if (profile !== null && !letters.profiles.has(profile))
    wrong('profile', `There is no printer profile \`${profile}\`.${didYouMean(profile, letters.profiles.keys())}`)
  const view = textValue(matter, 'view')
  const viewKnown = CHECKLIST_VIEWS.find((one) => one === view) ?? null
  if (view !== null && viewKnown === null)
    wrong('view', `Unexpected view \`${view}\`.${didYouMean(view, CHECKLIST_VIEWS)}`)
  const kind = KINDS.find((one) => one === textValue(matter, 'kind'))
  const missing = (key: string, expected: string): void =>
    wrong(key, `Unexpected front matter without \`${key}\`, expected ${expected}.`)
  if (!kind) missing('kind', `one of ${KINDS.join(', ')}`)
  const title = textValue(matter, 'title')
  if (title === null) missing('title', 'the document’s title')
  const id = textValue(matter, 'id') ?? baseName(source.file)
  const bodyPt = Number(textValue(matter, 'body_pt') ?? 'NaN')
  return {
    findings,
    value: {
      file: source.file,
      id,
      kind: kind ?? 'report',
      language: textValue(matter, 'lang') ?? 'en-GB',
      title: title ?? '',
      subject: textValue(matter, 'subject') ?? '',
      eyebrow: textValue(matter, 'eyebrow'),
      coverLines: stringsOf(matter, 'lines'),
      view: viewKnown,
      onePage: textValue(matter, 'one_page') === 'yes',
      when,
      requires: [...new Set(requires)],
      confirms,
      uses: listValue(matter, 'uses'),
      variant: textValue(matter, 'variant') ?? id,
      channel: textValue(matter, 'channel') ?? (kind === 'letters' ? 'letter' : null),
      group: textValue(matter, 'group'),
      number: textValue(matter, 'number'),
      send: textValue(matter, 'send'),
      owner: textValue(matter, 'owner'),
      profile,
      dialects: DIALECTS.filter((id) => dialects.length === 0 || dialects.includes(id)),
      largePrint: textValue(matter, 'large_print') === 'yes',
      bodyPt: Number.isNaN(bodyPt) ? null : bodyPt,
      footer: textValue(matter, 'footer'),
      formats: listValue(matter, 'formats'),
      body,
      bodyLine,
    },
  }
}

/** Unlike `listValue`, keeps commas: a line of a cover is a sentence. */
const stringsOf = ({ values }: FrontMatter, key: string): string[] =>
  [values[key] ?? []].flat().map((value) => String(value))

/** `letters/disruption.md.hbs` → `disruption`. */
const baseName = (file: string): string => (file.split('/').at(-1) ?? file).replace(/\.md\.hbs$/, '')
