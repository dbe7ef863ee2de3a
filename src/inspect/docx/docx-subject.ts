/**
 * All that the rules for DOCX files look at, read once per file.
 *
 * @module
 */
import { strFromU8, unzipSync } from 'fflate'
import { childAt, childrenOf, elementsIn } from '../xml/find-elements.ts'
import { parseXml, type XmlElement, XmlError } from '../../base/xml.ts'

export interface DocxSubject {
  readonly path: string
  /** Names of all parts, as in the zip. */
  readonly names: ReadonlySet<string>
  /** Every XML part (relationships included) by name. */
  readonly parts: ReadonlyMap<string, XmlElement>
  readonly body: XmlElement
  /** Body, headers and footers: where a reader's words are. */
  readonly stories: readonly { readonly part: string; readonly root: XmlElement }[]
  /** Styles by id. */
  readonly styles: ReadonlyMap<string, XmlElement>
  readonly defaults: XmlElement | undefined
}

/** @throws XmlError, or what fflate says of a broken zip; the caller makes that a problem */
export function readDocxSubject(path: string, bytes: Uint8Array): DocxSubject {
  const files = unzipSync(bytes)
  const parts = new Map<string, XmlElement>()
  for (const [name, content] of Object.entries(files)) {
    if (!/\.(xml|rels)$/.test(name)) continue
    try {
      parts.set(name, parseXml(strFromU8(content)))
    } catch (error) {
      if (!(error instanceof XmlError)) throw error
      throw new XmlError(`${name}: ${error.message}`, { cause: error })
    }
  }
  const document = parts.get('word/document.xml')
  const body = childAt(document, 'w:body')
  if (!document || !body) throw new XmlError('It has no word/document.xml with a body')
  const styleSheet = parts.get('word/styles.xml')
  const styles = new Map<string, XmlElement>()
  if (styleSheet)
    for (const style of elementsIn(styleSheet, 'w:style')) styles.set(style.attributes.get('w:styleId') ?? '', style)
  const stories = [...parts]
    .filter(([name]) => /^word\/(document|header\d*|footer\d*)\.xml$/.test(name))
    .map(([part, root]) => ({ part, root }))
  return {
    path,
    names: new Set(Object.keys(files)),
    parts,
    body,
    stories,
    styles,
    defaults: childAt(styleSheet, 'w:docDefaults'),
  }
}

export interface Relationship {
  /** The part it belongs to, such as `word/document.xml`. */
  readonly part: string
  readonly id: string
  /** Last word of its type, such as `hyperlink`. */
  readonly type: string
  /** An address, or the name of a part of the file. */
  readonly target: string
  readonly external: boolean
}

export function relationships({ parts }: DocxSubject): Relationship[] {
  return [...parts]
    .filter(([name]) => name.endsWith('.rels'))
    .flatMap(([name, root]) =>
      childrenOf(root, 'Relationship').map(({ attributes }) => {
        const part = name.replace(/_rels\/([^/]*)\.rels$/, '$1')
        const target = attributes.get('Target') ?? ''
        const external = attributes.get('TargetMode') === 'External'
        return {
          part,
          id: attributes.get('Id') ?? '',
          type: (attributes.get('Type') ?? '').split('/').at(-1) ?? '',
          target: external ? target : resolve(part, target),
          external,
        }
      }),
    )
}

const resolve = (part: string, target: string): string =>
  new URL(target, `file:///${part.slice(0, part.lastIndexOf('/') + 1)}`).pathname.slice(1)
