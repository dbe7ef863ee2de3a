/**
 * `[[text: Phone]]` and `[[merge: full_name]]` in filled templates, as an extension of the Markdown reader: so they work
 * wherever words do, and a value with such brackets, which came in escaped, stays words.
 *
 * @module
 */
import type { Extension } from 'mdast-util-from-markdown'
import type { Code, Construct, Extension as Syntax, State } from 'micromark-util-types'
import type { Field } from '../document/document.ts'

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    blank: 'blank'
  }
}

declare module 'mdast' {
  interface PhrasingContentMap {
    blank: Blank
  }
  interface RootContentMap {
    blank: Blank
  }
}

/** A blank to fill in, or a field that whoever holds the patient list fills. */
export type Blank = { type: 'blank'; position?: never } & (
  { readonly field: Omit<Field, 'id'> } | { readonly mergeField: string }
)

/** What may be between the brackets. */
const INSIDE =
  /^(?:(?<kind>text|date|check|signature)(?: (?<lines>[1-9]\d?))?: (?<label>.*\S.*)|merge: (?<name>[a-z][a-z0-9_]*))$/

const BRACKET = { open: 91, close: 93 }
const BACKSLASH = 92

const blank: Construct = {
  name: 'blank',
  tokenize(effects, ok, nok) {
    let inside = ''
    const take = (code: Code, then: State): State => {
      effects.consume(code)
      return then
    }
    const add = (code: Code, then: State): State => {
      inside += String.fromCharCode(code ?? 0)
      return take(code, then)
    }
    const start: State = (code) => {
      effects.enter('blank')
      return take(code, second)
    }
    const second: State = (code) => (code === BRACKET.open ? take(code, within) : nok(code))
    const within: State = (code) => {
      // Ends of lines and tabs have negative numbers.
      if (code === null || code < 0 || code === BRACKET.open) return nok(code)
      if (code === BRACKET.close) return take(code, end)
      return add(code, code === BACKSLASH ? escaped : within)
    }
    const escaped: State = (code) => (code === null || code < 0 ? nok(code) : add(code, within))
    const end: State = (code) => {
      if (code !== BRACKET.close || !INSIDE.test(inside)) return nok(code)
      effects.consume(code)
      effects.exit('blank')
      return ok
    }
    return start
  },
}

export const blankSyntax: Syntax = { text: { [BRACKET.open]: blank } }

export const blankNodes: Extension = {
  enter: {
    blank(token) {
      this.enter(blankOf(this.sliceSerialize(token).slice(2, -2)), token)
    },
  },
  exit: {
    blank(token) {
      this.exit(token)
    },
  },
}

function blankOf(inside: string): Blank {
  const { kind, lines, label = '', name } = INSIDE.exec(inside)?.groups ?? {}
  if (name !== undefined) return { type: 'blank', mergeField: name }
  return {
    type: 'blank',
    field: {
      kind: (kind ?? 'text') as Field['kind'],
      label: label.replace(/\\([!-/:-@[-`{-~])/g, '$1').trim(),
      ...(lines === undefined ? {} : { lines: Number(lines) }),
    },
  }
}
