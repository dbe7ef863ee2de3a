/**
 * A pack that could not be made, as a result like the others.
 *
 * @module
 */
import { DocumentError } from '../document/document-error.ts'
import type { Practice } from '../model/practice.ts'
import { findingOf } from '../model/rules.ts'
import type { BuiltPack } from '../pipeline.ts'
import { PackNotWrittenError } from '../write/write-pack.ts'

/** @throws the error itself when it is a bug or ends the run */
export function failedPack({ ods, row }: Practice, error: unknown): BuiltPack {
  // Both are about one practice alone: the others can be made.
  if (!(error instanceof PackNotWrittenError || error instanceof DocumentError)) throw error
  return {
    ods,
    dir: '',
    status: 'failed',
    files: [],
    findings: [findingOf(error.rule, error.message, { cell: { row }, practice: ods })],
  }
}
