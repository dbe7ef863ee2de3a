/** Thrown where a document cannot be shown as it is asked for: its words are why, so one practice fails alone. */
export class DocumentError extends Error {
  /** Id of the rule that the document breaks. */
  readonly rule: 'character-without-glyph' | 'zone-too-small'

  constructor(rule: DocumentError['rule'], message: string) {
    super(message)
    this.name = 'DocumentError'
    this.rule = rule
  }
}
