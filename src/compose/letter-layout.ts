/**
 * Printer profiles: where a letter's parts must stand, in mm from the top left corner of A4.
 *
 * `govuk-notify`: the published rules of GOV.UK Notify for an uploaded letter. `plain`: the same places, for a practice
 * that prints and folds by itself.
 *
 * @module
 */
import type { LetterLayout } from '../document/document.ts'
import { UserError } from '../model/finding.ts'

const NOTIFY: Omit<LetterLayout, 'profile'> = {
  marginsMm: { left: 15, right: 15, top: 10, bottom: 15 },
  address: { xMm: 24.6, yMm: 39.5, widthMm: 95.4, heightMm: 26.8 },
  sender: { xMm: 125, yMm: 30, widthMm: 65, heightMm: 65 },
  bodyFromMm: 95,
  addressPt: 8,
}

const PROFILES: Readonly<Record<string, LetterLayout>> = {
  'govuk-notify': { profile: 'govuk-notify', ...NOTIFY },
  plain: { profile: 'plain', ...NOTIFY, addressPt: 10 },
}

/** @throws UserError 2 for a profile nobody knows */
export function letterLayout(profile: string): LetterLayout {
  const found = PROFILES[profile]
  if (!found)
    throw new UserError(
      2,
      `There is no printer profile \`${profile}\`.`,
      `Use one of ${Object.keys(PROFILES).join(', ')} in the template's front matter.`,
    )
  return found
}
