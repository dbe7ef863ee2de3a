/**
 * The package around the body: styles, settings, theme, notes and the list of parts, made by the docx library. All
 * documents with the same style share it, so it is made once.
 *
 * @module
 */
import { Document, Footer, Header, Packer } from 'docx'
import { strFromU8, unzipSync } from 'fflate'
import { boundedCache } from '../../base/cache.ts'
import type { Theme } from '../../document/theme.ts'
import { fontName, stylesFor, type AddressSizes } from './styles.ts'

interface SkeletonOptions {
  readonly theme: Theme
  readonly language: string
  /** Null for anything but a letter. */
  readonly addresses: AddressSizes | null
  readonly font: string | null
}

/** XML by path in the package. */
type PackageParts = ReadonlyMap<string, string>

/** By the options as JSON; a run has only a few. */
const made = boundedCache(32, (key) => makeSkeleton(JSON.parse(key) as SkeletonOptions))

export const skeletonFor = (options: SkeletonOptions): Promise<PackageParts> => made(JSON.stringify(options))

/** Header, footer and body are empty here, only to appear in the list of parts; `package-parts.ts` writes them. */
async function makeSkeleton({ theme, language, addresses, font }: SkeletonOptions): Promise<PackageParts> {
  const isLetter = addresses !== null
  const file = new Document({
    styles: stylesFor(theme, language, addresses, font ?? fontName),
    sections: [
      {
        properties: { titlePage: isLetter },
        headers: { default: new Header(), ...(isLetter ? { first: new Header() } : {}) },
        footers: { default: new Footer(), ...(isLetter ? { first: new Footer() } : {}) },
        children: [],
      },
    ],
  })
  const packed = unzipSync(await Packer.toBuffer(file))
  return new Map(Object.entries(packed).map(([path, bytes]) => [path, strFromU8(bytes)]))
}
