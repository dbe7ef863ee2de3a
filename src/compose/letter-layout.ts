/**
 * A printer profile as the layout of our letters: where address, sender and text go.
 *
 * @module
 */
import type { LetterLayout, ShownZone } from '../document/letter-layout.ts'
import { forbiddenZones } from '../letters/zones.ts'
import { UserError } from '../model/finding.ts'
import type { PrinterProfile } from '../model/letter.ts'

/** @throws UserError 2 for a profile whose address zone nobody has measured yet */
export function letterLayout(profile: PrinterProfile): LetterLayout {
  const { id, name, text, address, sender, textFromMm, addressPt, font } = profile
  if (address === null)
    throw new UserError(
      2,
      `The place of the address on “${name}” is not known.`,
      `Ask your mailing service for the mm of its window and write them as \`address\` of \`${id}\` in printer-profiles.yaml.`,
    )
  return {
    profile: id,
    marginsMm: text,
    address,
    sender,
    bodyFromMm: textFromMm,
    addressPt,
    ...(font === null ? {} : { font }),
  }
}

/** The same with every zone in colour, for a person to look at. */
export const layoutWithZones = (profile: PrinterProfile): LetterLayout => ({
  ...letterLayout(profile),
  shownZones: [
    ...forbiddenZones(profile).map(({ name, zone }): ShownZone => ({ kind: 'forbidden', name, zone })),
    ...(profile.address === null ? [] : [{ kind: 'allowed', name: 'address', zone: profile.address } as const]),
  ],
})
