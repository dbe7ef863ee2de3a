/** What may not be said to a patient, in any message, on any channel: each rule with why. */
import { describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import type { Document } from '../../src/document/document.ts'
import { blockLines } from '../../src/document/plain-text.ts'
import { compose, messagesOf, practiceNamed, withStatus } from './starter.ts'

const ODS = ['Z99901', 'Z99902', 'Z99903', 'Z99904']

async function everyMessage(): Promise<Document[]> {
  const all: Document[] = []
  for (const ods of ODS) {
    all.push(...messagesOf(await compose(await practiceNamed(ods))))
    const moved = await practiceNamed(ods, { previousGoLive: isoDay('2027-03-10') })
    all.push(...messagesOf(await compose(moved)))
    all.push(...messagesOf(await compose(await withStatus(moved, 'go-live', 'proposed'))))
    const conditions = { ...moved.conditions, online_services: false, dispensing: false, repeat_dispensing: false }
    all.push(...messagesOf(await compose({ ...moved, conditions })))
  }
  return all
}

const linesOf = (document: Document): string[] => document.blocks.flatMap(blockLines)
const textOf = (document: Document): string => linesOf(document).join('\n')
/** Once for each letter: the dialects have the same words. */
const toPatients = ({ id }: Document): boolean =>
  !/third-parties|pharmacies|pcse|easy-read|-govuk-notify|-nhs-notify|-large-print/.test(id)

const FORBIDDEN: readonly (readonly [string, RegExp])[] = [
  ['tells everybody to order early', /order (?:your \w+ )?early(?!\.)|please order early|order as early/i],
  ['tells everybody to register again', /re-?register|register again|sign up again/i],
  ['says that nothing can be added to the record', /cannot (?:add|enter|write)[^.]* record|no (?:notes|entries) can/i],
  ['says that results are late, without a way out', /results? (?:will|are going to) be (?:late|delayed)/i],
  [
    'sends new patients away',
    /(?:cannot|can't|unable to) (?:take|accept|register|join)|come back (?:after|on|later)|another practice|register elsewhere|not (?:taking|accepting)/i,
  ],
  ['says that care stops', /(?:we will be closed|closed from|no appointments|only (?:see )?emergenc|only urgent)/i],
  [
    'asks for personal data',
    /(?:tell|send|reply with|give|enter) (?:us )?your (?:date of birth|NHS number|password|PIN)/i,
  ],
  [
    'uses days or months cut short',
    /\b(?:Mon|Tue|Tues|Wed|Thu|Thur|Fri|Sat|Sun|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b(?! ?[a-z]+ ?=)/,
  ],
  ['uses a short form', /\b(?:appts?|approx|e\.g\.|i\.e\.|etc\.?|asap|info|w\/c)\b/i],
  [
    'uses a jargon word',
    /\b(?:cutover|go-live|go live|final data production|migrat\w+|extract|FP10|EPS|Spine|IM1|dm\+d|downtime|repeat dispensing)\b/i,
  ],
  [
    'uses a range with a dash',
    /\d ?[–-] ?\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)/,
  ],
  ['says that a link is to be clicked, or shortens it', /click here|bit\.ly|tinyurl|t\.co\//i],
  ['shouts', /!|\b(?!NHS|GP|ZZ|BFPO|DRAFT|PIN|TPP|EMIS)[A-Z]{4,}\b/],
  ['promises that nothing will go wrong', /\b(?:guarantee|no disruption|seamless|nothing will change)\b/i],
  ['speaks of breach or law', /\b(?:breach|overdue|SLA)\b/],
  [
    'uses a Latin or long word',
    /\b(?:commence|prior to|in order to|utili[sz]e|facilitate|regarding|ensure|additional|assist|obtain)\b/i,
  ],
]

describe('words to patients', async () => {
  const messages = (await everyMessage()).filter(toPatients)

  it('are looked at in every message', () => expect(messages.length).toBeGreaterThan(250))

  it.each(FORBIDDEN)('never one that %s', (_, forbidden) => {
    const found = messages.flatMap((message) =>
      linesOf(message)
        .filter((line) => forbidden.test(line))
        .map((line) => `${message.id}: ${line}`),
    )
    expect([...new Set(found)]).toEqual([])
  })

  it('never speak of results without the telephone for an urgent one', () => {
    const wrong = messages.filter((message) => {
      const text = textOf(message)
      return (
        /results?\b/i.test(text) &&
        !/urgent result(?:, phone|\? Phone|, please stay on the line or phone) 01632 96\d+/i.test(text) &&
        !/urgent result, phone|waiting for an urgent result/i.test(text)
      )
    })
    expect(wrong.map(({ id }) => id)).toEqual([])
  })

  it('that speak of ordering medicine say that who has enough need not order early', () => {
    const wrong = messages.filter((message) => {
      const text = textOf(message)
      return (
        /order (?:it )?by/i.test(text) && !/need to order early/.test(text) && !message.id.startsWith('sms-disruption')
      )
    })
    expect(wrong.map(({ id }) => id)).toEqual([])
  })

  it('name the day to order by only as the row gives it', () => {
    for (const message of messages)
      for (const [, day] of textOf(message).matchAll(/order (?:it )?by (?:[A-Z][a-z]+day )?(\d+ \w+ 2027)/gi))
        expect(['31 March 2027', '30 April 2027', '2 June 2027', '13 September 2027']).toContain(day)
  })

  it('say who writes and how to reach them', () => {
    const names =
      /Larkspur Hill Surgery|Wrenmouth Harbour Medical Practice|Siân Ŵyn and Partners|Ottersea Group Practice/
    for (const message of messages) {
      // A poster has its telephone number at the foot.
      const foot = message.footer.map((part) => ('text' in part ? part.text : '')).join('')
      const text = `${textOf(message)}\n${foot}`
      if (message.id.startsWith('phone-')) continue
      if (!message.id.startsWith('poster')) expect(text, message.id).toMatch(names)
      expect(text, message.id).toMatch(/01632 96|www\.|https:/)
    }
  })

  it('of a letter are signed by a person, and offer other formats', () => {
    for (const message of messages.filter(({ kind }) => kind === 'letters')) {
      const lines = linesOf(message)
      expect(lines.indexOf('Yours sincerely'), message.id).toBe(lines.length - 3)
      expect(lines.join('\n')).toMatch(/large print, braille, audio, easy read or another language/)
      expect(lines.join('\n')).toMatch(/privacy$/m)
      expect(lines.join('\n')).toMatch(/In an emergency, phone 999/)
    }
  })

  it('come in sentences of at most 20 words, without the names and dates in them', () => {
    const long = messages.flatMap((message) =>
      linesOf(message).flatMap((line) =>
        line
          .replace(/https?:\S+|www\.\S+/g, 'x')
          .replace(/(?:\w+day )?\d+ (?:\w+ )?(?:to (?:\w+day )?\d+ )?\w+ 2027/g, 'x')
          .split(/(?<=[.?:])\s+/)
          .filter((sentence) => sentence.split(/\s+/).length > 20)
          .map((sentence) => `${message.id.replace(/-govuk.*|-nhs-notify|-large-print/, '')}: ${sentence}`),
      ),
    )
    expect([...new Set(long)]).toEqual([])
  })

  it('come in paragraphs of at most five sentences', () => {
    const long = messages.flatMap((message) =>
      linesOf(message)
        .filter((line) => line.split(/(?<=[.?])\s+(?=[A-Z])/).length > 5)
        .map((line) => `${message.id}: ${line}`),
    )
    expect([...new Set(long)]).toEqual([])
  })
})
