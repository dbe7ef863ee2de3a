/**
 * The zones of a printer profile as rectangles in mm: where page one may be printed, and what must stay white.
 *
 * @module
 */
import type { Zone } from '../document/document.ts'
import type { NamedZone, PrinterProfile } from '../model/template.ts'

export const A4_MM = { width: 210, height: 297 } as const

const zone = (left: number, top: number, right: number, bottom: number): Zone => ({
  xMm: left,
  yMm: top,
  widthMm: right - left,
  heightMm: bottom - top,
})

/** The sheet inside the margins that must stay white. */
export function printableZone({ printable }: PrinterProfile): Zone {
  const { left, right, top, bottom } = printable
  return zone(left, top, A4_MM.width - right, A4_MM.height - bottom)
}

/** The only zones of page one that may be printed on. */
export function allowedZones(profile: PrinterProfile): NamedZone[] {
  const { left, right, bottom } = profile.printable
  const named = (name: string, one: Zone | null): NamedZone[] => (one === null ? [] : [{ name, zone: one }])
  return [
    ...named('logo', profile.logo),
    ...named('address', profile.address),
    ...named('sender', profile.sender),
    ...profile.alsoAllowed,
    { name: 'body', zone: zone(left, profile.bodyFromMm, A4_MM.width - right, A4_MM.height - bottom) },
  ]
}

/** What must stay white on page one, each with a name that a person can find on paper. */
export function forbiddenZones(profile: PrinterProfile): NamedZone[] {
  const { left, right, top, bottom } = profile.printable
  const { width, height } = A4_MM
  const margins: NamedZone[] = [
    { name: 'left margin', zone: zone(0, 0, left, height) },
    { name: 'right margin', zone: zone(width - right, 0, width, height) },
    { name: 'top margin', zone: zone(left, 0, width - right, top) },
    { name: 'bottom margin', zone: zone(left, height - bottom, width - right, height) },
  ]
  return [...margins, ...aroundAddress(profile), ...profile.keepClear]
}

/** The band around the address belongs to the address alone, up to the sender's zone. */
function aroundAddress({ address, logo, sender, alsoAllowed, printable, bodyFromMm }: PrinterProfile): NamedZone[] {
  if (address === null) return []
  const left = printable.left
  const right = Math.min(sender.xMm, ...alsoAllowed.map(({ zone: { xMm } }) => xMm))
  // A logo above the address ends where the band begins; one beside it leaves the band its full height.
  const top = logo !== null && logo.xMm < address.xMm + address.widthMm ? logo.yMm + logo.heightMm : printable.top
  const addressRight = address.xMm + address.widthMm
  const addressBottom = address.yMm + address.heightMm
  return [
    { name: 'strip left of the address', zone: zone(left, top, address.xMm, bodyFromMm) },
    { name: 'strip above the address', zone: zone(address.xMm, top, right, address.yMm) },
    { name: 'strip right of the address', zone: zone(addressRight, address.yMm, right, addressBottom) },
    { name: 'strip below the address', zone: zone(address.xMm, addressBottom, right, bodyFromMm) },
  ].filter(({ zone: { widthMm, heightMm } }) => widthMm > 0.1 && heightMm > 0.1)
}
