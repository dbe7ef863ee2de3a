/**
 * Rules about the guide: about its pages as Markdown (comments, links, Liquid, front matter) and about their content
 * (markers, phases, tasks, SLAs, annotations, data files).
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
  'unreadable-liquid': {
    severity: 'warning',
    title: 'A Liquid tag that the tool does not know',
    why: 'What it would have brought onto the page is missing from documents.',
    fix: 'Use capture, include or link, or write the words themselves.',
  },
  'unclosed-liquid': {
    severity: 'error',
    title: 'A Liquid tag that never ends',
    why: 'The site cannot be built, and what the tag would bring onto the page is in no document.',
    fix: 'Write }} or %} where the tag was meant to end.',
  },
  'cannot-be-shown': {
    severity: 'warning',
    title: 'Something that documents cannot show',
    why: 'Readers get only its words, without its layout or picture.',
    fix: 'Write it as Markdown text, a list or a table.',
  },
  'not-utf-8': {
    severity: 'warning',
    title: 'A file that is not UTF-8',
    why: 'Some characters are lost, most often in names.',
    fix: 'Save the file as UTF-8.',
  },
  'unknown-page-key': {
    severity: 'error',
    title: 'Front matter that no page of the guide has',
    why: 'What it says, such as a phase or who takes part, is missing from every pack.',
    fix: 'Use the word that the message suggests.',
  },
  'page-day-unreadable': {
    severity: 'warning',
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

export const CONTENT_RULES = defineRules({
  gap: {
    severity: 'warning',
    title: 'Something the guide does not know yet',
    why: 'Nobody should rely on the words beside it; every pack says so on the page concerned.',
    fix: 'Ask the people that the marker names, write down what is known, and delete the marker.',
  },
  uplift: {
    severity: 'note',
    title: 'A change that editors noted',
    why: 'It tells editors what happened to an older wording. Readers miss nothing.',
    fix: 'Delete it once the change has been reviewed.',
  },
  'near-miss': {
    severity: 'warning',
    title: 'A word in brackets that looks like a marker but is not one',
    why: 'It is in no list of gaps, so it is forgotten while readers rely on the page.',
    fix: 'Write [GAP] or [UPLIFT] in capitals, or remove the brackets.',
  },
  'marker-unreadable': {
    severity: 'warning',
    title: 'A marker whose day or issue cannot be read',
    why: 'Nobody is reminded of it on that day, and nobody finds what was said about it.',
    fix: 'Write the day as 2027-03-01, and the issue as its whole address or as #12.',
  },
  'estimate-unreadable': {
    severity: 'warning',
    title: 'An estimate without a length of time',
    why: 'The checklist cannot say how long the phase usually takes.',
    fix: 'Write a number and a unit, such as: Estimated timeline: 1 to 2 weeks.',
  },
  'estimate-min-above-max': {
    severity: 'warning',
    title: 'An estimate whose minimum is longer than its maximum',
    why: 'The reader cannot tell what was meant.',
    fix: 'Write the unit at both ends, such as: 3 days to 2 weeks.',
  },
  'unknown-dmi-code': {
    severity: 'warning',
    title: 'A DMI code that is not in the register',
    why: 'Nobody can look up what the supplier must do.',
    fix: 'Check the number, or add the requirement to dmi.yaml.',
  },
  'unknown-dmi-id': {
    severity: 'error',
    title: 'An annotation with a DMI code that is not in the register',
    why: 'The task cannot name what the supplier must do.',
    fix: 'Use the code that the message suggests, or add it to dmi.yaml.',
  },
  'unknown-sla': {
    severity: 'warning',
    title: 'An SLA that is not in the register',
    why: 'Its wording is shown, but no plan gives it a date.',
    fix: 'Add it to slas.yaml.',
  },
  'unknown-sla-id': {
    severity: 'error',
    title: 'An annotation with an SLA id that is not in the register',
    why: 'The SLA has no limit and no date, and its task is not shown beside it.',
    fix: 'Use the id that the message suggests, or add the SLA to slas.yaml.',
  },
  'sla-in-prose': {
    severity: 'note',
    title: 'An SLA in running text',
    why: 'No document can show it as a limit with its source.',
    fix: 'Make it a paragraph of its own that starts with **_SLA:_**.',
  },
  'duplicate-task-id': {
    severity: 'error',
    title: 'Two tasks with the same id',
    why: 'A tick on paper could mean either of them.',
    fix: 'Give one of the two another id.',
  },
  'duplicate-phase': {
    severity: 'error',
    title: 'Two pages for the same phase',
    why: 'A checklist shows the phase once: the second page’s heading is lost.',
    fix: 'Merge the pages, or give one of them another phase.',
  },
  'task-without-id': {
    severity: 'warning',
    title: 'A task without an id',
    why: 'If it is reworded, it counts as a new task, and ticks on older sheets no longer match.',
    fix: 'Add `id:` to its annotation.',
  },
  'task-without-phase': {
    severity: 'warning',
    title: 'A task on a page that is not a phase',
    why: 'It is in no checklist and no plan.',
    fix: 'Move it to the page of its phase, or remove its tick box.',
  },
  'task-in-comment': {
    severity: 'error',
    title: 'A task inside a comment',
    why: 'It is in no checklist and no plan, and nobody notices.',
    fix: 'End the comment before it with -->, or say with [GAP] why it is hidden.',
  },
  'task-unreadable': {
    severity: 'error',
    title: 'A line that was meant to be a task',
    why: 'It is in no checklist and no plan: a box has exactly one space inside, and one before and after it.',
    fix: 'Write it as: - [ ] words.',
  },
  'task-id-unreadable': {
    severity: 'error',
    title: 'A task id with characters other than a-z, 0-9 and hyphens',
    why: 'Forms and calendars refer to tasks by their id and cannot hold it.',
    fix: 'Use lower-case letters, digits and hyphens.',
  },
  'vanished-task': {
    severity: 'error',
    title: 'A task whose id is gone',
    why: 'Paper and calendars that are out there name it: nobody can say whether its tick still counts, or for what.',
    fix: 'List it in withdrawn-tasks.yaml beside the guide, with the day and the reason, and with renamed_to where it has another id now.',
  },
  'unknown-task': {
    severity: 'error',
    title: 'A task that waits for one that does not exist',
    why: 'The plan cannot say what must be done first.',
    fix: 'Correct the id after `after:`.',
  },
  'unknown-role': {
    severity: 'error',
    title: 'A role that is not in roles.yaml',
    why: 'The task is in nobody’s list of tasks.',
    fix: 'Use the id that the message suggests, or add the role.',
  },
  'unknown-day-part': {
    severity: 'error',
    title: 'A part of the day that does not exist',
    why: 'The plan for the day cannot say when the task is due.',
    fix: 'Use the word that the message suggests.',
  },
  'unknown-condition': {
    severity: 'error',
    title: 'A condition that is not in conditions.yaml',
    why: 'The task cannot be left out for any practice, so some get work that does not apply to them.',
    fix: 'Use the id that the message suggests, or add the condition.',
  },
  'unreadable-condition': {
    severity: 'error',
    title: 'A condition that cannot be read',
    why: 'The task cannot be left out for any practice.',
    fix: 'Use condition ids with and, or, not and brackets.',
  },
  'unreadable-timing': {
    severity: 'error',
    title: 'A timing that cannot be read',
    why: 'The task has no date of its own in any plan.',
    fix: 'Write it as rule 7 of ANNOTATIONS.md shows, such as: 4 weeks before final data production.',
  },
  'unreadable-length': {
    severity: 'error',
    title: 'A duration that cannot be read',
    why: 'The plan for the day cannot say how long the task takes.',
    fix: 'Write a number and minutes, hours or days.',
  },
  'unknown-source': {
    severity: 'error',
    title: 'A source that is not in sources.yaml',
    why: 'A reader cannot check where the fact comes from.',
    fix: 'Use the id of a source, or `ours`.',
  },
  'unknown-fact': {
    severity: 'error',
    title: 'A fact id that does not exist',
    why: 'Editors cannot trace the task to the fact behind it.',
    fix: 'Use ids such as F08 or T06, or `ours`.',
  },
  'unknown-phase': {
    severity: 'error',
    title: 'A phase that is not in the timing policy',
    why: 'Nothing on the page gets a date.',
    fix: 'Use a phase of timing.yaml, or add the phase there: its first and its last day.',
  },
  'undated-phase': {
    severity: 'warning',
    title: 'A phase without dates',
    why: 'Its tasks are in the checklist without a date.',
    fix: 'Name it like a phase of timing.yaml.',
  },
  'unknown-annotation-key': {
    severity: 'error',
    title: 'A key that annotations do not have',
    why: 'Its value is in no plan.',
    fix: 'Use the key that the message suggests.',
  },
  'annotation-unreadable': {
    severity: 'error',
    title: 'An annotation that cannot be read',
    why: 'The owner, date or condition of the task is lost.',
    fix: 'Write pairs of key and value, separated by semicolons.',
  },
  'annotation-without-words': {
    severity: 'error',
    title: 'An annotation with no words before it',
    why: 'It belongs to nothing, so it has no effect.',
    fix: 'Put it after the words it describes, in the same block.',
  },
  'data-unreadable': {
    severity: 'error',
    title: 'A data file beside the guide that cannot be read',
    why: 'Roles, conditions or dates are missing from every pack.',
    fix: 'Correct the file at the place that the message names.',
  },
  'unread-data-file': {
    severity: 'error',
    title: 'A data file beside the guide that nothing reads',
    why: 'Under its right name it would change what every pack says; the file that ships is used instead.',
    fix: 'Rename it as the message suggests, or move it out of the folder.',
  },
  'sources-disagree': {
    severity: 'note',
    title: 'Sources that contradict each other',
    why: 'A reader who knows one source may think that the other is a mistake; each pack shows both, and what its plan does.',
    fix: 'Ask the owners of the sources which is right. Until they answer, keep both.',
  },
})
