/**
 * The guide as a site: which addresses its pages and sections have, and where a link leads.
 *
 * @module
 */
import { distance } from 'fastest-levenshtein'
import { nearestBy } from '../base/text.ts'

export interface SitePage {
  readonly file: string
  readonly title: string
  readonly permalink: string | null
  readonly headings: readonly { readonly id: string; readonly text: string }[]
}

export interface Target {
  readonly page: SitePage
  /** Id of the section, or null where the link leads to the page as a whole. */
  readonly id: string | null
}

export type Resolved =
  | { readonly kind: 'external' }
  | { readonly kind: 'found'; readonly target: Target; readonly section: string | null }
  /** `page`: the page exists, its section does not. `nearest`: what was probably meant. */
  | { readonly kind: 'broken'; readonly page: SitePage | null; readonly nearest: Target | null }

/** A file that is no page: a picture, a form. Not read, so not checked. */
const ASSET = /\.(?!md$|html?$)[a-z0-9]{1,5}$/i
const GITHUB_FILE = /^(https?:\/\/github\.com\/[^/]+\/[^/]+)?\/(?:blob|tree|edit)\/[^/]+\/(.+)$/i

export class Site {
  readonly #pages: readonly SitePage[]
  readonly #byAddress = new Map<string, SitePage>()
  readonly #byFile = new Map<string, SitePage>()

  constructor(pages: readonly SitePage[]) {
    this.#pages = pages.filter(hasAddress)
    for (const page of pages) {
      this.#byFile.set(page.file, page)
      if (!hasAddress(page)) continue
      const address = addressOf(page)
      if (!this.#byAddress.has(address)) this.#byAddress.set(address, page)
    }
  }

  resolve(link: string, from: SitePage): Resolved {
    const target = decode(link.trim())
    const github = GITHUB_FILE.exec(target)
    if (github === null && /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(target)) return { kind: 'external' }
    if (github?.[1] !== undefined && !this.#byFile.has((github[2] ?? '').replace(/[#?].*$/, '')))
      return { kind: 'external' }

    const [before = '', fragment = ''] = (github?.[2] ?? target).split('#')
    const path = before.replace(/\?.*$/, '')
    const id = fragment === '' ? null : fragment
    const page = github === null ? this.#find(path, from) : (this.#byFile.get(path) ?? null)
    if (page === null)
      return ASSET.test(path) ? { kind: 'external' } : { kind: 'broken', page, nearest: this.#nearest(path, id) }
    const section = id === null ? null : (page.headings.find((heading) => heading.id === id)?.text ?? null)
    const known = id === null || section !== null || id === 'top'
    // A path into the repository opens on GitHub, but not on the site.
    if (github !== null && github[1] === undefined)
      return { kind: 'broken', page, nearest: { page, id: known ? id : null } }
    if (known) return { kind: 'found', target: { page, id }, section }
    return { kind: 'broken', page, nearest: this.#nearestSection(id, page) }
  }

  #find(path: string, from: SitePage): SitePage | null {
    if (path === '') return from
    if (path.endsWith('.md')) {
      const file = path.startsWith('/') ? path.slice(1) : join(from.file.replace(/[^/]*$/, ''), path)
      return this.#byFile.get(file) ?? this.#byAddress.get(trimmed(path)) ?? null
    }
    const absolute = path.startsWith('/')
      ? path
      : `/${join(
          addressOf(from)
            .replace(/[^/]*$/, '')
            .slice(1),
          path,
        )}`
    const found = this.#byAddress.get(trimmed(absolute))
    if (found !== undefined) return found
    // A prefix written by hand: `/prm-practice-migration/guide/kick-off` on a site that lives in that folder.
    return this.#byAddress.get(trimmed(absolute.replace(/^\/[^/]+/, '') || '/')) ?? null
  }

  #nearest(path: string, id: string | null): Target | null {
    if (id !== null) {
      const holders = this.#pages.filter((page) => page.headings.some((heading) => heading.id === id))
      const closest = holders.sort((a, b) => distance(addressOf(a), path) - distance(addressOf(b), path))[0]
      if (closest !== undefined) return { page: closest, id }
    }
    const page = nearestBy(path.replace(/^.*\//, ''), this.#pages, (each) => addressOf(each).replace(/^.*\//, ''))
    return page === null ? null : { page, id: null }
  }

  #nearestSection(id: string, page: SitePage): Target {
    const elsewhere = this.#pages.filter((each) => each.headings.some((heading) => heading.id === id))
    const here = nearestBy(id, page.headings, (heading) => heading.id)
    const [only] = elsewhere
    if (elsewhere.length === 1 && only !== undefined) return { page: only, id }
    return { page, id: here?.id ?? null }
  }
}

/** Step files (`_steps/…`) only show inside other pages. */
const hasAddress = (page: SitePage): boolean => page.permalink !== null || !page.file.startsWith('_')

/** How other pages link to it. */
export function addressOf(page: SitePage): string {
  return trimmed(page.permalink ?? `/${page.file.replace(/(?:^|(?<=\/))index\.md$|\.md$/, '')}`)
}

/** As an author would write it: by the file's name where `link` names a file, else by its address. */
export function targetAddress(target: Target, link: string): string {
  const page = /\.md(?:$|#)/.test(link) && !link.startsWith('/blob/') ? target.page.file : addressOf(target.page)
  return `${page}${target.id === null ? '' : `#${target.id}`}`
}

const trimmed = (address: string): string => address.replace(/\.html?$/, '').replace(/\/+$/, '') || '/'

function join(folder: string, path: string): string {
  const parts: string[] = []
  for (const part of `${folder}${path}`.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}

function decode(link: string): string {
  try {
    return decodeURI(link)
  } catch {
    return link
  }
}
