/**
 * A pack that could not be made, as a result like the others.
 *
 * @module
 */
import type { Practice } from '../model/practice.ts'
import type { BuiltPack } from '../pipeline.ts'
import { PackNotWrittenError } from '../write/write-pack.ts'

/** Errors that are about one practice, by name: the others can be made. */
const RULES: Readonly<Record<string, string>> = {
  MissingGlyphError: 'character-without-glyph',
  ZoneTooSmallError: 'zone-too-small',
}

/** @returns the rule of the finding, or null when the error is not about one practice alone */
function ruleOf(error: unknown): string | null {
  if (error instanceof PackNotWrittenError) return error.rule
  return error instanceof Error ? (RULES[error.name] ?? null) : null
}

/** @throws the error itself when it is a bug or ends the run */
export function failedPack({ ods, row }: Practice, error: unknown): BuiltPack {
  const rule = ruleOf(error)
  if (rule === null || !(error instanceof Error)) throw error
  const { message } = error
  return {
    ods,
    dir: '',
    status: 'failed',
    files: [],
    findings: [{ rule, severity: 'error', message, cell: { row }, practice: ods }],
  }
}
