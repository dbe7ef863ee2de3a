/**
 * A template file becomes a Template: front matter and body, each field that it mentions checked against the view.
 *
 * @module
 */
import { listValue, readFrontMatter, textValue, type FrontMatter } from '../markdown/front-matter.ts'
import { SourceText } from '../markdown/source-text.ts'
import type { Document } from '../document/document.ts'
import type { Checked, Finding } from '../model/finding.ts'
import type { SourceFile } from '../model/sources.ts'
import type { Template } from '../model/template.ts'
import { VIEW } from '../model/view.ts'
import { checkFields } from '../template/fields-in-template.ts'

const KINDS: readonly Document['kind'][] = ['checklist', 'cutover-plan', 'letters', 'report']

/** A template with a finding of severity error must not be used: nothing of it is made. */
export function parseTemplate(source: SourceFile): Checked<Template> {
  const text = new SourceText(source.file, source.text)
  const { matter, findings: unreadable } = readFrontMatter(text)
  const body = source.text.slice(matter.end)
  const bodyLine = text.lineAt(matter.end)
  const findings: Finding[] = [...unreadable, ...checkFields(source.file, body, VIEW, bodyLine)]
  const filled = ['title', 'subject', 'eyebrow', 'lines']
  for (const key of filled)
    for (const value of [matter.values[key]].flat())
      if (typeof value === 'string') findings.push(...checkFields(source.file, value, VIEW, matter.place(key).line))
  for (const path of listValue(matter, 'requires'))
    findings.push(...checkFields(source.file, `{{${path}}}`, VIEW, matter.place('requires').line))

  const kind = KINDS.find((one) => one === textValue(matter, 'kind'))
  const missing = (key: string, expected: string): void => {
    const message = `Unexpected front matter without \`${key}\`, expected ${expected}.`
    findings.push({ rule: 'broken-template', severity: 'error', message, place: matter.place(key) })
  }
  if (!kind) missing('kind', `one of ${KINDS.join(', ')}`)
  const title = textValue(matter, 'title')
  if (title === null) missing('title', 'the document’s title')
  return {
    findings,
    value: {
      file: source.file,
      id: textValue(matter, 'id') ?? source.file.replace(/\.md\.hbs$/, ''),
      kind: kind ?? 'report',
      language: textValue(matter, 'lang') ?? 'en-GB',
      title: title ?? '',
      subject: textValue(matter, 'subject') ?? '',
      eyebrow: textValue(matter, 'eyebrow'),
      coverLines: stringsOf(matter, 'lines'),
      requires: listValue(matter, 'requires'),
      uses: listValue(matter, 'uses'),
      profile: textValue(matter, 'profile'),
      body,
      bodyLine,
    },
  }
}

/** Unlike `listValue`, keeps commas: a line of a cover is a sentence. */
const stringsOf = ({ values }: FrontMatter, key: string): string[] =>
  [values[key] ?? []].flat().map((value) => String(value))
