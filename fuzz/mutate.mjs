// Changes inputs: bytes, pieces, lines, words of the field, and pieces of other inputs. Everything comes from the numbers of
// one generator, so that the same seed tries the same inputs.

/** Numbers from 0 to below `most`; mulberry32. */
export function numbers(seed) {
  let state = seed >>> 0
  return (most) => {
    state = (state + 0x6d2b79f5) >>> 0
    let value = Math.imul(state ^ (state >>> 15), state | 1)
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61)
    return Math.floor((((value ^ (value >>> 14)) >>> 0) / 2 ** 32) * most)
  }
}

/** What has broken programs before, whatever they read. */
const NASTY = [
  ...['', ' ', '\t', '\n', '\r', '\r\n', '\n\n', '\u0000', '\u0001', '\u000b', '\u001b', '\u007f', '\u0085', '\u00a0'],
  ...[
    '\u00ad',
    '\u2028',
    '\u202e',
    '\ufeff',
    '\ufffe',
    '\uffff',
    '\ud800',
    '\udc00',
    'İ',
    'ſ',
    'e\u0301',
    '👩‍👩‍👧',
    '\u{10ffff}',
  ],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'null', 'undefined', 'NaN', 'true', 'no'],
  ...[
    '0',
    '-1',
    '1e309',
    '9007199254740993',
    '0x10',
    '1_000',
    '=1+1',
    '+1',
    '-1+1',
    '@SUM(1)',
    "'",
    '"',
    '""',
    '\\',
    '`',
  ],
  ...[
    '2027-02-29',
    '0000-00-00',
    '31/12/9999',
    '29/02/2028',
    '24:00',
    '../../x',
    'C:\\x',
    'CON',
    'nul.txt',
    '%00',
    '&#0;',
  ],
]

const LONGEST = 60_000

/** @param input text or bytes @param others inputs to take pieces from @param words of the field */
export function mutate(input, others, words, next) {
  let changed = input
  for (let times = 1 + next(4); times > 0; times -= 1) changed = change(changed, others, words, next)
  return changed.slice(0, LONGEST)
}

function change(text, others, words, next) {
  const at = next(text.length + 1)
  const end = Math.min(text.length, at + 1 + next(next(4) === 0 ? 400 : 12))
  const cut = (piece) => text.slice(0, at) + piece + text.slice(end)
  const put = (piece) => text.slice(0, at) + piece + text.slice(at)
  const pick = (list) => list[next(list.length)] ?? ''
  switch (next(12)) {
    case 0:
      return cut('')
    case 1:
      return put(text.slice(at, end))
    case 2:
      return put(text.slice(at, end).repeat(2 + next(next(8) === 0 ? 300 : 6)))
    case 3:
      return cut(pick(NASTY))
    case 4:
      return put(pick(NASTY))
    case 5:
      return cut(pick(words))
    case 6:
      return put(pick(words))
    case 7:
      return text.slice(0, at) + String.fromCharCode(next(next(3) === 0 ? 0x10000 : 0x80)) + text.slice(at + 1)
    case 8: {
      const lines = text.split('\n')
      const line = next(lines.length)
      const [taken = ''] = lines.splice(line, 1)
      if (next(2) === 0) lines.splice(next(lines.length + 1), 0, taken, ...(next(2) === 0 ? [taken] : []))
      return lines.join('\n')
    }
    case 9: {
      // A number becomes another one.
      const digits = [...text.matchAll(/\d+/g)]
      const found = digits[next(digits.length)]
      if (!found) return put(pick(NASTY))
      const other = [String(next(100)), '0', String(Number(found[0]) + 1), '9'.repeat(1 + next(30))][next(4)]
      return text.slice(0, found.index) + other + text.slice(found.index + found[0].length)
    }
    case 10: {
      const other = pick(others)
      const from = next(other.length + 1)
      return cut(other.slice(from, from + 1 + next(300)))
    }
    default: {
      const other = pick(others)
      return text.slice(0, at) + other.slice(next(other.length + 1))
    }
  }
}
