/**
 * The questions that documents are asked, each with why it matters to a reader: a sentence that is printed once beside
 * the first problem. A question for several formats is written once; each format answers it with its own rule.
 *
 * @module
 */

/** By the id of the rule, which names what is wrong. */
export const QUESTIONS = {
  'active-content':
    'Mail filters of the NHS hold back files with scripts, macros, attachments or outside parts, and programs warn of them.',
  'annotation-on-wrong-page': 'Following a link or reaching a field would throw the reader onto another page.',
  'annotation-untagged': 'A screen-reader user cannot reach a link or field outside the tags.',
  'body-too-small': 'Clear print is 12 pt or more, large print 16 pt or more; practices must meet this need.',
  'bookmark-missing': 'Bookmarks are how a reader on a screen reaches a chapter without paging through the file.',
  'character-without-glyph': 'A character that the font lacks is printed as an empty box, also in somebody’s name.',
  'charset-missing': 'A page opened from a disk without a character set shows Siân as SiÃ¢n.',
  'claim-missing': 'A file that does not claim PDF/UA, or PDF/A, is treated as one that does not conform.',
  'contrast-low': 'Pale words vanish for people with low vision, on bad printers and in bright rooms.',
  'drawing-in-text':
    'A line or picture drawn inside a paragraph becomes part of its words: it is announced, or silently lost.',
  'drawing-untagged': 'A drawing must be a figure with words, or be marked as decoration; left open, readers guess.',
  'element-empty': 'An element with nothing in it is announced (“list item”, “figure”) and then says nothing.',
  'empty-paragraph': 'Empty lines used as space are each read out as “blank”.',
  'field-name-repeated':
    'Fields of the same name fill each other in, and sound the same to someone who cannot see them.',
  'field-outside-form': 'What is typed into a field that the form does not know is lost when the file is saved.',
  'field-unfinished': 'A field that begins and never ends (a page number, a merge field) swallows the text after it.',
  'field-unlocked': 'A control that is not locked is deleted with one key, together with its name.',
  'field-without-appearance': 'A field that does not say what it looks like is invisible in some readers and on paper.',
  'field-without-name': 'Someone who tabs through the fields hears only this name, and must know what to fill in.',
  'figure-without-alternative': 'Someone who cannot see the picture gets only its text alternative.',
  'file-broken': 'A damaged file opens in one program and not in the next, or shows only its first pages.',
  'font-not-embedded': 'A font that is not in the file is replaced on the next computer, and lines and letters change.',
  'heading-at-page-end': 'A heading alone at the foot of a page is read as the end of what is above it.',
  'heading-skipped': 'Many people who cannot see move by heading levels; a level left out looks like a part left out.',
  'heading-without-level':
    'A heading that only looks like one is missing from the navigation pane and from exported PDFs.',
  'hidden-without-script': 'Where scripts are blocked, what waits for one to be shown is never seen.',
  'id-repeated': 'Labels and links find their target by id; with two, one of them is never found.',
  'landmark-missing':
    'People who use a keyboard or a screen reader jump to the main part and past everything before it.',
  'language-missing':
    'A screen reader picks its voice by the language; without one, English may be read with a foreign voice.',
  'link-target-broken': 'A link that leads nowhere costs a reader the trust in all the others.',
  'link-without-words': 'Links are often read out as a list of their own; one without words is only “link”.',
  'list-broken':
    '“List of five items” is only announced when the list is marked as one and contains items and nothing else.',
  'markup-broken': 'Each browser repairs broken pages in its own way, so that readers see different pages.',
  'metadata-broken':
    'Archives and accessibility checkers read these properties first and refuse the file when they cannot.',
  'old-word-mode': 'In compatibility mode Word lays pages out as it did in 2007, and tick boxes cannot be ticked.',
  'outside-request': 'The page must work offline, and must not tell anyone who opened it.',
  'page-blank': 'An empty sheet looks like a page that went missing.',
  'page-number-missing':
    'Printed sheets get separated; a page number as large as the text puts them together again (UKAAF G003).',
  'print-style-missing': 'A page printed without rules for paper splits rows and prints its buttons.',
  'reading-order-jumps': 'A screen reader follows the tags: words in another order than on the page make another text.',
  'relationship-broken': 'Word reports a file with broken references as damaged and offers to repair it.',
  'row-split': 'Half a task at the foot of one page and half on the next is ticked twice or not at all.',
  'tab-order-missing': 'The Tab key must move through links and fields in reading order.',
  'table-header-alone': 'Column names at the foot of a page, with their rows on the next, name nothing.',
  'table-without-caption': 'The caption says what a table contains before anyone decides to listen to all its cells.',
  'table-without-headers':
    'Someone who hears a cell, or reads the second page of a table, needs the names of its column and row.',
  'text-covered': 'Words under a bar or a picture cannot be read on paper.',
  'text-in-margin': 'Text too near the edge is lost to the printer, the hole punch or the mailer’s marks.',
  'text-over-text': 'Words printed over each other cannot be read.',
  'text-read-twice': 'Text that two elements claim is read out twice.',
  'text-too-small': 'Below 10 pt, many people cannot read a printed page at all.',
  'text-untagged': 'Words outside the tags are seen but never heard.',
  'text-without-unicode': 'Letters that are only shapes can be seen, but not read out, searched or copied.',
  'tick-box-without-name': 'A printed box without a role and a name is a small square that no screen reader announces.',
  'title-missing': 'The title is the first thing read out, and what the window and the tab are called.',
  'untagged-file': 'Without tags a screen reader guesses what is a heading, a table or a tick box.',
  'words-as-decoration':
    'What is marked as decoration is never read out, and words in the middle of a page are no decoration.',
  'wrong-copy': 'A print copy with fields prints their frames, and a fill-in copy without fields cannot be filled in.',
  'part-orphaned': 'A part that nothing leads to is taken for damage: Word and Excel offer to repair the file.',
  'content-type-wrong':
    'Word and Excel report content as unreadable where a part has no type, or that of another kind.',
  'line-end-in-run': 'Word shows a line end inside a run as a space, so that lines flow into each other.',
  'page-count-stored': 'A preview that works nothing out shows “Page 1 of 1” on every page.',
  'defined-name-broken':
    'Excel drops a name that it cannot read, and says that it repaired the file: titles and print areas are gone.',
  'workbook-limit': 'Excel repairs, or refuses, a file with more than it can hold: words are lost.',
  'cell-broken': 'Excel removes cells that it cannot read, and says that it found a problem with some content.',
  'zoom-blocked': 'On a phone the page must fit, and must still grow under two fingers.',
} as const

/** By the id of the rule that a printer has for letters. */
export const LETTER_QUESTIONS: Readonly<Record<string, string>> = {
  'file-not-readable': 'A printer refuses a file that it cannot open.',
  'file-too-large': 'The printer refuses it.',
  'too-many-pages': 'The printer refuses it, or puts it into an envelope that it does not fit.',
  'not-a4-portrait': 'The printer refuses other paper, or cuts off what is beyond its edges.',
  'font-of-type-3': 'A drawn font prints badly.',
  'font-not-embedded': QUESTIONS['font-not-embedded'],
  'tag-on-later-page':
    'The printer takes the page for the first one of the next letter, and posts it to somebody else.',
  'zone-not-clear': 'The printer prints something of its own there, over the words.',
  'outside-printable-zones': 'The printer refuses the letter, or the words are cut off or show in the window.',
  'close-to-the-edge': 'The printer lets it pass today; nothing says that it will tomorrow.',
  'address-still-open': 'The address is filled in when letters are merged, so nobody can say yet whether it fits.',
  'address-empty': 'Nothing can be posted without one.',
  'address-line-empty': 'The printer refuses an address whose first lines say nothing.',
  'address-odd-start': 'The printer refuses it: a line that begins with such a sign is no address.',
  'address-too-short': 'Nothing can be posted to it.',
  'address-too-long': 'Lines that the window does not show never reach the postman.',
  'address-without-postcode': 'The printer refuses it, or it is posted at the dearer rate.',
  'address-not-real': 'Nothing can be posted to it.',
}

export type InspectionQuestion = keyof typeof QUESTIONS

/** Checked first: no other rule can be applied to a file that cannot be read. */
export const FILE_BROKEN: InspectionQuestion = 'file-broken'
