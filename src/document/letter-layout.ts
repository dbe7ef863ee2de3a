/**
 * Where the parts of a letter stand on A4, so that printers and window envelopes show them.
 *
 * @module
 */

/** A rectangle on A4 in mm, measured from the top left corner of the page. */
export interface Zone {
  readonly xMm: number
  readonly yMm: number
  readonly widthMm: number
  readonly heightMm: number
}

/** Where a letter's parts must stand so that a printer or a window envelope shows them. */
export interface LetterLayout {
  readonly profile: string
  readonly marginsMm: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }
  readonly address: Zone
  readonly sender: Zone
  /** Body text of page one starts here. */
  readonly bodyFromMm: number
  /** Size of address lines, 8 to 10 pt. */
  readonly addressPt: number
  /** The font that the printer wants in a Word file; absent: the theme's. */
  readonly font?: string
  /** For a proof: zones drawn in colour behind the words of page one, with their names. */
  readonly shownZones?: readonly ShownZone[]
}

/** `forbidden`: nothing may stand there. `allowed`: the zone of something, such as the address. */
export interface ShownZone {
  readonly kind: 'forbidden' | 'allowed'
  readonly name: string
  readonly zone: Zone
}
