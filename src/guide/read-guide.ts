/**
 * Reads the files of a guide from a folder, and finds the pages of a guide in a git tree. Only the kind of guide is decided
 * here; nothing is parsed.
 *
 * A public guide is a checkout of its repository: `guide/`, `_steps/` and the pages at its root. Our own is a folder of pages
 * with at least one `phase:` or `edition:` in front matter.
 *
 * @module
 */
import { readFileSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ifUtf16 } from '../base/encoding.ts'
import { isSameFolder, isThere, systemCode, whatIsNoFile } from '../base/files.ts'
import { compare, option } from '../base/text.ts'
import { type Finding, UserError } from '../model/finding.ts'
import { findingOf } from '../model/rules.ts'
import { readTextFile } from '../model/text-file.ts'
import { BUILT_IN, type GuideSources, type SourceFile } from '../model/sources.ts'
import type { BlobReader } from './git.ts'
import { GUIDE_DATA_FILES } from './guide-data.ts'

const MAX_BYTES = 200_000
const NOT_A_PAGE = /(?:^|\/)(?:README[^/]*|ANNOTATIONS\.md)$/i
/** A line of front matter that only our own pages have. */
const OWN_PAGE = /^\uFEFF?---[^\S\r\n]*(?:\r\n|\r|\n)(?:(?!---)[^\r\n]*(?:\r\n|\r|\n))*?(?:phase|edition)[^\S\r\n]*:/
const PHASE_PAGE = new RegExp(OWN_PAGE.source.replace('phase|edition', 'phase'))

export const isPageName = (name: string): boolean => /\.md$/i.test(name) && !NOT_A_PAGE.test(name)

/** Whether its front matter makes its folder a guide of our own kind. */
export const isOwnPage = (text: string): boolean => OWN_PAGE.test(text)

/** Where a guide's files come from: a folder, or a revision of one. */
export interface GuideFiles {
  /** With `/` between folders, sorted by code point. */
  names(): Promise<readonly string[]>
  read(name: string): SourceFile | Promise<SourceFile>
  /** What lies there and is never opened, with what is said of it: a link that leads elsewhere, a device. None where absent. */
  refused?(): ReadonlyMap<string, string>
}

function filesOnDisk(directory: string): GuideFiles {
  const refused = new Map<string, string>()
  return {
    names: () => filesIn(directory, refused),
    read: (name) => readOne(directory, name),
    refused: () => refused,
  }
}

/**
 * @param directory as the user named it, for messages
 * @param builtInGuide directory of the guide that ships with the tool; fills in YAML data and tables (`data-types.md`, `links.md`, `what-stops.md`)
 *   that `directory` does not bring. Such files are named `built-in/…`.
 * @throws UserError when the directory is missing or holds no guide, or a page is over 200 kB
 */
export async function readGuide(
  directory: string,
  builtInGuide: string,
  files: GuideFiles = filesOnDisk(directory),
): Promise<GuideSources> {
  const names = await files.names()
  const pageNames = names.filter(isPageName)
  const published = pageNames.filter(isPublished)
  const atRoot = pageNames.filter((name) => !name.includes('/'))

  const own = await readAll(
    files,
    pageNames.filter((name) => !isPublished(name)),
  )
  if (published.length === 0 && !own.some((page) => isOwnPage(page.text))) throw noGuide(directory)
  const pages = await readAll(files, [...published, ...atRoot])
  if (pages.some((page) => page.file.startsWith('guide/') && isOwnPage(page.text))) {
    throw new UserError(
      'input',
      `The folder ${directory} holds a guide in its subfolder \`guide\`, not in itself.`,
      `Name that folder: ${option('guide', join(directory, 'guide'))}`,
    )
  }
  // A folder `guide` inside a guide of ours does not make it the public one; a phase at the top makes it ours.
  if (published.length === 0 || own.some((page) => !page.file.includes('/') && PHASE_PAGE.test(page.text)))
    return {
      kind: 'own',
      pages: published.length === 0 ? own : await readAll(files, pageNames),
      data: await readData(files, names, builtInGuide, !isSameFolder(directory, builtInGuide)),
      unread: await unreadFiles(files, names, 'own'),
    }
  const data = await readData(files, [], builtInGuide)
  return { kind: 'public', pages, data, unread: await unreadFiles(files, names, 'public') }
}

const isPublished = (name: string): boolean => /^(?:guide|_steps)\//.test(name)

const OTHER_ENDING = /(?<!\.md)\.(?:markdown|mkdn?|mdown|mdx|md\.txt|txt)$/i
const HAS_FRONT_MATTER = /^\uFEFF?---[^\S\r\n]*(?:\r\n|\r|\n)[A-Za-z_][\w-]*[ \t]*:/

/** What looks like a page or data of the guide and is not read, because of its name or its place. */
async function unreadFiles(
  files: GuideFiles,
  names: readonly string[],
  kind: GuideSources['kind'],
): Promise<Finding[]> {
  const findings: Finding[] = []
  const report = (file: string, message: string): void => {
    const rule = kind === 'own' ? 'lost-page' : 'unread-page'
    findings.push(findingOf(rule, message, { place: { file, line: 1, column: 1 } }))
  }
  const hasFrontMatter = async (name: string): Promise<boolean> => {
    try {
      return HAS_FRONT_MATTER.test((await files.read(name)).text)
    } catch (cause) {
      // A log or an export that lies beside the pages, not one of them.
      if (cause instanceof PageTooLarge) return false
      throw cause
    }
  }
  for (const [name, message] of files.refused?.() ?? []) report(name, message)
  for (const name of names) {
    if (NOT_A_PAGE.test(name.replace(/\.[^./]+$/, '.md'))) continue
    const isRead = kind === 'own' || isPublished(name) || !name.includes('/')
    const right = name.replace(/(?:\.md)?\.[^./]+$/i, '.md')
    if (isRead && OTHER_ENDING.test(name) && (!/txt$/i.test(name) || (await hasFrontMatter(name))))
      report(
        name,
        `Unexpected ending of \`${name}\`: nothing reads it, so no document has its words. Name it \`${right}\`.`,
      )
    else if (kind === 'own' && isPageName(name) && name !== right)
      report(
        name,
        `Unexpected ending of \`${name}\` in capitals: links and other programs miss the page. Name it \`${right}\`.`,
      )
    else if (!isRead && isPageName(name) && !/^(?:_|vendor\/)/.test(name) && (await hasFrontMatter(name)))
      report(name, `Unexpected page in a folder that is not read: no document has its words. Move it into \`guide/\`.`)
    else if (kind === 'own' && /\/[^/]+\.ya?ml$/i.test(name) && GUIDE_DATA_FILES.includes(name.replace(/^.*\//, '')))
      report(
        name,
        `Unexpected data in a subfolder: nothing reads ${name}. Move it to the pages at the top of the guide.`,
      )
  }
  return findings
}

const noGuide = (directory: string): UserError =>
  new UserError(
    'input',
    `The folder ${directory} holds no guide: no page says \`phase:\`, and there is neither \`guide/\` nor \`_steps/\`.`,
    `Name the folder of a guide, or a checkout of the public guide: ${option('guide', 'DIR')}`,
  )

const REFUSED = {
  special: 'Unexpected device or pipe in the place of a file: it is not read. Delete it.',
  'link-to-folder': 'Unexpected link to a folder: what is in it is not read. Put the folder itself there.',
  'link-to-special': 'Unexpected link to a device or pipe: it is not read. Delete it.',
  'link-out': 'Unexpected link out of the guide: what it leads to is not read. Put the file itself there.',
} as const

/**
 * Files with `/` in their names, sorted; hidden folders and installed packages left out.
 *
 * @param refused receives what is not to be read, and why
 */
async function filesIn(directory: string, refused = new Map<string, string>()): Promise<string[]> {
  const found: string[] = []
  const walk = async (folder: string): Promise<void> => {
    const entries = await readdir(join(directory, folder), { withFileTypes: true })
    for (const entry of entries) {
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) {
        // A folder in the place of a file is found when the file is read.
        if (/\.(?:md|ya?ml)$/i.test(name)) found.push(name)
        if (!entry.name.startsWith('.') && entry.name !== 'node_modules') await walk(name)
        continue
      }
      const foreign = whatIsNoFile(directory, name, entry)
      if (foreign === null) found.push(name)
      else refused.set(name, REFUSED[foreign])
    }
  }
  try {
    await walk('')
  } catch (cause) {
    throw new UserError(
      'input',
      `The guide's folder ${directory} cannot be read${systemCode(cause) === 'ENOENT' ? ': there is no such folder' : ''}.`,
      `Check the path after ${option('guide')}.`,
      { cause },
    )
  }
  // By code point, not by locale: the order is part of the guide's hash.
  return found.sort(compare)
}

async function readAll(files: GuideFiles, names: readonly string[]): Promise<SourceFile[]> {
  const sorted = [...names].sort(compare)
  return Promise.all(sorted.map((name) => files.read(name)))
}

class PageTooLarge extends UserError {}

function readOne(directory: string, name: string): SourceFile {
  const path = join(directory, name)
  try {
    // Pages are small and local: reading them synchronously takes a third of the time.
    const { size } = statSync(path)
    if (size > MAX_BYTES) {
      throw new PageTooLarge(
        'input',
        `${path} has ${Math.round(size / 1000)} kB; a page may have ${MAX_BYTES / 1000}.`,
        'Split it into several pages, or move it out of the guide.',
      )
    }
    const text = readFileSync(path, 'utf8')
    const wide = ifUtf16(text, () => readFileSync(path))
    return wide === null ? { file: name, text } : { file: name, text: wide, encoding: 'UTF-16' }
  } catch (cause) {
    if (cause instanceof UserError) throw cause
    const why = { ENOENT: ': the link leads nowhere', EISDIR: ': it is a folder' }[systemCode(cause)] ?? ''
    throw new UserError(
      'input',
      `${path} cannot be read${why}.`,
      'Check that it is a file that you may read, or move it out of the guide.',
      { cause },
    )
  }
}

export const HOLIDAY_FILE = 'bank-holidays.yaml'

/**
 * A newer list of bank holidays that `data` has kept in the current folder, where no update of the tool takes it away; null where
 * there is none, or that of the tool was compared with gov.uk later.
 */
async function keptHolidays(builtIn: SourceFile | undefined): Promise<SourceFile | null> {
  if (!isThere(HOLIDAY_FILE)) return null
  const { text } = await readTextFile(HOLIDAY_FILE, 'holidays')
  const lastSeen = (source: string): string => /^last_seen: *(\S+)/m.exec(source)?.[1] ?? ''
  return lastSeen(text) < lastSeen(builtIn?.text ?? '') ? null : { file: HOLIDAY_FILE, text }
}

/** The data that ship with the tool, named `built-in/…`. */
export async function readBuiltInData(builtInGuide: string): Promise<Map<string, SourceFile>> {
  const data = new Map<string, SourceFile>()
  const builtIn = (await filesIn(builtInGuide)).filter((name) =>
    /^(?:[^/]+\.ya?ml|data-types\.md|links\.md|what-stops\.md)$/.test(name),
  )
  for (const file of await readAll(filesOnDisk(builtInGuide), builtIn))
    data.set(file.file, { ...file, file: `${BUILT_IN}${file.file}` })
  return data
}

async function readData(
  files: GuideFiles,
  names: readonly string[],
  builtInGuide: string,
  isOwn = false,
): Promise<ReadonlyMap<string, SourceFile>> {
  const data = await readBuiltInData(builtInGuide)
  for (const file of await readAll(
    files,
    names.filter((name) => /^[^/]+\.ya?ml$/i.test(name)),
  ))
    data.set(file.file, file)
  if (!isOwn || !names.includes(HOLIDAY_FILE)) {
    const kept = await keptHolidays(data.get(HOLIDAY_FILE))
    if (kept !== null) data.set(HOLIDAY_FILE, kept)
  }
  return data
}

/** Hidden folders and installed packages are skipped. */
export const isHidden = (path: string): boolean => /(?:^|\/)(?:\.|node_modules\/)/.test(path)

interface PageObject {
  readonly path: string
  readonly object: string
}

/** Finds the pages of commits through their trees; a folder that two commits share is read once. */
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
function parseTree(content: Buffer, bytes: number): TreeEntry[] {
  const entries: TreeEntry[] = []
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
