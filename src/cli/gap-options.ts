/**
 * The commands of guide editors: `gaps`, `publish` and `explain`, their flags and examples.
 *
 * @module
 */
import { InvalidArgumentError, Option, type Command } from 'commander'
import type { IsoDay } from '../base/day.ts'
import { BUILT_IN_GUIDE, BUILT_IN_TEMPLATES } from '../base/package-root.ts'
import { csvList, here } from './options.ts'
import type { PublishFlags } from './publish.ts'
import { day } from './today.ts'

export const GAP_FORMATS = [
  'text',
  'json',
  'markdown',
  'html',
  'csv',
  'xlsx',
  'sarif',
  'github',
  'docx',
  'pdf',
] as const
export type GapFormat = (typeof GAP_FORMATS)[number]

export interface GapFlags {
  readonly guide: string
  readonly templates: string
  readonly practices?: string
  readonly json: boolean
  readonly format?: GapFormat
  readonly output: readonly { readonly format: GapFormat; readonly file: string }[]
  readonly since?: string
  readonly history: boolean
  readonly baseline?: string
  readonly writeBaseline?: string
  readonly reason?: string
  readonly failOn: 'new' | 'gap' | 'finding' | 'never'
  readonly all: boolean
  readonly asOf?: IsoDay
}

export function addGapCommands(program: Command): void {
  program
    .command('gaps')
    .description('list what the guide’s editors have marked as unfinished or changed, and what else is wrong with it')
    .option('--guide <dir>', 'the guide: ours, or a checkout of the public one', here('guide', BUILT_IN_GUIDE))
    .option('--json', 'the result as one JSON value, as --format json', false)
    .addOption(new Option('--format <format>', 'how to print it').choices(GAP_FORMATS))
    .option('--output <format=file>', 'write it to a file; may be given several times', output, [])
    .option('--since <revision>', 'what changed since a commit, branch or tag')
    .option('--history', 'count the markers at every commit', false)
    .option('--practices <file>', 'name the practices that each gap touches')
    .option('--templates <dir>', 'the templates', here('templates', BUILT_IN_TEMPLATES))
    .option('--baseline <file>', 'gaps that are known, each with a reason')
    .option('--write-baseline <file>', 'write the gaps of today as a baseline; needs --reason for new ones')
    .option('--reason <text>', 'why the new entries of the baseline may stay')
    .addOption(
      new Option('--fail-on <what>', 'when the command fails')
        .choices(['new', 'gap', 'finding', 'never'])
        .default('never'),
    )
    .option('--all', 'show every finding, and each piece of advice', false)
    .option('--as-of <date>', 'today, for ages and review days: YYYY-MM-DD', day)
    .addHelpText(
      'after',
      `
Examples:
  practice-packs gaps --guide ../guide
  practice-packs gaps --since main --format markdown
  practice-packs gaps --history --output html=gaps.html --output xlsx=gaps.xlsx
  practice-packs gaps --write-baseline gaps.yaml --reason "Known on 1 March; see the plan of work"
  practice-packs gaps --baseline gaps.yaml --fail-on new
`,
    )
    .action(async (flags: GapFlags) => (await import('./gaps.ts')).gaps(flags))

  program
    .command('publish')
    .description('write the guide as readers should see it: without markers, notes and annotations')
    .requiredOption('--out <dir>', 'where the published guide goes')
    .option('--guide <dir>', 'the guide: ours, or a checkout of the public one', here('guide', BUILT_IN_GUIDE))
    .option('--templates <dir>', 'the templates', here('templates', BUILT_IN_TEMPLATES))
    .option('--formats <list>', 'md, html, docx, pdf', csvList)
    .option('--fix-terms', 'write a patch that puts terms of older editions right', false)
    .option('--json', 'what was written and taken out as one JSON value', false)
    .addHelpText('after', '\nExample:\n  practice-packs publish --guide ../guide --out published --fix-terms\n')
    .action(async (flags: PublishFlags) => (await import('./publish.ts')).publish(flags))

  program
    .command('explain')
    .description('say what a rule means, why it matters to a reader, and what to do')
    .argument('[rule]', 'the rule’s name, as a finding shows it; all rules without it')
    .option('--json', 'the result as one JSON value', false)
    .addHelpText('after', '\nExample:\n  practice-packs explain broken-link\n')
    .action(async (rule: string | undefined, flags: { readonly json: boolean }) =>
      (await import('./explain.ts')).explain(rule, flags),
    )
}

function output(value: string, before: GapFlags['output']): GapFlags['output'] {
  const [, name = '', file = ''] = /^([a-z]+)=(.+)$/.exec(value) ?? []
  const format = GAP_FORMATS.find((known) => known === name)
  if (format === undefined || file === '')
    throw new InvalidArgumentError(`Write FORMAT=FILE, such as html=gaps.html; formats are ${GAP_FORMATS.join(', ')}.`)
  return [...before, { format, file }]
}
