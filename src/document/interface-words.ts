/**
 * Words that formats need besides the blocks of a document: names of buttons, of empty controls, and what a page on a screen says.
 *
 * @module
 */
/** They come from `templates/words.yaml`. */
export interface InterfaceWords {
  /** Buttons and messages of the HTML copy. */
  readonly print: string
  readonly download: string
  readonly saved: string
  /** Placeholder of an empty control in DOCX. */
  readonly enterText: string
  readonly enterDate: string
  /** Accessible name of a printed tick box, before the field's label. */
  readonly tickBox: string
  readonly skipToContent: string
  /** What only a page on a screen says. */
  readonly screen: Readonly<Record<ScreenWord, string>>
}

/**
 * Words of a page's controls, of its contents and of what it says of a list: how much is done, what is shown. Names in single braces
 * are numbers and words that only the page knows.
 */
const SCREEN_WORDS = [
  'load',
  'fold',
  'unfold',
  'contents',
  'arrange',
  'whose',
  'everybody',
  'this-week',
  'not-done',
  'now',
  'late',
  'done',
  'done-and-late',
  'ticked',
  'shown',
  'loaded',
  'loaded-but-differ',
  'not-progress',
  'other-practice',
  'not-kept',
  'copy',
  'copy-subject',
  'copied',
  'not-copied',
] as const
export type ScreenWord = (typeof SCREEN_WORDS)[number]

export const screenWords = (say: (word: ScreenWord) => string): InterfaceWords['screen'] =>
  Object.fromEntries(SCREEN_WORDS.map((word) => [word, say(word)])) as Record<ScreenWord, string>
