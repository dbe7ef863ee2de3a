/** Words by which a document speaks of what only some practices have. */
export const CONDITION_WORDS: readonly (readonly [string, RegExp])[] = [
  ['a dispensary', /\bdispens(?:ary|aries|ing practice|es\b|e as usual)|wholesaler|barcode/i],
  ['branch sites', /\bbranch(?:es)?\b/i],
  ['check-in screens', /check-in|checks in\b/i],
  ['call boards', /\bcall boards?\b|boards that call/i],
  ['smartcards', /smartcard/i],
  ['online services', /online services|\bpatient apps?\b|book (?:and|or) order online/i],
  ['electronic repeat dispensing', /repeat dispensing/i],
  ['anticoagulation software', /anticoagula|warfarin/i],
]
