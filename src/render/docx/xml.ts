/**
 * Text as XML. Characters that XML 1.0 cannot hold (controls, lone surrogates) are dropped: nobody sees them, and one
 * of them makes a whole document unreadable.
 *
 * @module
 */

// XML 1.0, production 2 (Char). The `u` flag makes a lone surrogate a character of its own, so it is caught too.
const notXml = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** For element content and for attributes in double quotes. */
export function escapeXml(text: string): string {
  return text
    .replace(notXml, '')
    .replace(/[\t\n\r]/g, ' ')
    .replace(/[&<>"]/g, (character) => escapes[character] ?? character)
}
