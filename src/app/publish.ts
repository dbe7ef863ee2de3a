/**
 * Publishes the guide for its readers, as Markdown, HTML, DOCX and PDF; and writes a patch for old terms.
 *
 * @module
 */
import { realpath } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import { BUILT_IN_GUIDE, orIfAbsent } from '../base/files.ts'
import { option } from '../base/text.ts'
import { UNDATED, type IsoDay } from '../base/day.ts'
import type { Block, Document, Format, Heading, Navigation, PublishFormat } from '../document/document.ts'
import { headingIds } from '../document/walk.ts'
import { sayTaskFacts } from '../compose/say.ts'
import { themeFor } from '../document/theme.ts'
import type { TakenOut } from '../markdown/publish-page.ts'
import { UserError } from '../model/finding.ts'
import type { Guide } from '../model/guide.ts'
import type { GuideSources } from '../model/sources.ts'
import { parseGuide } from '../guide/parse-guide.ts'
import { parseTerms } from '../guide/guide-tables.ts'
import {
  type FiledPage,
  filedPages,
  type FixedTerms,
  PUBLISHED_REPORT,
  publishedBlocks,
  publishGuide,
} from '../guide/publish-guide.ts'
import type { Words } from '../template/fill.ts'
import { readGuide } from '../guide/read-guide.ts'
import { writeReport } from '../packs/write-file.ts'
import { checkSources, refuseLosses } from './checked-guide.ts'
import { composeReport, readReportTemplate, readWords } from './report-template.ts'

export interface PublishOptions {
  readonly guide: string
  readonly templates: string
  /** Folder of the published guide, outside the guide's own. */
  readonly out: string
  readonly formats: readonly PublishFormat[]
  /** Also write `terms.patch`, which replaces terms of older editions. */
  readonly fixTerms: boolean
  /** Today, `YYYY-MM-DD`. */
  readonly asOf: IsoDay
}

export interface Published {
  /** Names of files, inside the output folder. */
  readonly written: readonly string[]
  readonly takenOut: readonly TakenOut[]
  /** Null when it was not requested. */
  readonly terms: TermsPatch | null
}

/**
 * @throws UserError for an output folder inside the guide, where a guide of our own kind has an error, for a guide that
 *   cannot be read, and where nothing can be written
 */
export async function publish(options: PublishOptions): Promise<Published> {
  await keepApart(options.guide, options.out)
  const sources = await readGuide(options.guide, BUILT_IN_GUIDE)
  const { guide, findings } = checkSources(sources, options.asOf)
  refuseLosses(guide, findings, options.guide)
  const words = await readWords(options.templates)
  const { pages, takenOut } = publishGuide(sources, guide, (task) => sayTaskFacts(task, guide, words))
  const written: string[] = []
  const write = async (name: string, content: string | Uint8Array): Promise<void> => {
    await writeReport(join(options.out, name), content)
    written.push(name)
  }
  if (options.formats.includes('md')) for (const { file, text } of pages) await write(file, text)
  // The pages as published, read again: a list of steps is where it was included.
  const shown = parseGuide({ ...sources, pages }).value
  for (const { name, bytes } of await rendered({ ...sources, pages }, guide, shown, takenOut, options, words))
    await write(name, bytes)

  const terms = options.fixTerms ? await termsPatch(options.guide, sources) : null
  if (terms !== null && terms.changed > 0) await write(TERMS_PATCH, terms.patch)
  return { written, takenOut, terms }
}

/** Name of the patch, inside the output folder. */
export const TERMS_PATCH = 'terms.patch'

/** How many pieces of each kind were removed. */
export const countTaken = (all: readonly TakenOut[]): Record<TakenOut['what'], number> => {
  const count = (what: TakenOut['what']): number => all.filter((one) => one.what === what).length
  return { marker: count('marker'), annotation: count('annotation'), note: count('note'), liquid: count('liquid') }
}

/** Published pages inside the guide's folder would be read as pages of the guide the next time, or overwrite them. */
async function keepApart(guide: string, out: string): Promise<void> {
  const real = async (path: string): Promise<string> => orIfAbsent(realpath(path), resolve(path))
  const [from, to] = [await real(guide), await real(out)]
  if (to === from || to.startsWith(`${from}${sep}`))
    throw new UserError(
      'usage',
      `${out} is inside the guide's own folder.`,
      `Name a folder outside it: ${option('out', 'DIR')}`,
    )
}

interface RenderedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

async function rendered(
  sources: GuideSources,
  guide: Guide,
  shown: Guide,
  takenOut: readonly TakenOut[],
  options: PublishOptions,
  words: Words,
): Promise<RenderedFile[]> {
  const wanted = options.formats.filter((format) => format !== 'md')
  if (wanted.length === 0) return []
  const template = await readReportTemplate(options.templates, PUBLISHED_REPORT)
  const taken = countTaken(takenOut)
  const compose = (further: readonly Block[]): Promise<Document> =>
    composeReport({
      id: 'guide',
      template,
      view: {
        guide: guide.edition.label,
        pages: String(guide.pages.length),
        markers: taken.marker === 0 ? null : String(taken.marker),
        notes: String(taken.note),
        annotations: String(taken.annotation),
        gaps: String(guide.markers.filter(({ kind }) => kind === 'GAP').length),
      },
      templates: options.templates,
      header: [guide.edition.label],
      modified: guide.edition.reviewed ?? UNDATED,
      further,
    })
  const { renderDocument } = await import('../render/render.ts')
  const render = async (document: Document, formats: readonly Format[], name: string): Promise<RenderedFile[]> => {
    const copies = await renderDocument(document, formats, themeFor(12))
    return copies
      .filter(({ format, copy }) => format !== 'pdf' || copy === 'print')
      .map(({ format, bytes }) => ({ name: `${name}.${format}`, bytes }))
  }
  const say = (name: string): string => words.say(`published.${name}`)
  const files: RenderedFile[] = []
  for (const format of wanted) {
    if (format !== 'html') {
      const blocks = publishedBlocks(sources, shown, { contents: say('contents'), onThisPage: say('on-this-page') })
      files.push(...(await render(await compose(blocks), [format], 'guide')))
      continue
    }
    const name = freeName(sources.pages.map(({ file }) => file))
    const pages = filedPages(sources, shown, 'html', `${name}.html`)
    const index = await compose([])
    files.push(...(await render({ ...index, navigation: contentsOf(pages, say) }, [format], name)))
    for (const page of pages) {
      const document = pageDocument(page, index, say)
      files.push(...(await render(document, [format], page.file.replace(/\.html$/, ''))))
    }
  }
  return files
}

/** A name that no page of the guide has, whatever its capitals. */
function freeName(files: readonly string[]): string {
  const taken = new Set(files.map((file) => file.replace(/\.[^./]*$/, '').toLowerCase()))
  let name = 'guide'
  while (taken.has(name)) name = `${name}-contents`
  return name
}

/** All pages in their order. */
const contentsOf = (pages: readonly FiledPage[], say: (name: string) => string): Navigation => ({
  contents: null,
  sections: {
    name: say('contents'),
    links: pages.map(({ title, file }) => ({ text: title, href: encodeURI(file) })),
  },
  previous: null,
  next: null,
  name: say('pages'),
  files: pages.map(({ file }) => encodeURI(file)),
})

/** One page of the guide, in the frame of the document that lists them all. */
function pageDocument(page: FiledPage, index: Document, say: (name: string) => string): Document {
  const { file, title, blocks, sections, previous, next, contents, files } = page
  const ids = new Set(headingIds(blocks))
  let id = 'title'
  while (ids.has(id)) id = `page-${id}`
  return {
    ...index,
    id: file.replace(/\.html$/, '').replaceAll('/', '-'),
    title: `${title} – ${index.title}`,
    blocks: [
      { type: 'heading', level: 1, id, spans: [{ text: title }] },
      ...blocks.map((block): Block => (block.type === 'heading' ? { ...block, level: raised(block.level) } : block)),
    ],
    navigation: {
      contents: { text: say('contents'), href: contents },
      sections: { name: say('on-this-page'), links: sections },
      previous: previous && { name: say('previous'), link: previous },
      next: next && { name: say('next'), link: next },
      name: say('pages'),
      files,
    },
  }
}

/** A page of its own has its title at level 1, not 2. */
const raised = (level: Heading['level']): Heading['level'] => (level === 4 ? 3 : 2)

export interface TermsPatch extends FixedTerms {
  /** Whether the guide is in a git checkout: then the patch is for its top. */
  readonly inCheckout: boolean
}

async function termsPatch(guide: string, sources: GuideSources): Promise<TermsPatch> {
  const [{ fixTerms }, { openRepository }] = await Promise.all([
    import('../guide/publish-guide.ts'),
    import('../guide/git.ts'),
  ])
  const repository = await openRepository(guide)
  const prefix = 'why' in repository ? '' : repository.prefix
  if (!('why' in repository)) await repository.close()
  const fixed = fixTerms(sources.pages, parseTerms(sources.data.get('terms.yaml')), prefix)
  return { ...fixed, inCheckout: !('why' in repository) }
}
