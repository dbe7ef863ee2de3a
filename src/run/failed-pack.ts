/**
 * A pack that could not be made, as a result like the others.
 *
 * @module
 */
import type { Practice } from '../model/practice.ts'
import type { BuiltPack } from '../pipeline.ts'

export const failedPack = (practice: Practice, { message }: Error): BuiltPack => ({
  ods: practice.ods,
  dir: '',
  status: 'failed',
  files: [],
  findings: [
    {
      rule: 'character-without-glyph',
      severity: 'error',
      message,
      cell: { row: practice.row },
      practice: practice.ods,
    },
  ],
})
