/** `practice-packs model`: what was understood of the guide. */
import { readModel } from '../pipeline.ts'
import { modelJson } from './json/model-json.ts'
import type { GuideOptions } from './options.ts'
import { countFindings, printFindings } from './print-findings.ts'
import { printJson } from './print-json.ts'

export async function model(options: GuideOptions): Promise<void> {
  const { value: guide, findings } = await readModel(options.guide)
  if (options.json) {
    printJson(modelJson(guide, findings))
    return
  }
  printFindings(findings, '', 'warning')
  const lines = [
    `${guide.edition.label}: ${guide.kind === 'own' ? 'our own guide' : 'the public guide'}${guide.edition.current ? '' : ', not a current edition'}`,
    ...guide.phases.map(({ order, title, estimate, id }) => {
      const tasks = guide.tasks.filter(({ phase }) => phase === id).length
      return `${String(order).padStart(3)}  ${title}  (${estimate?.text ?? 'no estimate'}; ${tasks} tasks)`
    }),
    `${guide.tasks.length} tasks (${guide.listItems.taken} list items taken, ${guide.listItems.left} left as text), ${guide.slas.length} SLAs, ${guide.dmis.length} DMI references, ${guide.callouts.length} callouts`,
    `${guide.markers.length} markers, ${guide.nearMisses.length} near misses; ${countFindings(findings)}`,
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}
