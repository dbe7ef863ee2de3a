/** `practice-packs gaps`: the gap report. */
import type { Guide, Marker } from '../model/guide.ts'
import { readModel } from '../pipeline.ts'
import { gapsJson } from './json/model-json.ts'
import type { GuideOptions } from './options.ts'
import { countFindings, printFindings } from './print-findings.ts'
import { printJson } from './print-json.ts'

export async function gaps(options: GuideOptions & { readonly failOn: string }): Promise<void> {
  const { value: guide, findings } = await readModel(options.guide)
  if (options.json) printJson(gapsJson(guide, findings))
  else {
    printFindings(findings, '', 'warning')
    process.stdout.write(`${gapLines(guide).join('\n')}\n`)
    process.stderr.write(`${countFindings(findings)}\n`)
  }
  const open = guide.markers.some(({ kind }) => kind === 'GAP')
  if ((options.failOn === 'gap' && open) || (options.failOn === 'finding' && findings.length > 0)) process.exitCode = 1
}

function gapLines(guide: Guide): string[] {
  const line = ({ kind, text, place, headings, hides }: Marker): string => {
    const under = headings.length > 0 ? `\n         in ${headings.join(' > ')}` : ''
    const hidden = hides
      ? `\n         hides ${hides.lines} lines${hides.headings.map((heading) => `, the section “${heading}”`).join('')}`
      : ''
    return `${kind.padEnd(7)}  ${place.file}:${place.line}:${place.column}  ${text}${under}${hidden}`
  }
  const count = (kind: string): number => guide.markers.filter((marker) => marker.kind === kind).length
  return [
    ...guide.markers.map(line),
    ...guide.nearMisses.map(({ written, place }) => `near     ${place.file}:${place.line}:${place.column}  ${written}`),
    `${count('GAP')} GAP, ${count('UPLIFT')} UPLIFT, ${guide.nearMisses.length} near misses in ${guide.edition.label}`,
  ]
}
