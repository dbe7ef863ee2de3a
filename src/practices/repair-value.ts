/**
 * A cleaned text → the value of a column with a form of its own: phone, email, web address, postcode, colour, a person. What
 * was certainly damaged is repaired, with a note; what cannot be is not used, with a finding.
 *
 * @module
 */
import type { CellFinding } from './parse-value.ts'
import type { RuleId } from '../model/rules.ts'

interface RepairedText {
  /** Null where the text cannot be such a value: it counts as not known. */
  readonly value: string | null
  readonly finding?: CellFinding
}

/** @param id the column's own id */
export function repairText(id: string, value: string): RepairedText {
  return FORMS.find(({ columns }) => columns.test(id))?.read(value) ?? { value }
}

/** Columns whose values have a form, and how it is read. The first that fits counts. */
const FORMS: readonly { readonly columns: RegExp; readonly read: (value: string) => RepairedText }[] = [
  { columns: /(?:^|_)phone$|_out_of_hours$/, read: repairPhone },
  { columns: /(?:^|_)email$/, read: repairEmail },
  { columns: /^website$|_url$/, read: repairWebAddress },
  { columns: /^postcode$/, read: repairPostcode },
  { columns: /^colour$/, read: repairColour },
  // A line that was cut from a longer address often keeps its comma.
  { columns: /^address_/, read: (value) => ({ value: value.replace(/[\s,]+$/, '') }) },
  { columns: /_name$|_deputy$|^signatory$|^trainer$/, read: checkName },
]

const notUsed = (rule: RuleId, message: string, fix: string): RepairedText => ({
  value: null,
  finding: { rule, message, fix: `It counts as not known. ${fix}` },
})

const repaired = (value: string, written: string, rule: RuleId, message: string): RepairedText => ({
  value,
  ...(value === written ? {} : { finding: { rule, message, fix: `It is printed as ${value}.` } }),
})

/** `#005EB8`, `005eb8` and `#05b` → `#005eb8`. */
function repairColour(value: string): RepairedText {
  const digits = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(value)?.[1]?.toLowerCase()
  if (digits !== undefined) return { value: `#${digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits}` }
  return {
    value: null,
    finding: {
      rule: 'colour-not-understood',
      message: `“${value}” cannot be read as a colour, so it was not used.`,
      fix: 'Write it like #005eb8.',
    },
  }
}

/** Area codes whose local numbers may have five digits (Ofcom, the National Telephone Numbering Plan). */
const SHORT_AREAS = new Set(
  (
    '1204 1208 1254 1276 1297 1298 1363 1364 1384 1386 1404 1420 1460 1461 1480 1488 1524 1527 1562 1566 1606 1629 1635 ' +
    '1647 1659 1695 1726 1744 1750 1768 1827 1837 1884 1900 1905 1935 1946 1949 1963 1995'
  ).split(' '),
)

/** Without its first zero: Ofcom's ranges, with 10 digits, in some areas 9. */
function isNational(digits: string): boolean {
  if (/^(\d)\1+$/.test(digits)) return false
  if (/^[123578]\d{9}$|^9\d{9}$/.test(digits)) return true
  return (
    /^(?:800|845)\d{6}$|^16977[23]\d{3}$|^8001111$/.test(digits) ||
    (digits.length === 9 && SHORT_AREAS.has(digits.slice(0, 4)))
  )
}

/** Numbers of three digits that anybody can phone, and of six and more that charities have. */
const SERVICES = /^(?:101|105|111|112|119|123|159|999|116\d{3}|18000)$/

/** A number as it is written, or several that only strokes and spaces part. */
const NUMBER = /(?:\+|\b00)?\(?\d[\d()\s./–-]*\d\)?/g
const EXTENSION =
  /[,;]?\s*\(?(?:\b(?:ext(?:ension|n)?|x|opt(?:ion)?s?|press)|#)\.?:?\s*\d{1,6}(?:\s*(?:,|and|then|or)\s*\d{1,2}\b)*\)?|(?<=\d)x\d{1,6}\b/gi
/** `8am`, `6.30pm`, `08:00`, `24/7`, `24 hours`: words about a number may have digits. */
const HOURS =
  /\b\d{1,2}(?:[.:]\d{2})?\s?(?:am|pm)\b|\b\d{1,2}:\d{2}\b|\b24\s?\/\s?7\b|\b24\s?-?\s?(?:hours?|hrs?|h)\b/gi

const withoutMarks = (text: string): string => text.replaceAll(/[^\d+]/g, '')

/** Spreadsheets drop the first zero and the plus of a number; people type the letter O for a zero. */
function repairPhone(value: string): RepairedText {
  let text = value
    .replace(/^(\d{9,12})\.0+$/, '$1')
    .replaceAll(/(?<![\p{L}])[\dOoIl]*\d{2}[\dOoIl]*(?![\p{L}])/gu, (word) =>
      word.replaceAll(/[Oo]/g, '0').replaceAll(/[Il]/g, '1'),
    )
  const typed = text !== value
  const lost = new Set<'zero' | 'plus'>()
  const rest = text.replaceAll(EXTENSION, ' ').replaceAll(HOURS, ' ')
  let numbers = 0
  for (const part of (rest.match(NUMBER) ?? []).flatMap(apart)) {
    const digits = withoutMarks(part)
    if (isPhone(digits)) numbers += 1
    else if (isNational(digits)) {
      text = text.replace(part, `0${part}`)
      lost.add('zero')
    } else if (isNational(/^440?([1-9]\d*)$/.exec(digits)?.[1] ?? '')) {
      text = text.replace(part, `+${part}`)
      lost.add('plus')
      // A room or a desk has a number too.
    } else if (digits.length > 4) return oddPhone(value, digits)
  }
  if (numbers + lost.size === 0 || /\p{L}\d{4}|\d{4}\p{L}/u.test(rest)) return oddPhone(value, '')
  if (lost.has('zero')) {
    const why = `The phone number ${value} had lost its leading zero, as happens when Excel treats it as a number.`
    return repaired(text, value, 'phone-without-zero', why)
  }
  if (lost.has('plus'))
    return repaired(text, value, 'phone-without-plus', `The phone number ${value} had lost its leading plus sign.`)
  const why = `In the phone number ${value}, ${/[.]0+$/.test(value) ? 'a program had added decimals' : 'a letter stood for a digit'}.`
  return typed ? repaired(text, value, 'value-repaired', why) : { value }
}

/** Several numbers in one: `01632 960101 / 01632 960102`, and `01632 960101/2`, of which the second is a short form. */
function apart(part: string): string[] {
  const pieces = part.split(/\s*\/\s*|\s+[–-]\s+|\s(?=(?:\+44|0[1235789])\d)/).filter((piece) => /\d/.test(piece))
  const [first = '', ...others] = pieces
  const areNumbers =
    isPhone(withoutMarks(first)) && others.every((one) => isPhone(withoutMarks(one)) || one.length <= 6)
  return areNumbers ? [first, ...others.filter((one) => one.length > 6)] : [part]
}

function isPhone(digits: string): boolean {
  const inland = /^(?:\+|00)440?([1-9]\d*)$/.exec(digits)?.[1]
  if (inland !== undefined) return isNational(inland)
  if (/^(?:\+|00)[1-9]\d{7,14}$/.test(digits)) return true
  // Relay UK, for deaf people.
  if (/^1800[12]0/.test(digits)) return isNational(digits.slice(6))
  return SERVICES.test(digits) || (digits.startsWith('0') && isNational(digits.slice(1)))
}

function oddPhone(value: string, digits: string): RepairedText {
  const why =
    digits === ''
      ? `“${value}” is not a phone number.`
      : `“${value}” is not a phone number: it has ${withoutMarks(digits).replace('+', '').length} digits that cannot be one.`
  return notUsed('odd-phone', why, 'Write the whole number with its area code, such as 01632 960101.')
}

const EMAIL =
  /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,}$/u

function repairEmail(value: string): RepairedText {
  const text = value
    .split(/\s*(?:;|,(?=\s*\S+@)|\bor\b|\band\b|\s\/\s)\s*/)
    .map((one) =>
      one
        .replace(/^.*<([^<>]+)>$/, '$1')
        .replace(/^mailto:/i, '')
        .replace(/#mailto:.*$/i, '')
        .replace(/\s*@\s*/, '@')
        .replace(/[.,;>]+$/, ''),
    )
    .filter((one) => one !== '')
  if (text.length > 0 && text.every((one) => EMAIL.test(one))) {
    // Several addresses stay as they are written.
    const same = text.length > 1 && text.every((one) => value.includes(one))
    return repaired(
      same ? value : text.join(', '),
      value,
      'value-repaired',
      `“${value}” has more than an email address in it.`,
    )
  }
  return notUsed('odd-email', `“${value}” cannot be an email address.`, 'Write it like reception@practice.example.')
}

/** O for 0 and I for 1 where a postcode has only a digit; capitals and its one space are put right. */
function repairPostcode(value: string): RepairedText {
  const plain = value.toUpperCase().replaceAll(/[\s.\-]+/g, '')
  const inward = plain.slice(-3, -2).replace('O', '0').replace(/[IL]/, '1')
  const fixed = plain.slice(0, -3) + inward + plain.slice(-2)
  if (/^(?:GIR0AA|[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2})$/.test(fixed)) {
    const written = `${fixed.slice(0, -3)} ${fixed.slice(-3)}`
    return fixed === plain
      ? { value: written }
      : repaired(written, value, 'value-repaired', `In the postcode ${value}, a letter stood for a digit.`)
  }
  return notUsed(
    'odd-postcode',
    `“${value}” does not look like a postcode.`,
    'Write the whole postcode, such as ZZ99 1AA.',
  )
}

const HOST = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,}$/u

function repairWebAddress(value: string): RepairedText {
  const text = value.replace(/[.,;]+$/, '').replace(/^<(.*)>$/, '$1')
  const [, scheme = '', host = '', rest = ''] =
    /^(https?:\/\/)?([^\s/?#:@]*)((?::\d{1,5})?(?:[/?#]\S*)?)$/i.exec(text) ?? []
  const isHost =
    HOST.test(host) && !(/^www\./i.test(host) && host.split('.').length < 3) && !/^(?:https?|www)$/i.test(host)
  if (isHost && (scheme !== '' || !/\.(?:docx?|pdf|xlsx?|png|jpe?g)$/i.test(host)) && !/\/\/.*https?:/i.test(rest))
    return repaired(text, value, 'value-repaired', `“${value}” has more than a web address in it.`)
  return notUsed('odd-web-address', `“${value}” cannot be a web address.`, 'Write it like www.practice.example.')
}

/** A name has letters; a number or an address in its place was written in the wrong column. */
function checkName(value: string): RepairedText {
  if (/\p{L}/u.test(value) && !/^\S+@\S+$|https?:\/\/|^www\./i.test(value)) return { value }
  return notUsed('odd-name', `“${value}” cannot be a name.`, 'It may belong in another column.')
}
