/**
 * Fills what a row leaves open from the national file: name, address, phone. The row's own values win.
 *
 * @module
 */
import { nearestWord } from '../base/text.ts'
import type { Finding } from '../model/finding.ts'
import type { OdsPractice, OdsRegister, TextColumn } from '../model/practice.ts'
import { findingOf, type RuleId } from '../model/rules.ts'
import type { Answers } from './build-practice.ts'
import { plainName } from './columns.ts'
import { repairText } from './repair-value.ts'
import { peopleCase } from './parse-value.ts'

/** Reports a finding about the row, or about one of its columns. */
export type ReportOnRow = (rule: RuleId, message: string, column?: string) => void

const ADDRESS_COLUMNS = ['address_1', 'address_2', 'address_3', 'address_4', 'address_5'] as const

/** Fills `answers` in place. A code that the file does not know fills nothing and says so. */
export function fillFromRegister(answers: Answers, register: OdsRegister, say: ReportOnRow): void {
  if (answers.ods === null) return
  const known = register.practices.get(answers.ods)
  if (known === undefined) {
    say(
      'ods-code-not-in-file',
      `${answers.ods} is not in the national practice file ${register.file} (newest date in it: ${register.newest}). Check the code; a practice that opened later is not in it yet.`,
      'ods_code',
    )
    return
  }
  reportStatus(known, register, say)
  const unsure: string[] = []
  const inPeopleCase = (text: string) => {
    const cased = peopleCase(text)
    unsure.push(...cased.unsure)
    return cased.text
  }
  if (answers.name !== null && areUnlike(answers.name, known.name)) {
    say(
      'name-unlike-national-file',
      `The row has “${answers.name}”, the national practice file has “${known.name}” for ${known.ods}. Nothing was filled in from the file. Check the code.`,
      'name',
    )
    return
  }
  fillName(answers, known, inPeopleCase, say)
  fillAddress(answers, known, inPeopleCase, say)
  fillPhone(answers, known, say)
  if (unsure.length > 0) {
    const words = [...new Set(unsure)].join(', ')
    say(
      'left-in-capitals',
      `${words} ${unsure.length === 1 ? 'was' : 'were'} left in capitals, as in the national practice file, because it is not clear how people write it. Write the name or address in the row to have it printed otherwise.`,
    )
  }
}

/** Words that many names have: they do not tell one practice from another. */
const COMMON =
  /^(?:the|a|an|and|of|at|in|on|dr|drs|doctors?|gp|nhs|surgery|surgeries|practices?|medical|health|healthcare|care|centre|center|clinic|group|partners?|partnership|ltd|limited|llp|hub|branch|main|family|primary|community|services?)$/

/** Whether two names have no word of their own in common, not even one that is a letter or two off. */
function areUnlike(row: string, file: string): boolean {
  const [ours, theirs] = [row, file].map((name) =>
    name
      .toLowerCase()
      .replaceAll(/['’.]/g, '')
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '' && !COMMON.test(word)),
  )
  if (ours === undefined || theirs === undefined || ours.length === 0 || theirs.length === 0) return false
  const initials = (words: readonly string[]) => words.map((word) => word[0]).join('')
  return !(
    ours.some((one) => theirs.some((other) => one === other || nearestWord(one, [other]) !== null)) ||
    ours.includes(initials(theirs)) ||
    theirs.includes(initials(ours)) ||
    plainName(row).includes(theirs.join('')) ||
    plainName(file).includes(ours.join(''))
  )
}

/** One finding for the file, where any practice lacks its integrated care board. */
export function commissionerNote(register: OdsRegister, ods: readonly string[]): Finding[] {
  const codes = [...new Set(ods.flatMap((code) => register.practices.get(code)?.commissioner ?? []))].filter(Boolean)
  if (codes.length === 0) return []
  return [
    findingOf(
      'commissioner-code',
      `The national practice file names a commissioner only by code (${codes.slice(0, 5).join(', ')}${codes.length > 5 ? ' …' : ''}), and such a code is not always a current integrated care board. So icb stays empty for ${ods.length} ${ods.length === 1 ? 'practice' : 'practices'}: write it in the column icb.`,
    ),
  ]
}

function reportStatus(known: OdsPractice, register: OdsRegister, say: ReportOnRow): void {
  const from = `in the national practice file ${register.file} (newest date in it: ${register.newest})`
  if (known.status === 'closed') {
    const since = known.closed === null ? '' : ` since ${known.closed}`
    say(
      'practice-closed',
      `${known.ods} is closed${since} ${from}. Check the code; the practice may have merged into another.`,
      'ods_code',
    )
  } else if (known.status !== 'active') {
    say('practice-not-active', `${known.ods} is ${known.status}, not active, ${from}. Check the code.`, 'ods_code')
  }
  if (!known.isGpPractice) {
    say('not-a-gp-practice', `${known.ods} (${known.name}) is not a GP practice ${from}. Check the code.`, 'ods_code')
  }
}

function fillName(
  answers: Answers,
  known: OdsPractice,
  inPeopleCase: (text: string) => string,
  say: ReportOnRow,
): void {
  if (answers.name === null) answers.name = inPeopleCase(known.name)
  else if (plainName(answers.name) !== plainName(known.name)) {
    reportDifference(say, 'name', answers.name, known.name)
  }
}

function fillAddress(
  answers: Answers,
  known: OdsPractice,
  inPeopleCase: (text: string) => string,
  say: ReportOnRow,
): void {
  const postcode = repairText('postcode', known.postcode).value ?? ''
  if (answers.text.postcode !== undefined && plainName(answers.text.postcode) !== plainName(postcode)) {
    say(
      'postcode-differs',
      `The row has the postcode ${answers.text.postcode}, the national practice file has ${postcode} for ${known.ods}. The row's is printed; check that the code is the right one.`,
      'postcode',
    )
    return
  }
  // Lines of two sources are not mixed.
  if (ADDRESS_COLUMNS.every((column) => answers.text[column] === undefined)) {
    const name = withoutThe(answers.name ?? '')
    const lines = known.address.filter((line) => withoutThe(line) !== name)
    lines.forEach((line, at) => {
      const column = ADDRESS_COLUMNS[at]
      if (column !== undefined) answers.text[column] = inPeopleCase(line.replaceAll(/,(?=\S)/g, ', '))
    })
  }
  if (postcode !== '') answers.text.postcode ??= postcode
}

function fillPhone(answers: Answers, known: OdsPractice, say: ReportOnRow): void {
  const { value: phone } = repairText('phone', known.phone)
  if (known.phone === '' || phone === null) {
    if (known.phone !== '' && answers.text.phone === undefined) {
      say(
        'odd-phone',
        `The national practice file has “${known.phone}”, which cannot be a phone number. It was not used.`,
      )
    }
    return
  }
  if (answers.text.phone === undefined) answers.text.phone = phone
  else if (answers.text.phone.replaceAll(/\D/g, '') !== phone.replaceAll(/\D/g, '')) {
    reportDifference(say, 'phone', answers.text.phone, phone)
  }
}

function reportDifference(say: ReportOnRow, column: TextColumn | 'name', row: string, file: string): void {
  say(
    'differs-from-national-file',
    `The row has “${row}”, the national practice file has “${file}”. The row's is printed.`,
    column,
  )
}

/** For comparing names: a first line of an address that only repeats the name is left out. */
function withoutThe(text: string): string {
  return plainName(text).replace(/^the/, '')
}
