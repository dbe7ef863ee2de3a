/**
 * The names that links inside a PDF can lead to (ISO 32000-1, 12.3.2.3).
 *
 * @module
 */
import type { PdfFile } from './pdf-file.ts'
import { textOf, type PdfValue } from './pdf-value.ts'

export function destinationNames(file: PdfFile): Set<string> {
  const names = new Set(file.dict(file.entry(file.catalogue, 'Dests')).entries.keys())
  const visit = (node: PdfValue, depth: number): void => {
    const pairs = file.list(file.entry(node, 'Names'))
    for (let index = 0; index < pairs.length; index += 2) names.add(textOf(file.get(pairs[index])) ?? '')
    if (depth < 32) for (const kid of file.list(file.entry(node, 'Kids'))) visit(kid, depth + 1)
  }
  visit(file.entry(file.entry(file.catalogue, 'Names'), 'Dests'), 0)
  return names
}
