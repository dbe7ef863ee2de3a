/** `check` composes packs only to look whether their pages contradict each other: some of a long list, and one where none is named. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import { checkInputs } from '../../src/app/check.ts'
import { checkPacks } from '../../src/app/check-packs.ts'
import type { Practice } from '../../src/model/practice.ts'
import type { RunContext } from '../../src/pipeline.ts'
import { practiceNamed, starter } from '../letters/starter.ts'

const root = join(import.meta.dirname, '../..')
const AS_OF = isoDay('2026-11-20')

/** A deadline for what must not be done early, in every pack. */
const contradicting = ({ guide, ...context }: RunContext): RunContext => ({
  ...context,
  guide: {
    ...guide,
    tasks: guide.tasks.map((task) =>
      task.id === 'kick-off-action-list' ? { ...task, text: 'Destroy the lists.' } : task,
    ),
  },
})

const rulesOf = (context: RunContext, practices: readonly Practice[], example?: Practice): readonly string[] =>
  checkPacks(context, practices, example, AS_OF).map(({ rule }) => rule)

describe('packs checked against themselves without a build', () => {
  it('are those of the practices that are named', async () => {
    const practice = await practiceNamed('Z99905')
    expect(rulesOf(contradicting(await starter()), [practice])).toEqual(['by-instead-of-not-before'])
  })

  it('are one that knows everything, where no practice is named', async () => {
    const context = contradicting(await starter())
    expect(rulesOf(context, [], await practiceNamed('Z99905'))).toEqual(['by-instead-of-not-before'])
    expect(rulesOf(context, [])).toEqual(['packs-not-checked'])
    const { findings } = await checkInputs(
      { guide: join(root, 'guide'), templates: join(root, 'templates'), practices: null },
      AS_OF,
    )
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  it('are some of a long list, and the others are counted', async () => {
    const practice = await practiceNamed('Z99905')
    const long = Array.from({ length: 30 }, (_, at) => ({ ...practice, ods: `Z999${10 + at}` }))
    const [last] = checkPacks(await starter(), long, undefined, AS_OF).slice(-1)
    expect(last?.rule).toBe('packs-not-checked')
    expect(last?.message).toContain('Only the first 25 of 30 practices were checked')
  })
})
