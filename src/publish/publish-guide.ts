/**
 * Publish: the guide as readers should see it, page by page, and what was taken out.
 *
 * In:  the guide's pages and what was understood of them. Out: pages of plain Markdown. Pure.
 *
 * @module
 */
import type { TakenOut } from '../markdown/publish-page.ts'
import { publishPage } from '../markdown/publish-page.ts'
import { readFrontMatter, textValue } from '../markdown/front-matter.ts'
import { SourceText } from '../markdown/source-text.ts'
import type { GuideSources, SourceFile } from '../model/sources.ts'

export interface PublishedGuide {
  readonly pages: readonly SourceFile[]
  readonly takenOut: readonly TakenOut[]
}

/** @param isAnnotation whether a comment is an annotation of the guide's own syntax */
export function publishGuide(sources: GuideSources, isAnnotation: (comment: string) => boolean): PublishedGuide {
  const steps = stepsByGroup(sources)
  const published = sources.pages.map(({ file, text }) => ({
    file,
    ...publishPage(file, text, {
      liquid: sources.kind === 'public',
      isAnnotation: sources.kind === 'own' ? isAnnotation : () => false,
      stepsOf: (group) =>
        (steps.get(group) ?? []).map((step) => ({ title: step.title, address: fromPage(file, step.file) })),
    }),
  }))
  return {
    pages: published.map(({ file, markdown }) => ({ file, text: markdown })),
    takenOut: published.flatMap(({ takenOut }) => takenOut),
  }
}

interface Step {
  readonly title: string
  readonly file: string
  readonly order: number
}

/** The public guide's steps say in their front matter which group they belong to, and where in it they stand. */
function stepsByGroup({ kind, pages }: GuideSources): ReadonlyMap<string, readonly Step[]> {
  const groups = new Map<string, Step[]>()
  if (kind !== 'public') return groups
  for (const { file, text } of pages) {
    const { matter } = readFrontMatter(new SourceText(file, text))
    const group = textValue(matter, 'group')
    if (group === null) continue
    const step = {
      title: textValue(matter, 'title') ?? file,
      file,
      order: Number(textValue(matter, 'order') ?? Infinity),
    }
    groups.set(group, [...(groups.get(group) ?? []), step])
  }
  return new Map([...groups].map(([group, steps]) => [group, steps.sort((a, b) => a.order - b.order)]))
}

/** Relative address of one page from another. */
function fromPage(page: string, target: string): string {
  const up = page.split('/').length - 1
  return `${'../'.repeat(up)}${target}`
}
