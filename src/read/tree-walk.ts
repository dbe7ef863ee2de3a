/**
 * The pages of a commit, found through its trees; a folder that has not changed since another commit is not read again.
 *
 * @module
 */
import type { BlobReader } from './repository.ts'

/** Hidden folders and installed packages hold no pages. */
export const isHidden = (path: string): boolean => /(?:^|\/)(?:\.|node_modules\/)/.test(path)

export interface PageObject {
  readonly path: string
  readonly object: string
}

export class TreeWalk {
  readonly #blobs: BlobReader
  readonly #prefix: readonly string[]
  readonly #isPage: (path: string) => boolean
  readonly #known = new Map<string, Promise<readonly PageObject[]>>()

  constructor(blobs: BlobReader, prefix: string, isPage: (path: string) => boolean) {
    this.#blobs = blobs
    this.#prefix = prefix.split('/').filter((part) => part !== '')
    this.#isPage = isPage
  }

  async pages(root: string): Promise<readonly PageObject[]> {
    let tree: string | undefined = root
    for (const folder of this.#prefix) {
      const entries: readonly TreeEntry[] = await this.#entries(tree)
      tree = entries.find(({ name, isTree }) => isTree && name === folder)?.object
      if (tree === undefined) return []
    }
    return this.#under(tree, '')
  }

  #under(tree: string, path: string): Promise<readonly PageObject[]> {
    const key = `${tree} ${path}`
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const listed = this.#list(tree, path)
    this.#known.set(key, listed)
    return listed
  }

  async #list(tree: string, path: string): Promise<readonly PageObject[]> {
    const pages: PageObject[] = []
    for (const { name, object, isTree } of await this.#entries(tree)) {
      if (isHidden(isTree ? `${name}/` : name)) continue
      if (isTree) pages.push(...(await this.#under(object, `${path}${name}/`)))
      else if (this.#isPage(`${path}${name}`)) pages.push({ path: `${path}${name}`, object })
    }
    return pages
  }

  async #entries(tree: string): Promise<readonly TreeEntry[]> {
    return parseTree(await this.#blobs.read(tree), tree.length / 2)
  }
}

interface TreeEntry {
  readonly name: string
  readonly object: string
  readonly isTree: boolean
}

/** A tree object: `mode name`, a zero byte, and the name of the object in bytes. */
function parseTree(content: Buffer | null, bytes: number): TreeEntry[] {
  const entries: TreeEntry[] = []
  if (content === null) return entries
  for (let at = 0; at < content.length;) {
    const space = content.indexOf(32, at)
    const end = content.indexOf(0, space)
    const isTree = content.toString('latin1', at, space) === '40000'
    const name = content.toString('utf8', space + 1, end)
    entries.push({ name, isTree, object: content.toString('hex', end + 1, end + 1 + bytes) })
    at = end + 1 + bytes
  }
  return entries
}
