/**
 * A content stream as operators with their operands.
 *
 * @module
 */
import { PdfTokens } from './pdf-tokens.ts'
import { isKind, type PdfValue } from './pdf-value.ts'

export interface Operation {
  readonly operator: string
  readonly operands: readonly PdfValue[]
}

/** Inline images are skipped: their bytes are not tokens. */
export function* contentOperators(content: string): Generator<Operation> {
  const tokens = new PdfTokens(content)
  let operands: PdfValue[] = []
  for (let value = tokens.next(); value !== undefined; value = tokens.next()) {
    if (!isKind(value, 'word')) {
      operands.push(value)
      continue
    }
    if (value.word === 'ID') {
      const end = /\sEI(?=\s|$)/g
      end.lastIndex = tokens.at
      tokens.at = end.exec(content) ? end.lastIndex : content.length
    } else yield { operator: value.word, operands }
    operands = []
  }
}
