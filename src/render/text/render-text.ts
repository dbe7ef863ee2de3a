/**
 * Document → its words alone: a text message, a message on the telephone.
 *
 * @module
 */
import { plainText } from '../../document/plain-text.ts'
import { fieldsAsText } from './fields-as-text.ts'
import type { Renderer } from '../format.ts'

/** No line break at the end: pasted into a text message it would be paid for. */
export const renderText: Renderer = async (document) => {
  const lines = [
    ...(document.watermark === undefined ? [] : [document.watermark]),
    ...plainText({ ...document, blocks: fieldsAsText(document.blocks) }),
  ]
  return { bytes: new TextEncoder().encode(lines.join('\n\n')), pages: null }
}
