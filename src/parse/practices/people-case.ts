/**
 * Names in capitals → names as people write them: `ST. MARY'S SURGERY` → `St. Mary's Surgery`.
 *
 * What is unsure stays in capitals and is told, because a wrong name on a letter is worse than a loud one.
 *
 * @module
 */

export interface PeopleCase {
  readonly text: string
  /** Words left in capitals because they may be initials. */
  readonly unsure: readonly string[]
}

const SMALL = new Set([
  'AND',
  'AT',
  'BY',
  'DE',
  'FOR',
  'IN',
  'LE',
  'NEAR',
  'OF',
  'ON',
  'THE',
  'TO',
  'UNDER',
  'UPON',
  'WITH',
])

/** Words without vowels, or of two letters, that are no initials. */
const WORDS = new Set(
  (
    'DR DRS MR MRS MS ST RD CTR LTD PK LN LNE GRN HTS HTH HLTH SQ GDNS CLS HSP MT AL AM AN AS BE EL HE IF IS LA MY NO OR ' +
    'OX SO UP WE CWM LYNN RW WD'
  ).split(' '),
)

const CAPITALS = new Set('GP NHS PCT CCG PCN ICB HMP UK MP PMS APMS GMS OOH UCC WIC II III IV NE NW SE SW'.split(' '))

/** A text that has small letters already is left alone. */
export function peopleCase(text: string): PeopleCase {
  if (/\p{Ll}/u.test(text)) return { text, unsure: [] }
  const unsure: string[] = []
  const written = text.replaceAll(/[\p{Lu}\d][\p{Lu}\d'’]*/gu, (word, at: number) => {
    // A small word is small only inside a name: not after a house number, a comma or a bracket.
    const cased = caseOf(word, !/\p{L}[ -]$/u.test(text.slice(0, at)))
    if (cased !== null) return cased
    unsure.push(word)
    return word
  })
  return { text: written.replaceAll(/\bSt\.(?=\p{L})/gu, 'St. '), unsure }
}

/** Null: left in capitals, unsure. */
function caseOf(word: string, first: boolean): string | null {
  if (/\d/.test(word))
    return word.replace(/^(\d+)(ST|ND|RD|TH)$/, (_, number: string, end: string) => number + end.toLowerCase())
  if (word.length === 1 || CAPITALS.has(word)) return word
  if (word === 'GPS') return 'GPs'
  if (SMALL.has(word)) return first ? capitalised(word) : word.toLowerCase()
  const apostrophe = /^(\p{Lu}+)(['’])(\p{Lu}*)$/u.exec(word)
  if (apostrophe !== null) {
    const [, before = '', mark = '', after = ''] = apostrophe
    if (before === 'O' || before === 'D') return before + mark + capitalised(after)
    return (caseOf(before, first) ?? before) + mark + after.toLowerCase()
  }
  if (/^MC\p{Lu}{3}/u.test(word)) return `Mc${capitalised(word.slice(2))}`
  if (WORDS.has(word)) return capitalised(word)
  return word.length === 2 || !/[AEIOUY]|[^\x20-\x7E]/u.test(word) ? null : capitalised(word)
}

function capitalised(word: string): string {
  return word.slice(0, 1) + word.slice(1).toLowerCase()
}
