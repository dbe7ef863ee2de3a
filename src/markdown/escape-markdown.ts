/**
 * Makes any value stay text in Markdown: `St Mary's #1 <b>` can become neither a heading nor a tag.
 *
 * Line breaks become spaces, for a value is a stretch of a sentence.
 */
export function escapeMarkdown(value: string): string {
  return (
    value
      .replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ')
      .replace(/\t/g, ' ')
      // CommonMark 2.4: any ASCII punctuation character may be escaped with a backslash.
      .replace(/[!-/:-@[-`{-~]/g, '\\$&')
  )
}
