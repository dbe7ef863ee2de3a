/**
 * Rules about templates, and about the documents and packs of a practice.
 *
 * @module
 */
import { option } from '../../base/text.ts'
import { defineRules } from './rule.ts'

export const DOCUMENT_RULES = defineRules({
  'letter-facts-missing': {
    severity: 'warning',
    title: 'A message that lacks a fact it needs',
    why: 'It would tell patients something that nobody knows, so it is not made.',
    fix: 'Fill in the columns that the message names.',
  },
  'letter-paragraph-left-out': {
    severity: 'warning',
    title: 'A message without one of its paragraphs',
    why: 'A fact is not known. The message is safe without it, and says that news will be on the website; but people have to look there.',
    fix: 'Fill in the columns that the message names, and make the pack again before the message is sent.',
  },
  'letter-choice-unknown': {
    severity: 'warning',
    title: 'A choice for letters that cannot be used',
    why: 'The letters are made for Word and an ordinary printer in its place, and the service that the practice uses may refuse them.',
    fix: 'Write one of the words that the message names, or leave the cell empty.',
  },
  'repeat-order-too-late': {
    severity: 'warning',
    title: 'A last day for repeat orders that comes too late',
    why: 'Patients would order after the data are copied, and the order would be lost.',
    fix: 'Put an earlier day into the column repeat_order_by.',
  },
  'letter-draft': {
    severity: 'warning',
    title: 'A message that is still a draft',
    why: 'Something in it is not confirmed, so it is printed as a draft.',
    fix: 'Confirm what the message names.',
  },
  'superseded-guide': {
    severity: 'warning',
    title: 'A message from a superseded edition of the guide',
    why: 'Patients must not be given outdated information.',
    fix: `Use the current guide, or ${option('allowSuperseded')}.`,
  },
  'message-too-long': {
    severity: 'warning',
    title: 'A message longer than its channel allows',
    why: 'It would be cut, or cost more.',
    fix: 'Shorten its template.',
  },
  'text-message-dear': {
    severity: 'warning',
    title: 'Characters that make text messages dearer',
    why: 'One character outside their alphabet makes each part hold 67 characters and not 153, and each part is paid for.',
    fix: 'Ask the practice whether texts may spell it without that character, and change the text before it is sent.',
  },
  'printer-profile-unverified': {
    severity: 'warning',
    title: 'A printer profile that nobody has verified',
    why: 'The address may not show in the window of the envelope.',
    fix: 'Print one letter and check it before you print them all.',
  },
  'edited-file-kept': {
    severity: 'warning',
    title: 'A file that somebody has edited',
    why: 'It was kept as it is; a new version, if there is one, is beside it.',
    fix: 'Copy the edits into the new version, then delete the older file.',
  },
  'earlier-files-kept': {
    severity: 'warning',
    title: 'Files that a run no longer asked for',
    why: 'They are as an earlier run made them: a date in them may no longer hold.',
    fix: `Run again without the option that leaves them out, which renews them; or with ${option('prune')}, which removes them.`,
  },
  'pack-rearranged': {
    severity: 'note',
    title: 'A pack that an earlier version made',
    why: 'Its files had other names and were not in folders, so links and bookmarks to them no longer work.',
    fix: 'Tell the practice; files that somebody had changed are named one by one.',
  },
  'path-too-long': {
    severity: 'warning',
    title: 'A file whose path is longer than Windows opens',
    why: 'Word and Explorer open no path of more than 259 characters: the file is there, but cannot be used.',
    fix: 'Use an output folder with a shorter path, or move the pack nearer to the root of the drive.',
  },
  'manifest-damaged': {
    severity: 'warning',
    title: 'A manifest that is damaged or of another version',
    why: 'Without it, nobody can tell which files were edited, or what the previous run could not make.',
    fix: 'Compare the files with the versions beside them, or delete the pack’s folder and run again.',
  },
  'packs-not-checked': {
    severity: 'note',
    title: 'Packs that were not checked against themselves',
    why: 'What two of their pages say of the same day may differ.',
    fix: `Build them, or name the practices with ${option('only')}.`,
  },
  'row-gone': {
    severity: 'note',
    title: 'A pack whose row is gone',
    why: 'It is no longer brought up to date.',
    fix: 'Delete its folder if the practice does not move.',
  },
  'folder-in-use': {
    severity: 'error',
    title: 'A pack whose folder cannot be replaced',
    why: 'One of its files is open in another program, or you may not write there. The pack is unchanged.',
    fix: `Close the file and run again with ${option('onlyFailed')}.`,
  },
  'symbolic-link': {
    severity: 'error',
    title: 'A pack whose folder is a symbolic link',
    why: 'Files written through a link end up somewhere else.',
    fix: 'Remove the link and run again.',
  },
  'character-without-glyph': {
    severity: 'error',
    title: 'A character that no font has',
    why: 'It would be printed as an empty box.',
    fix: 'Use another character.',
  },
  'zone-too-small': {
    severity: 'error',
    title: 'An address that does not fit its place on the letter',
    why: 'Part of it would be outside the window of the envelope.',
    fix: 'Shorten the longest line of the address, or choose another printer profile.',
  },
})

export const TEMPLATE_RULES = defineRules({
  'unknown-template-field': {
    severity: 'error',
    title: 'A template that mentions a field that does not exist',
    why: 'Words would be missing from every document made with it.',
    fix: 'Use the field that the message suggests.',
  },
  'unknown-merge-field': {
    severity: 'error',
    title: 'A merge field that no printer fills',
    why: 'The patient would get a letter with a gap, or with the name of a field in it.',
    fix: 'Use a field of merge-fields.yaml, written as `[[merge: full_name]]`.',
  },
  'broken-template': {
    severity: 'error',
    title: 'A template that cannot be read',
    why: 'No document can be made with it.',
    fix: 'Correct it at the place that the message names.',
  },
  'unknown-section': {
    severity: 'warning',
    title: 'A template that names a section or a phase the guide does not have',
    why: 'A message that rests on it stays a draft, because nobody can say whether the guide has open questions there. A slot of it is empty.',
    fix: 'Correct `uses:`, `phase:` or `id:` in the template, or write the section.',
  },
  'unknown-message': {
    severity: 'warning',
    title: 'A task that sends a message which no template makes',
    why: 'Whoever does the task has nothing to send, and nobody can tell whether its day is the day of the message.',
    fix: 'Use the `variant:` that the message suggests, or write its template.',
  },
  'double-negative': {
    severity: 'warning',
    title: 'An item under “Do not” with a “no” of its own',
    why: 'Read with its heading it says the opposite of what was meant.',
    fix: 'Begin the item with a verb and say what not to do: “cancel anything until a prescriber has arranged a replacement”.',
  },
  'template-data-unreadable': {
    severity: 'error',
    title: 'A data file beside the templates that is not as expected',
    why: 'Words, channels, printers or patients’ fields are missing from every document.',
    fix: 'Correct it at the place that the message names; the file that ships is an example.',
  },
})
