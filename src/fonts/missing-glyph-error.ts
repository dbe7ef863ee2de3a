import { DocumentError } from '../document/document-error.ts'
import { firstMissing } from './coverage.ts'

const hex = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/** Thrown instead of printing a blank box: the text holds a character that no embedded font has. */
export class MissingGlyphError extends DocumentError {
  /** The character itself, such as an emoji. */
  readonly character: string
  /** The words around it, so that a person finds the place. */
  readonly context: string

  constructor(character: string, context: string) {
    super(
      'character-without-glyph',
      `No font has the character ${character} (${hex(character)}), which stands in "${context}"`,
    )
    this.name = 'MissingGlyphError'
    this.character = character
    this.context = context
  }
}

/** @throws {MissingGlyphError} if the fonts lack a character of `text` */
export function assertCovered(text: string): void {
  const missing = firstMissing(text)
  if (missing === null) return
  const around = text.slice(Math.max(0, missing.index - 30), missing.index + missing.character.length + 30)
  throw new MissingGlyphError(missing.character, around.trim())
}
