/**
 * The formats and copies that a document is made in.
 *
 * @module
 */

/** `md` and `txt` are for messages that are pasted somewhere else: into a website, an app, a text message. */
export type Format = 'pdf' | 'docx' | 'html' | 'md' | 'txt'

/** `print`: for paper, boxes drawn. `fill-in`: boxes to tick and blanks to type into, on screen. */
export type Copy = 'print' | 'fill-in'

/** What a pack holds besides documents: a calendar and lists for spreadsheets. They come whatever formats are asked for. */
export type PaperFormat = 'ics' | 'csv' | 'xlsx'
