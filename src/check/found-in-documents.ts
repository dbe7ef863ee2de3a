/**
 * Rules about documents and packs: what `explain` says of them. They are found where these are composed and written.
 *
 * @module
 */
import type { RuleInfo } from '../model/rule.ts'
import { rule } from './rule-line.ts'

/** Found while documents are made and written. */
export const FOUND_IN_DOCUMENTS: readonly RuleInfo[] = [
  rule(
    'letter-facts-missing',
    'warning',
    'A message without a fact it needs',
    'Patients would be told something that nobody knows, so it is not made.',
    'Fill in the columns that the message names.',
  ),
  rule(
    'letter-draft',
    'warning',
    'A message that is still a draft',
    'Something in it is not confirmed, so it is printed as a draft.',
    'Confirm what the message names.',
  ),
  rule(
    'superseded-guide',
    'warning',
    'A message from an edition that was replaced',
    'Patients must not be told what no longer holds.',
    'Use the current guide, or `--allow-superseded`.',
  ),
  rule(
    'message-too-long',
    'warning',
    'A message longer than its channel takes',
    'It would be cut, or cost more.',
    'Shorten its template.',
  ),
  rule(
    'printer-profile-unverified',
    'warning',
    'A printer profile that nobody has verified',
    'The address may not stand in the window.',
    'Print one letter and look, before you print them all.',
  ),
  rule(
    'edited-file-kept',
    'warning',
    'A file that somebody has edited',
    'It was kept; the new one, if there is one, stands beside it.',
    'Move the edits over, then delete the older file.',
  ),
  rule(
    'row-gone',
    'note',
    'A pack whose row is gone',
    'It is no longer brought up to date.',
    'Delete its folder if the practice does not move.',
  ),
  rule(
    'folder-in-use',
    'error',
    'A pack whose folder cannot be replaced',
    'One of its files is open in another program, or nobody may write there. The pack stays as it was.',
    'Close the file and run again with --only-failed.',
  ),
  rule(
    'symbolic-link',
    'error',
    'A pack whose folder is a symbolic link',
    'What is written through a link lands somewhere else.',
    'Remove the link and run again.',
  ),
  rule(
    'character-without-glyph',
    'error',
    'A character that no font has',
    'It would be printed as an empty box.',
    'Use another character.',
  ),
]
