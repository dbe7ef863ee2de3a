/**
 * Rules about the pages of a guide as Markdown: comments, links, Liquid, code, tables and front matter.
 *
 * @module
 */
import { defineRules } from './rule.ts'

export const PAGE_RULES = defineRules({
  'broken-link': {
    severity: 'warning',
    title: 'A link that leads nowhere',
    why: 'Readers who follow it get an error page.',
    fix: 'Use the target that the message names, or write the section the link promises.',
  },
  'malformed-link': {
    severity: 'warning',
    title: 'A link with an extra space',
    why: 'Readers see brackets and an address instead of a link.',
    fix: 'Remove the space between the square and the round bracket.',
  },
  'content-in-comment': {
    severity: 'warning',
    title: 'Guide content in a comment without a marker',
    why: 'Readers miss it, and no list of gaps says that it is missing.',
    fix: 'Delete it, move it back into the text, or explain with [GAP] why it is hidden.',
  },
  'unclosed-comment': {
    severity: 'error',
    title: 'A comment that never ends',
    why: 'Everything after it on the page is hidden from readers.',
    fix: 'Write --> where the comment was meant to end.',
  },
  'misterminated-comment': {
    severity: 'warning',
    title: 'A comment with a malformed end',
    why: 'It hides the text up to the end of the next comment.',
    fix: 'Write --> at its end.',
  },
  'nested-comment': {
    severity: 'warning',
    title: 'A comment inside a comment',
    why: 'Comments do not nest: the first --> ends both, and the rest shows although its author meant to hide it.',
    fix: 'End the outer comment before the inner one starts.',
  },
  'stray-comment-end': {
    severity: 'warning',
    title: 'The end of a comment that never began',
    why: 'Readers see --> and words that an editor meant to hide.',
    fix: 'Look for the comment above that ended too early.',
  },
  'shown-comment': {
    severity: 'warning',
    title: 'A comment that readers of the site see',
    why: 'A line [//]: # below a line of words goes on with them, on GitHub and on every site; only our documents leave it out.',
    fix: 'Put an empty line before it, or write <!-- -->.',
  },
  'unused-definition': {
    severity: 'warning',
    title: 'An address or a note that no link uses',
    why: 'No reader sees a line such as [name]: address; only links bring it onto the page.',
    fix: 'Write [words][name] where it belongs, write it as words, or delete it.',
  },
  'heading-unreadable': {
    severity: 'warning',
    title: 'A line that was meant to be a heading',
    why: 'Its marks are words, so no section begins there, and links to it lead nowhere.',
    fix: 'Write one to six marks #, then a space.',
  },
  'front-matter-unreadable': {
    severity: 'error',
    title: 'Front matter that cannot be read',
    why: 'Title, order or phase of the page may be lost, and with them its place in the guide.',
    fix: 'Put values that hold a colon in quotes; end with a line of three hyphens.',
  },
  'duplicate-page-key': {
    severity: 'error',
    title: 'A key that front matter has twice',
    why: 'Only the last one counts: a title, an order or a phase may be lost.',
    fix: 'Keep the one that is meant.',
  },
  'unclosed-code': {
    severity: 'error',
    title: 'A block of code that never ends',
    why: 'Every task, marker and heading after it is shown as code and counted nowhere.',
    fix: 'Write the same fence on a line of its own where the code was meant to end.',
  },
  'merge-conflict': {
    severity: 'error',
    title: 'Marks of a merge that was not finished',
    why: 'Both versions are read, so that packs may have a task twice, or one that was withdrawn.',
    fix: 'Keep the words that were agreed, and remove the lines with <<<<<<<, ======= and >>>>>>>.',
  },
  'lost-in-code': {
    severity: 'error',
    title: 'An annotation, a marker or a task inside code',
    why: 'Code is shown as it is written: the task is in no plan, the marker in no list of gaps.',
    fix: 'Remove the backticks, or the spaces before the line.',
  },
  'table-cell-lost': {
    severity: 'error',
    title: 'A table row with more cells than its header',
    why: 'No reader sees the cells beyond the last column.',
    fix: 'Add a column to the header and the line below it, or write \\| for a bar within a cell.',
  },
  'table-unreadable': {
    severity: 'warning',
    title: 'Lines that were meant to be a table',
    why: 'Readers see bars and hyphens run together instead of a table.',
    fix: 'Write a header, a line of hyphens with as many cells below it, and the rows right below that.',
  },
  'footnote-lost': {
    severity: 'error',
    title: 'A footnote or an abbreviation that ends nowhere',
    why: 'Its words are on no page, or readers meet a mark that leads to no words.',
    fix: 'Write both: the mark after the words it explains, and the line of the footnote.',
  },
  'empty-heading': {
    severity: 'error',
    title: 'A heading without words',
    why: 'No document shows it, so what follows seems to belong to the section before.',
    fix: 'Write its words, or remove the marks.',
  },
  'page-without-title': {
    severity: 'error',
    title: 'A page without a title',
    why: 'Packs and lists of gaps can only name it by its file.',
    fix: 'Add `title:` to its front matter.',
  },
  'unreadable-liquid': {
    severity: 'warning',
    title: 'A Liquid tag that the tool does not know, or where none is run',
    why: 'What it would have brought onto the page is missing from documents; in a guide of our own kind readers see the tag itself.',
    fix: 'Write the words themselves. In the public guide, capture, include and link are known.',
  },
  'unclosed-liquid': {
    severity: 'error',
    title: 'A Liquid tag that never ends',
    why: 'The site cannot be built, and what the tag would bring onto the page is in no document.',
    fix: 'Write }} or %} where the tag was meant to end.',
  },
  'unknown-liquid-value': {
    severity: 'warning',
    title: 'Liquid that needs more than the page',
    why: 'Only the site knows what stands there, so documents have a blank with its name.',
    fix: 'Write the words themselves, or assign them on the page.',
  },
  'unknown-liquid-condition': {
    severity: 'warning',
    title: 'A Liquid condition that needs more than the page',
    why: 'Only the site knows which branch holds: documents show the first that may, and readers may miss the other.',
    fix: 'Write what holds for every reader, or make it a condition on what the page itself says.',
  },
  'liquid-branch-left-out': {
    severity: 'note',
    title: 'Words in a branch of Liquid that does not hold',
    why: 'Neither the site nor any document shows them.',
    fix: 'Nothing, if they are meant to wait; otherwise correct the condition or delete them.',
  },
  'struck-out': {
    severity: 'note',
    title: 'Words that are struck out',
    why: 'They no longer hold, and on paper nobody would see that: they are in no document, and a task of such words is no task.',
    fix: 'Delete them. Git keeps what was there.',
  },
  'cannot-be-shown': {
    severity: 'warning',
    title: 'Something that documents cannot show',
    why: 'Readers get only its words, without its layout or picture.',
    fix: 'Write it as Markdown text, a list or a table.',
  },
  'file-not-utf-8': {
    severity: 'error',
    title: 'A file of the guide or a template that is not UTF-8',
    why: 'Letters are lost, most often in names; git and site generators cannot read it.',
    fix: 'Save the file as UTF-8.',
  },
  'lost-page': {
    severity: 'error',
    title: 'A page or data that nothing reads, because of its name or its place',
    why: 'What it says, its tasks among it, is missing from every pack.',
    fix: 'Give it the name or the place that the message names.',
  },
  'unread-page': {
    severity: 'warning',
    title: 'A page of the public guide that this tool does not read',
    why: 'Readers of the site may see it; what it says is missing from every pack.',
    fix: 'Give it the name or the place that the message names, or nothing, if packs need nothing of it.',
  },
  'unknown-page-key': {
    severity: 'error',
    title: 'Front matter that no page of the guide has',
    why: 'What it says, such as a phase or who takes part, is missing from every pack.',
    fix: 'Use the word that the message suggests.',
  },
  'page-day-unreadable': {
    severity: 'error',
    title: 'A day of review that does not exist',
    why: 'Nobody is reminded to look at the page again.',
    fix: 'Write it as year, month and day, such as 2027-05-20.',
  },
  'page-too-large': {
    severity: 'error',
    title: 'A page over 200 kB',
    why: 'It is not read at all, so its content is in no document.',
    fix: 'Split it into several pages.',
  },
  'page-nested-too-deep': {
    severity: 'error',
    title: 'A page nested more than 100 levels deep',
    why: 'It is not read at all, so its content is in no document.',
    fix: 'Reduce the nesting of lists, quotes or brackets.',
  },
  'unknown-capture': {
    severity: 'warning',
    title: 'A box without its text',
    why: 'Readers do not see the lesson or note that was meant.',
    fix: 'Name a capture that comes before it on the page.',
  },
  'include-left-out': {
    severity: 'note',
    title: 'An include that adds nothing to documents',
    why: 'Readers of the published page see something there, and readers of a pack do not.',
    fix: 'Nothing, if it is only layout; otherwise write its words on the page.',
  },
})
