/**
 * A short mark of what a row says, so that a corrected row is never put in the place of another one.
 *
 * @module
 */
import { createHash } from 'node:crypto'
import type { TableRow } from './practice-table.ts'

/** 8 hex digits of the hash of a row's values. */
export function markOf({ values }: TableRow): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 8)
}
