/**
 * Answers about one practice → YAML that a person can go on with, and a JSON schema that helps their editor.
 *
 * @module
 */
import type { Question } from '../model/questions.ts'
import { writeYaml } from '../base/yaml.ts'

/**
 * Every question stands as a comment above its answer; what is not known yet stays empty.
 *
 * @param answers by column id; answers to questions that are not asked usually come last
 * @param schema name of the schema file, for editors; null for none
 */
export function answersFile(
  questions: readonly Question[],
  answers: ReadonlyMap<string, string>,
  schema: string | null,
): string {
  const shown = questions.filter(({ id, inStarter }) => inStarter || answers.has(id))
  const groups = [...new Set(shown.map(({ group }) => group))]
  const lines = schema === null ? [] : [`# yaml-language-server: $schema=${schema}`, '']
  for (const group of groups) {
    lines.push(`# ${group}`, '')
    for (const { id, question } of shown.filter((candidate) => candidate.group === group)) {
      const answer = answers.get(id) ?? ''
      lines.push(`# ${question}`, answer === '' ? `${id}:` : `${id}: ${writeYaml(answer).trim()}`, '')
    }
  }
  return `${lines.join('\n').trimEnd()}\n`
}

/** JSON schema (draft 7) of a file of answers. Dates are text: YAML has none, and people write them in many ways. */
export function answersSchema(questions: readonly Question[]): Record<string, unknown> {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'One practice',
    type: 'object',
    required: questions.filter(({ needed }) => needed).map(({ id }) => id),
    additionalProperties: false,
    properties: Object.fromEntries(questions.map((question) => [question.id, propertyFor(question)])),
  }
}

function propertyFor({ question, help, example, kind, choices }: Question): Record<string, unknown> {
  const about = { title: question, description: help, ...(example === '' ? {} : { examples: [example] }) }
  if (kind === 'yes-no') return { ...about, enum: [...choices, true, false, '', null] }
  if (kind === 'choice') return { ...about, enum: [...choices, '', null] }
  return { ...about, type: ['string', 'number', 'null'] }
}
