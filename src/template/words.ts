/**
 * `templates/words.yaml`: the sentences and phrases that documents and reports share, filled on demand.
 *
 * @module
 */
import { UserError } from '../model/finding.ts'
import type { SourceFile } from '../model/sources.ts'
import { readYaml, YamlProblem } from '../base/yaml.ts'
import { compileSentence, type Fill, type Values } from './fill.ts'

export interface Words {
  /** @param path such as `reasons.offset`. @throws UserError 2 when the file has no such words */
  say(path: string, values?: Values): string
  has(path: string): boolean
}

/** @throws UserError 2 when the file is no YAML of nested words */
export function openWords(source: SourceFile): Words {
  let tree: unknown
  try {
    tree = readYaml(source.text)
  } catch (cause) {
    if (!(cause instanceof YamlProblem)) throw cause
    const what = `${source.file} cannot be read: line ${cause.line}: ${cause.message}.`
    throw new UserError(2, what, 'Mend the file; it is YAML.', { cause })
  }
  const compiled = new Map<string, Fill | string>()
  const find = (path: string): string | undefined => {
    let value: unknown = tree
    for (const part of path.split('.'))
      value =
        typeof value === 'object' && value !== null && Object.hasOwn(value, part)
          ? (value as Record<string, unknown>)[part]
          : undefined
    return typeof value === 'string' ? value : undefined
  }
  return {
    has: (path) => find(path) !== undefined,
    say(path, values = {}) {
      let fill = compiled.get(path)
      if (fill === undefined) {
        const words = find(path)
        if (words === undefined)
          throw new UserError(
            2,
            `${source.file} has no words for \`${path}\`.`,
            'Add them; the file that ships has all.',
          )
        // Most words have no field: they need no template.
        fill = words.includes('{{') ? compileSentence(words) : words
        compiled.set(path, fill)
      }
      if (typeof fill === 'string') return fill
      try {
        return fill(values)
      } catch (cause) {
        const what = cause instanceof Error ? cause.message : String(cause)
        throw new UserError(
          2,
          `${source.file}, \`${path}\`: ${what}`,
          'Use only the fields that the shipped words use.',
          {
            cause,
          },
        )
      }
    },
  }
}
