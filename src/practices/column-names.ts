/**
 * What people call the columns of a practices file, besides the columns' own names; and by these names, which row of a sheet
 * holds the names.
 *
 * To add a name, add it to {@link ALSO}.
 *
 * @module
 */
import { MILESTONES } from '../model/guide.ts'
import { TEXT_COLUMNS } from '../model/practice.ts'
import type { PracticeRow } from '../model/practice-table.ts'
import { NEEDED_COLUMNS, plainName, snake } from './columns.ts'

/** Names with one meaning, which are taken for the column with a note. */
const ALSO: Readonly<Record<string, string>> = {
  ods_code:
    'ods, ods nacs code, ods no, ods number, ods id, gp ods, gp ods code, gp code, gp practice code, practice ods, practice ods code, nacs, nacs code, national practice code, org code, organisation code, practice code, practice id, surgery code, ods code practice',
  name: 'practice name, gp practice name, gp practice, name of practice, name of surgery, surgery name, gp surgery, organisation name, org name, site name, name practice, practice surgery, practice surgery name',
  current_system:
    'current clinical system, current gp system, current it system, current supplier, current system supplier, current clinical system supplier, current emr, existing system, existing clinical system, existing supplier, old system, old clinical system, old supplier, present system, present clinical system, outgoing system, outgoing supplier, incumbent, incumbent system, incumbent supplier, legacy system, source system, from system, moving from, migrating from, system from, system current, clinical system current, clinical system from',
  new_system:
    'new clinical system, new gp system, new it system, new supplier, new system supplier, new clinical system supplier, new emr, incoming system, incoming supplier, future system, future clinical system, future supplier, target system, target clinical system, destination system, to system, moving to, migrating to, system to, system new, chosen system, preferred system, clinical system new, clinical system to',
  go_live:
    'go live date, date of go live, go live day, going live, going live on, live date, planned go live, planned go live date, agreed go live, agreed go live date, target go live, target go live date, scheduled go live, scheduled go live date, proposed go live, proposed go live date, system go live, system go live date, gl date',
  go_live_time: 'time of go live',
  go_live_status: 'go live date status, status of go live',
  final_data_production: 'fdp, fdp date, final data production date, final data',
  initial_data_production: 'idp, idp date, initial data production date, initial data',
  kick_off: 'kick off date, kick off meeting, kick off meeting date, kickoff meeting',
  training: 'training date, training start, training starts, training start date, first training day',
  order: 'order date, date ordered, order placed, date order placed',
  wave: 'wave number, wave no, migration wave, tranche, cohort',
  address_1: 'address, address line 1, practice address, street address, street',
  address_2: 'address line 2',
  address_3: 'address line 3',
  address_4: 'address line 4',
  address_5: 'address line 5',
  postcode: 'postal code, practice postcode, post code practice',
  phone:
    'telephone, tel, tel no, telephone no, telephone number, phone no, phone number, practice phone, practice telephone, practice phone number, practice telephone number, main phone, main number, main telephone, surgery phone, surgery telephone, practice tel',
  email: 'e mail address, email address, practice email, practice email address, generic email, surgery email',
  website:
    'web, web site address, web site, web address, website address, website url, practice website, practice web site, url',
  patients:
    'list size, patient list size, practice list size, registered list size, raw list size, number of patients, no of patients, patient numbers, patient count, patient list, registered patients, total patients, patient population',
  icb: 'integrated care board, icb name',
  pcn: 'primary care network, pcn name',
  delivery_partner: 'csu, commissioning support unit, it delivery partner',
  practice_manager_name:
    'pm, pm name, practice mgr, practice manager contact, practice manager full name, name of practice manager',
  practice_manager_phone:
    'pm phone, pm tel, pm telephone, pm contact number, pm number, practice manager tel, practice manager telephone, practice manager number, practice manager contact number',
  practice_manager_email:
    'pm email, pm e mail, pm email address, practice manager email address, practice manager e mail address',
  clinical_lead_name: 'lead gp, gp lead, lead clinician, lead gp name',
  dispensing: 'dispensing practice, dispensary, is dispensing, is it dispensing, dispensing status',
  branch_sites: 'branch site, branches, branch surgeries, branch surgery, has branches, has branch sites',
  pathology_lab: 'path lab, pathology laboratory, laboratory, lab',
  signatory: 'signed by, letters signed by',
  eps: 'electronic prescription service, electronic prescribing',
  ppg: 'patient participation group',
}

/** Names with more than one meaning, or that may mean a neighbour: suggested, never taken. */
const PERHAPS: Readonly<Record<string, string>> = {
  ods_code: 'code',
  name: 'practice, surgery, organisation, site',
  current_system: 'system, clinical system, from, supplier',
  new_system: 'to',
  go_live: 'migration date, date, move date, migration, live',
  final_data_production: 'cutover date, cut over date',
  phone: 'contact number, contact phone, number',
  practice_manager_name: 'manager, contact, contact name',
  practice_manager_email: 'contact email, manager email',
  practice_manager_phone: 'manager phone',
}

const byName = (table: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(table).flatMap(([id, names]) => names.split(', ').map((name) => [plainName(name), id])))

const CERTAIN = byName(ALSO)
const LIKELY = byName(PERHAPS)

/** The column that a name means, where it can mean no other; undefined for its own name and for an unknown one. */
export function certainColumn(written: string): string | undefined {
  return CERTAIN.get(plainName(written))
}

/** The name without words that only say what kind of column it is: `Training date`, `Dispensing (Y/N)`. */
export function bareName(written: string): { readonly name: string; readonly kind: 'date' | 'answer' | null } {
  const plain = plainName(written)
  const date = /^(?:(?:date|day)of(?:the)?(.+)|(.+?)(?:date|day))$/.exec(plain)
  if (date !== null) return { name: date[1] ?? date[2] ?? '', kind: 'date' }
  const answer = /^(.+?)(?:yn|yesno|yorn|yesorno|yesnounknown)$/.exec(plain)
  return answer === null ? { name: plain, kind: null } : { name: answer[1] ?? '', kind: 'answer' }
}

/** The column that a name may mean. */
export const likelyColumn = (written: string): string | undefined =>
  CERTAIN.get(plainName(written)) ?? LIKELY.get(plainName(written))

const OWN = new Map(
  [
    ...NEEDED_COLUMNS,
    ...TEXT_COLUMNS,
    ...MILESTONES.map(snake),
    ...MILESTONES.map((id) => `${snake(id)}_status`),
    'patients',
    'cutover',
    'go_live_time',
  ].map((id) => [plainName(id), id]),
)
/** A part of a contact under the heading of a person: `Practice manager` over `Name`, `Phone`, `Email`. */
const PERSON = /(?:manager|lead|supplier|trainers?|partner|deputy|pm)$/
const PART = /^(?:name|phone|email|deputy|outofhours)$/

function idOf(written: string): string | undefined {
  const plain = plainName(written)
  if (plain === '') return undefined
  return OWN.get(plain) ?? CERTAIN.get(plain)
}

interface HeaderRow {
  /** The row of the names; where they stand in two rows, the lower one. */
  readonly row: PracticeRow
  readonly names: readonly string[]
}

/** Names are looked for in the first rows only. */
const WITHIN_ROWS = 60

/** The row with the most of the needed columns' names, and of two the first; null where no row has two of them. */
export function findHeader(rows: readonly PracticeRow[]): HeaderRow | null {
  const scored = rows.slice(0, WITHIN_ROWS).map((row, at) => {
    const header = { row, names: namesIn(row, rows[at - 1]) }
    const ids = new Set(header.names.flatMap((name) => idOf(name) ?? LIKELY.get(plainName(name)) ?? []))
    const needed = NEEDED_COLUMNS.filter((id) => ids.has(id)).length
    return { header, score: needed < 2 ? 0 : needed * 1000 + ids.size }
  })
  const most = Math.max(0, ...scored.map(({ score }) => score))
  return most === 0 ? null : (scored.find(({ score }) => score === most)?.header ?? null)
}

/** The needed columns that names mean. */
export const neededAmong = (names: readonly string[]): string[] => {
  const ids = new Set(names.map(idOf))
  return NEEDED_COLUMNS.filter((id) => ids.has(id))
}

/** The needed columns that names may mean, as people use them: `Code`, `Surgery`, `Date`. */
export const neededPerhaps = (names: readonly string[]): string[] => {
  const ids = new Set(names.map((name) => idOf(name) ?? LIKELY.get(plainName(name))))
  return NEEDED_COLUMNS.filter((id) => ids.has(id))
}

/** The names of a row; where the row above completes them (`Current` over `system`), with it. */
export function namesIn(row: PracticeRow, above?: PracticeRow): readonly string[] {
  if (above === undefined || above.row !== row.row - 1) return row.values
  const count = (id: string | undefined) => row.values.filter((name) => id !== undefined && idOf(name) === id).length
  let band = ''
  return row.values.map((name, index) => {
    band = (above.values[index] ?? '').trim() || band
    const alone = idOf(name)
    if (name.trim() === '' || band === '') return name
    // `Current` under `Systems` is the current system.
    const both = [`${band} ${name.trim()}`, `${name.trim()} ${band.replace(/s$/i, '')}`]
    const joined = both.find((one) => idOf(one) !== undefined) ?? `${band} ${name.trim()}`
    if (PERSON.test(plainName(band)) && PART.test(plainName(name))) return joined
    return (alone === undefined || count(alone) > 1) && idOf(joined) !== undefined ? joined : name
  })
}
