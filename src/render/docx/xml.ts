/**
 * Text as XML. Characters that XML 1.0 cannot hold (controls, lone surrogates) are dropped: nobody sees them, and one
 * of them makes a whole document unreadable.
 *
 * @module
 */
import { escapeMarkup } from '../../base/text.ts'

// XML 1.0, production 2 (Char). The `u` flag makes a lone surrogate a character of its own, so it is caught too.
const notXml = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

/** For element content and for attributes in double quotes. */
export const escapeXml = (text: string): string => escapeMarkup(text.replace(notXml, '').replace(/[\t\n\r]/g, ' '))
