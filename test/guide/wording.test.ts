import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { gaps, pages, tasks, visible, where } from './guide-as-text.ts'

/** Sentences as a reader meets them: headings, table cells, items and quotes each end one. */
function sentences(text: string): string[] {
  return visible(text)
    .replace(/\{#[\w-]+\}/g, '')
    .replace(/\]\([^)]*\)/g, ']')
    .split(/\n\s*\n|\n(?=\s*(?:- |#|\||> \*\*))|\||(?<=[.?!]["”*_]*)\s+/)
    .map((sentence) => sentence.replace(/\s+/g, ' ').trim())
    .filter((sentence) => sentence !== '')
}
const length = (sentence: string): number => sentence.split(' ').filter((word) => /\w/.test(word)).length
const everything = pages.map(({ text }) => visible(text)).join('\n')

describe('words a practice can sign', () => {
  it('never turns a limit of 2019 into a right', () => {
    expect(everything).not.toMatch(/breach|overdue|in default|is bound to|are bound to|you are entitled|your right to/i)
    const limits = everything.match(/\*\*_SLA:_\*\* .+/g) ?? []
    for (const limit of limits) expect(limit).toMatch(/_SLA:_\*\* The 2019 document /)
    for (const { file, text } of pages)
      if (text.includes('**_SLA:_**')) expect(text, file).toMatch(/history, not (a right|rights).*index\.md#limits/s)
  })

  it('never makes a prescribing change the default', () => {
    const advice = tasks.filter((task) => /F11|F12|T23|G12/.test(task.fields.get('from') ?? ''))
    expect(advice.length).toBeGreaterThanOrEqual(5)
    for (const task of advice) expect(task.words, where(task)).not.toMatch(/^(cancel|re-?issue|issue two|double)/i)
    expect(everything).toMatch(/Do not cancel anything until a replacement is arranged and the pharmacy has been told/)
    expect(gaps.some((gap) => /cancelled/.test(gap.words) && gap.fields.get('ask') === 'national-service-desk')).toBe(
      true,
    )
  })

  it('sends no new patient away', () => {
    expect(everything).toMatch(/Do not send anyone away/)
    expect(everything).toMatch(/newborns and urgent need first/i)
    const comeBack = pages.filter(
      ({ file, text }) => file !== 'withdrawn.md' && /come back after go.live/.test(visible(text)),
    )
    expect(comeBack).toEqual([])
  })

  it('does not promise easy read', () =>
    expect(everything).toMatch(/Easy read is written and tested with the people who use it/))

  it('uses the terms of today', () => {
    const quoted = everything.replace(/"[^"\n]*"/g, '').replace(/former CCGs/, '')
    for (const old of [
      'CCG',
      'CSU',
      'NHS Digital',
      'NHSX',
      'GPSoC',
      'cut-over',
      'go-live date the',
      'lead GP',
      'target supplier',
    ])
      expect(quoted, old).not.toContain(old)
  })

  it('keeps to current words for go live: the noun without, the adjective with a hyphen', () => {
    expect(everything).not.toMatch(/Go Live|Go-Live|Cutover period|Cut over/)
  })

  it('says plainly what not to do: “do not send anything”, never “send nothing”', () => {
    const templates = readdirSync(join(import.meta.dirname, '../../templates'), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(?:hbs|yaml)$/.test(file) && !/^reports|printer-profiles|required-facts/.test(file))
      .map((file) => ({ file, text: readFileSync(join(import.meta.dirname, '../../templates', file), 'utf8') }))
    const verbs =
      'ask|book|cancel|change|do|enter|give|issue|leave|make|photograph|print|promise|rely on|send|start|take|tell|throw|use|write'
    const found = [...pages.map(({ file, text }) => ({ file, text: visible(text) })), ...templates].flatMap(
      ({ file, text }) =>
        [
          ...text.matchAll(
            new RegExp(
              `(?:^|[.:|”"'] ?|[-*] (?:\\[ \\] )?)(?:${verbs})\\s(?:no|none|nothing|nobody|no one)\\b.{0,40}`,
              'gim',
            ),
          ),
        ].map(([words]) => `${file}: ${words}`),
    )
    expect(found).toEqual([])
  })

  it('is written in short sentences', () => {
    const long = pages.flatMap(({ file, text }) =>
      sentences(text)
        .filter((sentence) => length(sentence) > 22)
        .map((sentence) => `${file} (${length(sentence)}): ${sentence}`),
    )
    expect(long).toEqual([])
  })
})
