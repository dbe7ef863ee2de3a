/**
 * "Did you mean …?" for a column's name.
 *
 * @module
 */
import { distance } from 'fastest-levenshtein'
import { nearestBy } from '../../base/text.ts'
import { plainName } from './columns.ts'

/** Names that people write where ours differ by more than a slip of the finger. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  ods: 'ods_code',
  odscode: 'ods_code',
  gpcode: 'ods_code',
  practiceods: 'ods_code',
  nacs: 'ods_code',
  nacscode: 'ods_code',
  orgcode: 'ods_code',
  code: 'ods_code',
  practicecode: 'ods_code',
  organisationcode: 'ods_code',
  organisationname: 'name',
  gppractice: 'name',
  nameofpractice: 'name',
  practice: 'name',
  practicename: 'name',
  surgery: 'name',
  surgeryname: 'name',
  sitename: 'name',
  system: 'current_system',
  oldsystem: 'current_system',
  existingsystem: 'current_system',
  presentsystem: 'current_system',
  from: 'current_system',
  fromsystem: 'current_system',
  movingfrom: 'current_system',
  migratingfrom: 'current_system',
  currentsupplier: 'current_system',
  existingsupplier: 'current_system',
  sourcesystem: 'current_system',
  targetsystem: 'new_system',
  destinationsystem: 'new_system',
  to: 'new_system',
  tosystem: 'new_system',
  movingto: 'new_system',
  migratingto: 'new_system',
  newsupplier: 'new_system',
  futuresupplier: 'new_system',
  futuresystem: 'new_system',
  golivedate: 'go_live',
  goingliveon: 'go_live',
  migrationdate: 'go_live',
  livedate: 'go_live',
  cutoverdate: 'final_data_production',
  fdp: 'final_data_production',
  idp: 'initial_data_production',
  telephone: 'phone',
  tel: 'phone',
  telno: 'phone',
  contactnumber: 'phone',
  phonenumber: 'phone',
  telephonenumber: 'phone',
  address: 'address_1',
  postalcode: 'postcode',
  web: 'website',
  listsize: 'patients',
  csu: 'delivery_partner',
  primarycarenetwork: 'pcn',
  integratedcareboard: 'icb',
  dispensary: 'dispensing',
  branches: 'branch_sites',
  branchsurgeries: 'branch_sites',
}

/** The column for which people write this word, or undefined. */
export function otherWordFor(written: string): string | undefined {
  return OTHER_WORDS[plainName(written).replace('clinical', '')]
}

/** The known id nearest to what was written, or null when nothing is near enough to be worth a reader's time. */
export function suggestColumn(written: string, known: Iterable<string>): string | null {
  const name = plainName(written)
  const ids = [...known]
  const other = otherWordFor(written)
  if (other !== undefined && ids.includes(other)) return other
  return nearestBy(name, ids, plainName, (wanted, plain) => (isPartOf(plain, wanted) ? 1 : distance(wanted, plain)))
}

/** `golivedateagreed` holds `golive`: one of the two is the other with words added. */
function isPartOf(known: string, written: string): boolean {
  return known.length >= 5 && (written.startsWith(known) || written.endsWith(known))
}
