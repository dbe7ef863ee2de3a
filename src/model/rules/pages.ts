/**
 * Rules about a page of the guide as Markdown: its comments, links, Liquid and front matter.
 *
 * @module
 */
import { defineRules } from './rule.ts'

export const PAGE_RULES = defineRules({
  'broken-link': {
    severity: 'warning',
    title: 'A link that leads nowhere',
    why: 'The reader who needs more lands on an error page.',
    fix: 'Use the target that the message names, or write the section the link promises.',
  },
  'malformed-link': {
    severity: 'warning',
    title: 'A link with a space too many',
    why: 'Readers see brackets and an address instead of a link.',
    fix: 'Take out the space between the square and the round bracket.',
  },
  'content-in-comment': {
    severity: 'warning',
    title: 'Guide content in a comment without a marker',
    why: 'Readers miss it, and no list of gaps says that it is missing.',
    fix: 'Delete it, bring it back into the text, or say with [GAP] why it is hidden.',
  },
  'unclosed-comment': {
    severity: 'error',
    title: 'A comment that never ends',
    why: 'Everything after it on the page is hidden from readers.',
    fix: 'Write --> where the comment was meant to end.',
  },
  'misterminated-comment': {
    severity: 'warning',
    title: 'A comment whose end is written wrongly',
    why: 'It swallows the text up to the end of the next comment.',
    fix: 'Write --> at its end.',
  },
  'nested-comment': {
    severity: 'warning',
    title: 'A comment inside a comment',
    why: 'Comments do not nest: the first --> ends both, and what follows shows although its author hid it.',
    fix: 'End the outer comment before the inner one starts.',
  },
  'stray-comment-end': {
    severity: 'warning',
    title: 'The end of a comment that was not open',
    why: 'Readers see --> and words that an editor meant to hide.',
    fix: 'Look for the comment above that ended too early.',
  },
  'front-matter-unreadable': {
    severity: 'error',
    title: 'Front matter that cannot be read',
    why: 'Title, order or phase of the page may be lost, and with them its place in the guide.',
    fix: 'Put values that hold a colon in quotes; end with a line of three hyphens.',
  },
  'unreadable-liquid': {
    severity: 'warning',
    title: 'A Liquid tag that the tool does not know',
    why: 'What it would have brought onto the page is missing from documents.',
    fix: 'Use capture, include or link, or write the words themselves.',
  },
  'cannot-be-shown': {
    severity: 'warning',
    title: 'Something that documents cannot show',
    why: 'Only its words reach the reader, without its layout or picture.',
    fix: 'Say it in Markdown words, a list or a table.',
  },
  'not-utf-8': {
    severity: 'warning',
    title: 'A file that is not UTF-8',
    why: 'Letters are lost, in names above all.',
    fix: 'Save the file as UTF-8.',
  },
  'page-too-large': {
    severity: 'error',
    title: 'A page over 200 kB',
    why: 'It is not read at all, so its content reaches nobody.',
    fix: 'Split it into several pages.',
  },
  'page-nested-too-deep': {
    severity: 'error',
    title: 'A page nested over 100 deep',
    why: 'It is not read at all, so its content reaches nobody.',
    fix: 'Take out lists, quotes or brackets inside each other.',
  },
  'unknown-capture': {
    severity: 'warning',
    title: 'A box without its text',
    why: 'Readers do not see the lesson or note that was meant.',
    fix: 'Name a capture that comes before it on the page.',
  },
  'include-left-out': {
    severity: 'note',
    title: 'An include that puts nothing into documents',
    why: 'Readers of the published page see something there, and readers of a pack do not.',
    fix: 'Nothing, if it is only layout; otherwise write its words on the page.',
  },
})
