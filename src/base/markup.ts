/**
 * HTML and XML that cannot forget to escape: what is put into a template is text, and escaped, unless it is {@link Markup}.
 *
 * @module
 */

/** A piece of HTML or XML. A class, so that no text can pass for one, and a piece put into a plain string is text again. */
export class Markup {
  readonly #text: string
  constructor(text: string) {
    this.#text = text
  }
  get isEmpty(): boolean {
    return this.#text === ''
  }
  /** For the file that is written, and nowhere before. */
  toString(): string {
    return this.#text
  }
}

type MarkupChild = string | number | Markup | readonly Markup[]

type MarkupTemplate = (strings: TemplateStringsArray, ...children: readonly MarkupChild[]) => Markup

/** @param allowed the text without the characters that the format cannot hold, not even escaped */
const markupTemplate =
  (allowed: (text: string) => string): MarkupTemplate =>
  (strings, ...children) => {
    let text = ''
    for (const [i, before] of strings.entries()) {
      text += before
      const child = children[i]
      if (child === undefined) continue
      if (/='?$/.test(before)) throw new Error(`Write attributes in double quotes: ${before}`)
      if (typeof child === 'string') text += escapeMarkup(allowed(child))
      else if (typeof child === 'number' || child instanceof Markup) text += String(child)
      else for (const one of child) text += String(one)
    }
    return new Markup(text)
  }

export const noMarkup = new Markup('')

/** Pieces as one, with markup between them. */
export const joined = (pieces: readonly Markup[], between = ''): Markup => new Markup(pieces.join(between))

/** Markup of our own that is not made here, such as a style sheet. Never what a person wrote. */
export const trustedMarkup = (text: string): Markup => new Markup(text)

/*
 * Controls and lone surrogates are dropped: nobody sees them, and one makes a page broken and an XML file unreadable. The `u`
 * flag makes a lone surrogate a character of its own.
 */

// HTML 13.1.4 forbids controls and noncharacters.
const NOT_HTML = /[^\t\n\r\u0020-\u007E\u00A0-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu
// XML 1.0, production 2 (Char).
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

export const withoutNotHtml = (text: string): string => text.replace(NOT_HTML, '')
export const withoutNotXml = (text: string): string => text.replace(NOT_XML, '')

/**
 * HTML: strings among the children are escaped. Attributes take double quotes.
 *
 * Not called `html`: formatters and editors take that for a page whose white space they may set.
 */
export const asHtml = markupTemplate(withoutNotHtml)

/** XML likewise. */
export const asXml = markupTemplate(withoutNotXml)

const REFERENCES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** For element content and attributes in double quotes. Prefer the templates above, which cannot be forgotten. */
export const escapeMarkup = (text: string): string => text.replace(/[&<>"]/g, (one) => REFERENCES[one] ?? one)
