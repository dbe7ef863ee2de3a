/**
 * What the writers of the body share: the look, the room there is, and the counters and relations of the package.
 *
 * @module
 */
import type { InterfaceWords, Picture } from '../../document/document.ts'
import type { LetterLayout } from '../../document/letter-layout.ts'
import type { Theme } from '../../document/theme.ts'
import type { Copy } from '../format.ts'

/** Changes while the body is written, block after block. */
export interface BodyState {
  /** The next paragraph starts a page. */
  breakBefore: boolean
  /** Space that the next paragraph owes to what stands above it. */
  gapBeforeTwips: number
  /** Two tables that touch become one in Word, so a table must know what precedes it. */
  afterTable: boolean
  /** Callouts so far. */
  callouts: number
  /** Number, bullet or box to tick that the next paragraph carries. */
  marker: { readonly numberingId: number; readonly level: number } | { readonly box: string } | null
  /** Set once an address has been placed: where the text of a letter starts is then still to be done. */
  letterStart: 'none' | 'due' | 'done'
  controls: number
}

/** Looks of a callout: a bar beside its paragraphs. */
export interface CalloutBox {
  readonly colour: string
  readonly barPt: number
  /** Indents that differ by a hair keep two callouts that touch from growing into one box. */
  readonly hairTwips: number
}

export interface BodyContext {
  readonly theme: Theme
  readonly copy: Copy
  readonly words: InterfaceWords
  readonly language: string
  readonly letter: LetterLayout | null
  /** Top of the text area of page one, in mm. */
  readonly topMm: number
  /** Width between the margins. */
  readonly widthTwips: number
  /** Left edge of paragraphs: grows inside lists and boxes. */
  readonly indentTwips: number
  readonly listDepth: number
  /** This block introduces the next one and stays on its page. */
  readonly introduces: boolean
  /** The callout that paragraphs stand in. */
  readonly box: CalloutBox | null
  /** Makes a list of its own, so that its numbers start where it says. */
  readonly list: (ordered: boolean, start: number, level: number) => number
  /** Relation id of an address outside the document; null for an address that nothing should open. */
  readonly link: (href: string) => string | null
  /** Relation id of a picture. */
  readonly picture: (picture: Picture) => string
  /** Bookmark of a heading; null where the document has no such heading. */
  readonly bookmark: (headingId: string) => { readonly id: number; readonly name: string } | null
  readonly state: BodyState
}
