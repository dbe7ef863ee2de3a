/**
 * A pack that could not be made, as a result like the others.
 *
 * @module
 */
import type { Practice } from '../model/practice.ts'
import type { BuiltPack } from '../pipeline.ts'

/** Errors that are about one practice: the others can be made. */
const RULES: Readonly<Record<string, string>> = {
  MissingGlyphError: 'character-without-glyph',
  ZoneTooSmallError: 'zone-too-small',
}

export const isAboutPractice = (error: unknown): error is Error => error instanceof Error && error.name in RULES

export const failedPack = (practice: Practice, { name, message }: Error): BuiltPack => ({
  ods: practice.ods,
  dir: '',
  status: 'failed',
  files: [],
  findings: [
    {
      rule: RULES[name] ?? 'pack-failed',
      severity: 'error',
      message,
      cell: { row: practice.row },
      practice: practice.ods,
    },
  ],
})
