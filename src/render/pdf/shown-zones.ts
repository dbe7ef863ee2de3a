/**
 * A proof's zones in colour, behind the words of page one: red where nothing may stand, green where the address stands.
 * Each has its name, for who does not see the colours.
 *
 * @module
 */
import type { LetterLayout, ShownZone } from '../../document/letter-layout.ts'
import { mm, type Box, type Placed } from './boxes.ts'
import { wordIn } from './words.ts'

const FILLS: Readonly<Record<ShownZone['kind'], string>> = { forbidden: '#f9d2cf', allowed: '#d3ecd9' }
const LABEL_PT = 6
const LABEL_COLOUR = '#4c6272'

export const shownZones = (letter: LetterLayout | undefined, page: number): readonly Placed[] =>
  page > 0 ? [] : (letter?.shownZones ?? []).map(zoneBoxes)

function zoneBoxes({ kind, name, zone }: ShownZone): Placed {
  const rect: Box = {
    kind: 'rect',
    x: mm(zone.xMm),
    y: 0,
    width: mm(zone.widthMm),
    height: mm(zone.heightMm),
    fill: FILLS[kind],
    owner: 'layout',
  }
  const word = wordIn('regular', name)
  const width = (word.width / 1000) * LABEL_PT
  const fits = width + 4 <= rect.width && LABEL_PT + 2 <= rect.height
  const label: Box = {
    kind: 'text',
    // At the foot, on the side where words seldom reach.
    x: rect.x + rect.width - width - 2,
    y: rect.height - 2,
    face: 'regular',
    size: LABEL_PT,
    colour: LABEL_COLOUR,
    words: [word],
    owner: 'layout',
  }
  return { y: mm(zone.yMm), boxes: fits ? [rect, label] : [rect] }
}
