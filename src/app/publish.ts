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
import type { PublishFormat } from '../document/document.ts'
import { sayTaskFacts } from '../compose/say.ts'
import { themeFor } from '../document/theme.ts'
import type { TakenOut } from '../markdown/publish-page.ts'
import { UserError } from '../model/finding.ts'
import type { Guide } from '../model/guide.ts'
import type { GuideSources } from '../model/sources.ts'
import { parseGuide } from '../guide/parse-guide.ts'
import { parseTerms } from '../guide/guide-tables.ts'
import { type FixedTerms, PUBLISHED_REPORT, publishedBlocks, publishGuide } from '../guide/publish-guide.ts'
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

async function rendered(
  sources: GuideSources,
  guide: Guide,
  shown: Guide,
  takenOut: readonly TakenOut[],
  options: PublishOptions,
  words: Words,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }[]> {
  const wanted = options.formats.filter((format) => format !== 'md')
  if (wanted.length === 0) return []
  const template = await readReportTemplate(options.templates, PUBLISHED_REPORT)
  const taken = countTaken(takenOut)
  const document = await composeReport({
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
    further: publishedBlocks(sources, shown, {
      contents: words.say('published.contents'),
      onThisPage: words.say('published.on-this-page'),
    }),
  })
  const { renderDocument } = await import('../render/render.ts')
  const copies = await renderDocument(document, wanted, themeFor(12))
  return copies
    .filter(({ format, copy }) => format !== 'pdf' || copy !== 'fill-in')
    .map(({ format, bytes }) => ({ name: `guide.${format}`, bytes }))
}

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
