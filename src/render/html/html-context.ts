/**
 * What the writers of blocks share.
 *
 * @module
 */
import type { InterfaceWords } from '../../document/document.ts'
import type { Copy } from '../format.ts'

export interface HtmlContext {
  readonly copy: Copy
  readonly words: InterfaceWords
  readonly isLetter: boolean
  /** Ids of the headings, so that no link leads nowhere. */
  readonly headingIds: ReadonlySet<string>
  /** Widths of columns in use, in whole percent: the style sheet needs a rule for each. */
  readonly columnPercents: Set<number>
  /** Set when a field keeps what is typed: only then is there something to download. */
  readonly state: {
    hasFields: boolean
    /** Set where the style sheet needs rules for blanks among words, and for lists to tick. */
    hasInlineFields: boolean
  }
}
