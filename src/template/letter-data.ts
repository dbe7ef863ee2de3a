/**
 * Parses the data of letters that a folder of templates brings: printers' zones, merge fields, channels, sets of
 * required facts.
 *
 * @module
 */
import { type Format, FORMATS, type Zone } from '../document/document.ts'
import {
  DIALECTS,
  type Channel,
  type ChannelPrice,
  type DialectInfo,
  type LetterData,
  type Margins,
  type MergeField,
  type NamedZone,
  type PrinterProfile,
} from '../model/template.ts'
import type { SourceFile } from '../model/sources.ts'
import { didYouMean } from '../base/text.ts'
import { openYaml, type YamlMap } from '../model/yaml-map.ts'
import { choice, day, each, list, mapping, type MappingShape, named, number, text } from '../model/yaml-shape.ts'

export const LETTER_DATA_FILES = [
  'printer-profiles.yaml',
  'merge-fields.yaml',
  'channels.yaml',
  'required-facts.yaml',
] as const

const MARGINS = mapping({ left: number, right: number, top: number, bottom: number })
const ZONE = mapping({ x: number, y: number, width: number, height: number })
const VAT = ['plus', 'included', 'none'] as const
const STATUSES = ['published', 'ours', 'unverified'] as const

export const LETTER_DATA_SHAPES: Readonly<Record<(typeof LETTER_DATA_FILES)[number], MappingShape>> = {
  'printer-profiles.yaml': mapping({
    profiles: named(
      mapping(
        {
          name: text,
          status: choice(STATUSES),
          source: text,
          printable: MARGINS,
          text: MARGINS,
          'address?': ZONE,
          sender: ZONE,
          'logo?': ZONE,
          also_allowed: named(ZONE),
          keep_clear: named(ZONE),
          body_from: number,
          'text_from?': number,
          address_pt: number,
          tolerance: number,
          'font?': text,
          'large_print_pt?': number,
          'most_pages?': number,
          'most_megabytes?': number,
        },
        { with: 'status', is: ['published', 'ours'], needs: ['address'] },
      ),
    ),
    dialects: each(DIALECTS, mapping({ name: text, profile: text, suffix: text, formats: list(text) })),
  }),
  'merge-fields.yaml': mapping({
    fields: named(mapping({ 'word?': text, 'govuk_notify?': text, 'nhs_notify?': text, short: text, long: text })),
  }),
  'channels.yaml': mapping({
    channels: named(
      mapping({
        name: text,
        'turn?': number,
        'for?': text,
        'prices?': list(mapping({ service: text, pence: list(number), vat: choice(VAT), as_of: day, source: text })),
        'most?': number,
        'format?': text,
      }),
    ),
  }),
  'required-facts.yaml': mapping({ sets: named(list(text)), 'asked_where?': named(list(text)) }),
}

function factSetsOf(facts: YamlMap): LetterData['factSets'] {
  const sets = facts.map('sets').entries((name, _, all) => [name, all.strings(name)] as const)
  const names = sets.map(([name]) => name)
  const where = facts.has('asked_where')
    ? facts.map('asked_where').entries((name, _, all) => {
        if (!names.includes(name))
          throw all.error(`Unexpected set of facts \`${name}\`.${didYouMean(name, names)}`, name)
        return [name, all.strings(name)] as const
      })
    : []
  const askedWhere = new Map(where)
  return new Map(
    sets.map(([name, paths]) => [name, paths.map((path) => ({ path, askedWhere: askedWhere.get(name) ?? [] }))]),
  )
}

/** @throws UserError with file and line where the data are not as expected */
export function parseLetterData(files: ReadonlyMap<string, SourceFile>): LetterData {
  const open = (name: (typeof LETTER_DATA_FILES)[number]): YamlMap =>
    openYaml(files.get(name) ?? { file: name, text: '' }, LETTER_DATA_SHAPES[name])
  const printers = open('printer-profiles.yaml')
  const profiles = byId(printers.map('profiles').entries(complete(profileOf)))
  const [merge, channels, facts] = [open('merge-fields.yaml'), open('channels.yaml'), open('required-facts.yaml')]
  const data: LetterData = {
    profiles,
    dialects: dialectsOf(printers.map('dialects'), profiles),
    fields: byName(merge.map('fields').entries(complete(fieldOf))),
    channels: byId(channels.map('channels').entries(complete(channelOf))),
    factSets: factSetsOf(facts),
  }
  for (const file of [printers, merge, channels, facts]) file.done()
  return data
}

/** Reads an entry and reports every key that was not read. */
const complete =
  <T>(read: (name: string, map: YamlMap) => T) =>
  (name: string, map: YamlMap): T => {
    const value = read(name, map)
    map.done()
    return value
  }

const byId = <T extends { readonly id: string }>(all: readonly T[]): Map<string, T> =>
  new Map(all.map((one) => [one.id, one]))
const byName = (all: readonly MergeField[]): Map<string, MergeField> => new Map(all.map((one) => [one.name, one]))

function profileOf(id: string, map: YamlMap): PrinterProfile {
  const status = map.choice('status', STATUSES)
  const addressPt = map.number('address_pt')
  if (addressPt < 8 || addressPt > 10)
    throw map.error('Unexpected size of the address, expected 8 to 10 points.', 'address_pt')
  if (status !== 'unverified' && !map.has('address')) throw map.error('The zone `address` is missing.')
  const optionalNumber = (key: string): number | null => (map.has(key) ? map.number(key) : null)
  return {
    id,
    name: map.string('name'),
    status,
    source: map.string('source'),
    printable: marginsOf(map.map('printable')),
    text: marginsOf(map.map('text')),
    address: map.has('address') ? zoneOf(map.map('address')) : null,
    sender: zoneOf(map.map('sender')),
    logo: map.has('logo') ? zoneOf(map.map('logo')) : null,
    alsoAllowed: map.map('also_allowed').entries(namedZone),
    keepClear: map.map('keep_clear').entries(namedZone),
    bodyFromMm: map.number('body_from'),
    textFromMm: optionalNumber('text_from') ?? map.number('body_from'),
    addressPt,
    toleranceMm: map.number('tolerance'),
    font: map.optional('font'),
    largePrintPt: optionalNumber('large_print_pt') ?? 18,
    mostPages: optionalNumber('most_pages'),
    mostMegabytes: optionalNumber('most_megabytes'),
  }
}

const numbersOf =
  <T>(read: (map: YamlMap) => T) =>
  (map: YamlMap): T =>
    complete((_, all) => read(all))('', map)

const marginsOf = numbersOf((map): Margins => ({
  left: map.number('left'),
  right: map.number('right'),
  top: map.number('top'),
  bottom: map.number('bottom'),
}))

const zoneOf = numbersOf((map): Zone => ({
  xMm: map.number('x'),
  yMm: map.number('y'),
  widthMm: map.number('width'),
  heightMm: map.number('height'),
}))

const namedZone = (name: string, map: YamlMap): NamedZone => ({ name, zone: zoneOf(map) })

function formatOf(map: YamlMap, key: string, written: string): Format {
  const known = Object.keys(FORMATS)
  if (!known.includes(written))
    throw map.error(`Unexpected format \`${written}\`, expected one of ${known.join(', ')}.`, key)
  return written
}

function dialectsOf(map: YamlMap, profiles: ReadonlyMap<string, PrinterProfile>): DialectInfo[] {
  const all = DIALECTS.map((id) => {
    const dialect = map.map(id)
    const profile = dialect.string('profile')
    if (!profiles.has(profile))
      throw dialect.error(
        `There is no printer profile \`${profile}\`.${didYouMean(profile, profiles.keys())}`,
        'profile',
      )
    const formats = dialect.strings('formats').map((one) => formatOf(dialect, 'formats', one))
    const info = { id, name: dialect.string('name'), profile, suffix: dialect.string('suffix'), formats }
    dialect.done()
    return info
  })
  map.done()
  return all
}

function fieldOf(name: string, map: YamlMap): MergeField {
  const names = {
    word: map.optional('word') ?? name,
    'govuk-notify': map.optional('govuk_notify') ?? name.replaceAll('_', ' '),
    'nhs-notify': map.optional('nhs_notify') ?? name,
  }
  // NHS Notify, rules for letter templates: letters, digits, dash and underscore only.
  if (!/^[\w-]+$/.test(names['nhs-notify']))
    throw map.error('A name for NHS Notify holds letters, digits, `-` and `_` only.', 'nhs_notify')
  return { name, names, short: map.string('short'), long: map.string('long') }
}

const channelOf = (id: string, map: YamlMap): Channel => {
  const format = map.optional('format')
  return {
    id,
    name: map.string('name'),
    turn: map.has('turn') ? map.number('turn') : null,
    for: map.optional('for'),
    prices: map.has('prices') ? map.list('prices').map((one) => priceOf(one)) : [],
    most: map.has('most') ? map.number('most') : null,
    format: format === null ? null : formatOf(map, 'format', format),
  }
}

function priceOf(map: YamlMap): ChannelPrice {
  const pence = map.numbers('pence')
  if (pence.length === 0) throw map.error('Unexpected `pence` without a number.', 'pence')
  return {
    service: map.string('service'),
    pence,
    vat: map.choice('vat', VAT),
    asOf: map.day('as_of'),
    source: map.string('source'),
  }
}
