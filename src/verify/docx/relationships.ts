/**
 * What the parts of a DOCX point at.
 *
 * @module
 */
import { childrenOf } from '../xml/find-elements.ts'
import type { DocxSubject } from './docx-subject.ts'

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
