/**
 * Reads the package that a DOCX and an XLSX file are: parts in a zip, their types, and how they point at each other.
 *
 * @module
 */
import { strFromU8, unzipSync } from 'fflate'
import { childrenOf, parseXml, type XmlElement, XmlError } from '../../base/xml.ts'

export interface OfficePackage {
  /** Names of all parts, as in the zip. */
  readonly names: ReadonlySet<string>
  /** Every XML part (relationships included) by name. */
  readonly parts: ReadonlyMap<string, XmlElement>
}

/** @throws XmlError, or an error of fflate for a broken zip */
export function readPackage(bytes: Uint8Array): OfficePackage {
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
  return { names: new Set(Object.keys(files).filter((name) => !name.endsWith('/'))), parts }
}

interface Relationship {
  /** The part it belongs to, such as `word/document.xml`; empty for the whole file. */
  readonly part: string
  readonly id: string
  /** Last word of its type, such as `hyperlink`. */
  readonly type: string
  /** An address, or the name of a part of the file. */
  readonly target: string
  readonly external: boolean
}

export function relationships({ parts }: OfficePackage): Relationship[] {
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

/** As it stands where it is no address: then nothing has that name. */
function resolve(part: string, target: string): string {
  const base = `file:///${part.slice(0, part.lastIndexOf('/') + 1)}`
  return URL.canParse(target, base) ? decodeURIComponent(new URL(target, base).pathname.slice(1)) : target
}
