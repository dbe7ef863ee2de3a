/**
 * Marks the spot of a whole block that is made elsewhere (a slot of a template, a box of the public guide).
 *
 * The two characters are Unicode noncharacters, which no author can mean; where a text holds them all the same they are
 * edited out before anything else is read.
 *
 * @module
 */
import type { Block } from '../document/document.ts'

const OPEN = '\uFDD0'
const CLOSE = '\uFDD1'
export const RESERVED = /[\uFDD0\uFDD1]/g

export class Placeholders {
  readonly #blocks: (readonly Block[])[] = []

  /** Text to put in the page; stands as a paragraph of its own, at the given indentation. */
  add(blocks: readonly Block[], indentation = ''): string {
    this.#blocks.push(blocks)
    return `\n\n${indentation}${OPEN}${this.#blocks.length - 1}${CLOSE}\n\n`
  }

  /** The blocks a paragraph's text stands for, or undefined where it is an ordinary paragraph. */
  find(text: string): readonly Block[] | undefined {
    if (!text.startsWith(OPEN) || !text.endsWith(CLOSE)) return undefined
    return this.#blocks[Number(text.slice(1, -1))]
  }
}
