/**
 * What counts as nothing: words and marks that people and programs write into a cell whose value is not known. The only
 * place that says so; to add one, add it to a list.
 *
 * @module
 */
import { plainName } from './columns.ts'

/** Nothing as the whole of a cell, without spaces and marks. None of them can be a name, a number or an address. */
const WHOLE = new Set(
  [
    // Not known yet.
    'dontknow dontknowyet donotknow dk notknown notknownyet notyetknown nk unknown unk notsure unsure noidea',
    'notyet notyetconfirmed notyetdecided notyetset notset notprovided notgiven notsupplied notavailable notrecorded',
    'awaited awaiting awaitingconfirmation pending tofollow toadd todo toask ask askpractice checkwithpractice outstanding',
    'missing nodata noinfo noinformation nodetails nodate noname nonumber nophone noemail nowebsite',
    // Nobody.
    'vacant vacancy postvacant vacantpost currentlyvacant recruiting nobody noone',
    // Does not apply.
    'na notapplicable doesnotapply none nonegiven nil nothing blank leaveblank empty',
    // Look elsewhere.
    'asabove seeabove sameasabove asbelow seebelow ditto same sameaspractice',
    // What programs write.
    'null nan undefined void nonetype unspecified',
    // Forgotten in a form.
    'xx xxx xxxx xxxxx insert inserthere entertext clickheretoentertext',
  ].flatMap((line) => line.split(' ')),
)

/** Not known yet, even with words after it: `TBC – ask Jan`, `to be confirmed by the ICB`, `N/A (no dispensary)`. */
const BEGINS =
  /^\W*(?:t\.?b\.?[acdn]|to be (?:confirmed|advised|announced|agreed|decided|determined|named|appointed|arranged|added)|not (?:yet )?(?:known|confirmed|decided|agreed|appointed)|n\/a|not applicable|don['’]?t know|unknown|awaiting|vacant)\b/i

/** Not known yet, with words before it: `Manager TBC`, `April (TBC)`. */
const ENDS = /\b(?:tb[acd]|to be (?:confirmed|advised|announced|decided|appointed))\W*$/i

/** "TBC", "n/a", "-", "?" and the like. */
export function isNothing(text: string): boolean {
  if (text === '') return false
  // A dash, a stop, a question mark: whatever has neither letter nor digit, unless it is a picture or a tick.
  if (/^[\p{P}\p{Z}=+|~^`]+$/u.test(text)) return true
  if (text.length <= 30 && WHOLE.has(plainName(text))) return true
  return text.length <= 80 && (BEGINS.test(text) || ENDS.test(text))
}

/** The answer that our own forms offer: nobody needs to be told of it again. */
export const isOwnOpenAnswer = (text: string): boolean => plainName(text) === 'dontknowyet'
