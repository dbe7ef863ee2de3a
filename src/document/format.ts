/**
 * The formats and copies that a document is made in.
 *
 * @module
 */

export type Format = 'pdf' | 'docx' | 'html'

/** `print`: for paper, boxes drawn. `fill-in`: boxes to tick and blanks to type into, on screen. */
export type Copy = 'print' | 'fill-in'
