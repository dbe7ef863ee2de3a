/** `practice-packs publish`: the guide as readers should see it, as Markdown, HTML and DOCX; and a patch for old terms. */
import { realpath } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import { UNDATED } from '../base/day.ts'
import { themeFor } from '../document/theme.ts'
import { checkSources } from '../gap-pipeline.ts'
import type { TakenOut } from '../markdown/publish-page.ts'
import { UserError } from '../model/finding.ts'
import type { Guide } from '../model/guide.ts'
import { BUILT_IN_GUIDE } from '../base/package-root.ts'
import { isAnnotation } from '../parse/annotation.ts'
import { parseGuide } from '../parse/parse-guide.ts'
import { parseTerms } from '../parse/parse-terms.ts'
import { publishGuide } from '../publish/publish-guide.ts'
import { PUBLISHED_REPORT, publishedBlocks } from '../publish/published-blocks.ts'
import { readGuide } from '../read/read-guide.ts'
import { counted } from '../report/phrases.ts'
import { writeReport } from '../write/write-report.ts'
import { composeReport, readReportTemplate } from './report-template.ts'
import { printJson } from './print-json.ts'
import { today } from './today.ts'

export interface PublishFlags {
  readonly guide: string
  readonly templates: string
  readonly out: string
  readonly formats?: readonly string[]
  readonly fixTerms: boolean
  readonly json: boolean
}

const FORMATS = ['md', 'html', 'docx', 'pdf'] as const
type PublishFormat = (typeof FORMATS)[number]

export async function publish(flags: PublishFlags): Promise<void> {
  const formats = chosen(flags.formats)
  await keepApart(flags.guide, flags.out)
  const sources = await readGuide(flags.guide, BUILT_IN_GUIDE)
  const { guide } = checkSources(sources, today())
  const published = publishGuide(sources, isAnnotation)
  const written: string[] = []
  const write = async (name: string, content: string | Uint8Array): Promise<void> => {
    await writeReport(join(flags.out, name), content)
    written.push(name)
  }
  if (formats.includes('md')) for (const { file, text } of published.pages) await write(file, text)
  // The pages as published, read again: a list of steps stands where it was included.
  const shown = parseGuide({ ...sources, pages: published.pages }).value
  for (const { format, bytes } of await rendered(guide, shown, published.takenOut, formats, flags))
    await write(`guide.${format}`, bytes)

  const terms = flags.fixTerms ? await termsPatch(flags, sources) : null
  if (terms !== null && terms.changed > 0) await write('terms.patch', terms.patch)
  const taken = countTaken(published.takenOut)
  if (flags.json) {
    printJson({
      written,
      takenOut: published.takenOut,
      ...(terms === null ? {} : { terms: { changed: terms.changed, left: terms.left } }),
    })
    return
  }
  for (const { what, place, text } of published.takenOut)
    if (what === 'note' || what === 'marker') process.stdout.write(`${what}  ${place.file}:${place.line}  ${text}\n`)
  process.stderr.write(
    `${counted(written.length, 'file')} in ${flags.out}. Taken out: ${counted(taken.marker, 'marker')}, ${counted(taken.note, 'note')}, ${counted(taken.annotation, 'annotation')}; ${counted(taken.liquid, 'include')} resolved.\n`,
  )
  if (terms !== null) process.stderr.write(termsWords(terms, flags))
}

const countTaken = (all: readonly TakenOut[]): Record<TakenOut['what'], number> => {
  const count = (what: TakenOut['what']): number => all.filter((one) => one.what === what).length
  return { marker: count('marker'), annotation: count('annotation'), note: count('note'), liquid: count('liquid') }
}

function chosen(wanted: readonly string[] | undefined): readonly PublishFormat[] {
  if (wanted === undefined) return ['md', 'html', 'docx']
  const unknown = wanted.find((one) => !FORMATS.some((format) => format === one))
  if (unknown !== undefined)
    throw new UserError(2, `Unexpected \`${unknown}\` in --formats.`, `Use one or more of ${FORMATS.join(', ')}.`)
  return FORMATS.filter((format) => wanted.includes(format))
}

/** Published pages beside the sources would be read as pages of the guide the next time, or be written over them. */
async function keepApart(guide: string, out: string): Promise<void> {
  const real = async (path: string): Promise<string> => realpath(path).catch(() => resolve(path))
  const [from, to] = [await real(guide), await real(out)]
  if (to === from || to.startsWith(`${from}${sep}`))
    throw new UserError(2, `${out} lies in the guide's own folder.`, 'Name a folder outside it: --out DIR')
}

async function rendered(
  guide: Guide,
  shown: Guide,
  takenOut: readonly TakenOut[],
  formats: readonly PublishFormat[],
  flags: PublishFlags,
) {
  const wanted = formats.filter((format) => format !== 'md')
  if (wanted.length === 0) return []
  const template = await readReportTemplate(flags.templates, PUBLISHED_REPORT)
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
    templates: flags.templates,
    header: [guide.edition.label],
    modified: guide.edition.reviewed ?? UNDATED,
    further: publishedBlocks(shown),
  })
  const { renderDocument } = await import('../render/render.ts')
  const copies = await renderDocument(document, wanted, themeFor(12))
  return copies.filter(({ format, copy }) => format !== 'pdf' || copy === 'print')
}

async function termsPatch(flags: PublishFlags, sources: Awaited<ReturnType<typeof readGuide>>) {
  const [{ fixTerms }, { openRepository }] = await Promise.all([
    import('../publish/fix-terms.ts'),
    import('../read/repository.ts'),
  ])
  const repository = await openRepository(flags.guide)
  const fixed = fixTerms(sources.pages, parseTerms(sources.data.get('terms.yaml')), repository?.prefix ?? '')
  return { ...fixed, inCheckout: repository !== null }
}

function termsWords(
  { changed, left, inCheckout }: Awaited<ReturnType<typeof termsPatch>>,
  { out, guide }: PublishFlags,
): string {
  const patch = join(out, 'terms.patch')
  const how = inCheckout ? `git apply ${patch}, from the top of the checkout` : `patch -p1 -d ${guide} < ${patch}`
  const lines = left.map(
    ({ written, now, place, because }) =>
      `  ${place.file}:${place.line}:${place.column}  ${written} → ${now}  ${because}\n`,
  )
  const done =
    changed === 0
      ? 'No old term can be put right by rule.\n'
      : `${counted(changed, 'old term')} put right in ${patch}. Read it, then: ${how}\n`
  return done + (left.length === 0 ? '' : `${counted(left.length, 'term')} for a person to reword:\n${lines.join('')}`)
}
