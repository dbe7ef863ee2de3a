/**
 * Text for HTML and for strings in CSS. Control characters and lone surrogates are dropped: nobody sees them, and
 * checkers call a page with them broken.
 *
 * @module
 */
import { escapeMarkup } from '../../base/text.ts'

// HTML 13.1.4 forbids controls and noncharacters; the `u` flag makes a lone surrogate a character of its own.
const notText = /[^\t\n\r\u0020-\u007E\u00A0-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

/** For element content and for attributes in double quotes. */
export const escapeHtml = (text: string): string => escapeMarkup(text.replace(notText, ''))

/** A CSS string with its quotes. Everything that could end it, or the style element, is written by its number. */
export const cssString = (text: string): string =>
  `"${text.replace(notText, '').replace(/["\\<>&\n\r\t]/g, (character) => `\\${character.charCodeAt(0).toString(16)} `)}"`
