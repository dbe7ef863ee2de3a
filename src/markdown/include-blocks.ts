/**
 * What an include of the public guide puts on the page: a box around a capture, a link, or nothing.
 *
 * @module
 */
import type { Block } from '../document/document.ts'
import { findingOf } from '../model/rules.ts'
import { calloutKind, takeTitle } from './callouts.ts'
import type { Capture, Include } from './liquid.ts'
import type { Outline } from './outline.ts'
import type { SourceText } from './source-text.ts'

/**
 * A box is placed where its words stand, which is the capture. Lists of steps (`steps.html`) are read from their own files.
 *
 * @param bodyOf blocks of a capture
 */
export function includeBlocks(
  include: Include,
  bodyOf: (capture: Capture) => Block[],
  source: SourceText,
  outline: Outline,
): Block[] {
  const { capture, parameters } = include
  const name = include.file.replace(/^.*\//, '').replace(/\.html$/, '')
  if (capture !== null) {
    const blocks = bodyOf(capture)
    const given = parameters['heading'] ?? parameters['title'] ?? parameters['accessibility_text'] ?? ''
    const own = takeTitle(blocks)
    const ownKind = own === null ? null : calloutKind(own.title.map((span) => span.text).join(''))
    const kind = ownKind ?? calloutKind(given) ?? 'note'
    const boxed = own !== null && ownKind !== null ? own : { title: given === '' ? [] : [{ text: given }], blocks }
    const offset = capture.bodyFrom + Math.max(0, source.text.slice(capture.bodyFrom, capture.bodyTo).search(/\S/))
    outline.callouts.push({ kind, ...boxed, offset, place: source.place(offset) })
    return [{ type: 'callout', kind, ...boxed }]
  }
  const target = parameters['link'] ?? parameters['url']
  const text = parameters['title'] ?? parameters['text'] ?? ''
  if (target !== undefined && text !== '') {
    outline.links.push({ target, text, offset: include.from, place: source.place(include.from) })
    const href = /^https?:/.test(target) ? { href: target } : {}
    return [{ type: 'paragraph', spans: [{ text, ...href }] }]
  }
  if (name !== 'steps' && parameters['content'] === undefined) {
    outline.findings.push(
      findingOf(
        'include-left-out',
        `Unexpected include \`${include.file}\`, expected one with a content, or with a link and a title. It is left out.`,
        { place: source.place(include.from) },
      ),
    )
  }
  return []
}
