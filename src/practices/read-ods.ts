/**
 * Reads the national file of practices: the report `epraccur` of the NHS Organisation Data Service, 27 columns without
 * headers, as CSV or inside a ZIP.
 *
 * Two forms are in use. The old one has a letter for the status (`A` active, `C` closed, `D` dormant, `P` proposed) and a
 * number for the prescribing setting (`4` a GP practice); the new one has words (`ACTIVE`) and roles (`RO76`).
 *
 * @module
 */
import { unzipSync } from 'fflate'
import { readFile } from 'node:fs/promises'
import { readCsv } from '../base/csv.ts'
import { option } from '../base/text.ts'
import { type IsoDay, parseDay } from '../base/day.ts'
import { UserError } from '../model/finding.ts'
import type { OdsPractice, OdsRegister } from '../model/practice.ts'
import { decodeText } from './read-table.ts'

/** Positions of the columns, from 0. */
const CODE = 0
const NAME = 1
const ADDRESS = [4, 5, 6, 7, 8] as const
const POSTCODE = 9
const OPENED = 10
const CLOSED = 11
const STATUS = 12
const COMMISSIONER = 14
const JOINED = 15
const LEFT = 16
const PHONE = 17
const SETTING = 25
const COLUMNS = 26

const STATUSES: Readonly<Record<string, OdsPractice['status']>> = {
  A: 'active',
  ACTIVE: 'active',
  C: 'closed',
  CLOSED: 'closed',
  INACTIVE: 'closed',
  D: 'dormant',
  DORMANT: 'dormant',
  P: 'proposed',
  PROPOSED: 'proposed',
}

/** @throws UserError when the file is missing or is not the national file */
export async function readOds(file: string): Promise<OdsRegister> {
  const name = file.replaceAll('\\', '/')
  const records = recordsIn(name, await readBytes(file, name))
  const practices = new Map<string, OdsPractice>()
  let newest: IsoDay | null = null
  for (const record of records) {
    const practice = toPractice(record)
    if (practice === null) continue
    practices.set(practice.ods, practice)
    for (const column of [OPENED, CLOSED, JOINED, LEFT]) {
      const date = dateOf(record[column] ?? '')
      if (date !== null && (newest === null || date > newest)) newest = date
    }
  }
  if (practices.size === 0) throw notTheFile(name)
  return { file: name, newest, practices }
}

async function readBytes(file: string, name: string): Promise<Uint8Array> {
  try {
    return await readFile(file)
  } catch (cause) {
    throw new UserError(
      'input',
      `The national practice file ${name} cannot be read.`,
      `Name the file with ${option('ods', 'FILE')}. It is the report “epraccur” of the NHS Organisation Data Service, saved as CSV.`,
      { cause },
    )
  }
}

function recordsIn(name: string, bytes: Uint8Array): string[][] {
  const { text } = decodeText(name, unpacked(name, bytes))
  try {
    return readCsv(text)
  } catch (cause) {
    throw notTheFile(name, cause)
  }
}

/** The CSV itself, or the one inside a ZIP, as the service gave it out for years. */
function unpacked(name: string, bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return bytes
  try {
    const [csv] = Object.values(unzipSync(bytes, { filter: (entry) => /\.csv$/i.test(entry.name) }))
    if (csv !== undefined) return csv
  } catch (cause) {
    throw notTheFile(name, cause)
  }
  throw notTheFile(name)
}

function notTheFile(name: string, cause?: unknown): UserError {
  return new UserError(
    'input',
    `${name} is not the national practice file: it should have 27 columns, the code of a practice in the first.`,
    'Use the report “epraccur” of the NHS Organisation Data Service, as it was downloaded, without changes.',
    { cause },
  )
}

function toPractice(record: readonly string[]): OdsPractice | null {
  const text = (column: number) => (record[column] ?? '').trim()
  const status = STATUSES[text(STATUS).toUpperCase()]
  if (record.length < COLUMNS || status === undefined || !/^[A-Z0-9]{1,9}$/i.test(text(CODE))) return null
  return {
    ods: text(CODE).toUpperCase(),
    name: text(NAME),
    address: ADDRESS.map(text).filter((line) => line !== ''),
    postcode: text(POSTCODE),
    phone: text(PHONE),
    status,
    closed: dateOf(text(CLOSED)),
    isGpPractice: text(SETTING)
      .split('|')
      .some((setting) => setting.trim() === '4' || setting.trim().toUpperCase() === 'RO76'),
    commissioner: text(COMMISSIONER),
  }
}

/** `20230401` and `2023-04-01`; null for anything else. */
const dateOf = (text: string): IsoDay | null => parseDay(text.trim().replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3'))
