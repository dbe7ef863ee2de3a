/**
 * The box of something to fill in, with what is said of it.
 *
 * @module
 */
import type { Field } from '../../document/document.ts'
import type { BlankBox, Tag } from './boxes.ts'
import type { Place } from './place.ts'

/** Spoken name and kind of a blank on paper, for someone who hears the print copy. */
function formTag(field: Field, place: Place): Tag {
  const role = field.kind === 'check' ? 'cb' : 'tv'
  const alt = field.kind === 'check' ? `${place.tickBox}: ${field.label}` : field.label
  return { type: 'Form', parent: place.parent, alt, printField: role }
}

export function blankBox(field: Field, place: Place, y: number, width: number, height: number): BlankBox {
  return { kind: 'blank', x: place.x, y, width, height, field, owner: formTag(field, place) }
}
