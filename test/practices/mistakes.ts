/** A wave of practices with every mistake that a row can hold, and the same wave without them. */

const HEADERS = [
  'ODS Code',
  'Name',
  'Current system',
  'New system',
  'Go-live',
  'go live status',
  'Go live time',
  'Final data production',
  'Cutover',
  'Patients',
  'Phone',
  'Email',
  'Postcode',
  'Website',
  'Dispensing',
  'Branch sites',
  'repeat_order_by',
  'Practice manager',
  'Notes',
] as const
export type Header = (typeof HEADERS)[number]

export const ROWS = 212

/** A row without a mistake. */
function goodRow(row: number): Record<Header, string> {
  return {
    'ODS Code': `Z${String(99000 + row)}`,
    Name: `Practice ${row}`,
    'Current system': row % 2 === 0 ? 'EMIS Web' : 'TPP SystmOne',
    'New system': row % 2 === 0 ? 'TPP SystmOne' : 'EMIS Web',
    'Go-live': '14 April 2027',
    'go live status': 'confirmed',
    'Go live time': '8am',
    'Final data production': '2027-04-07',
    Cutover: 'week',
    Patients: '7,420',
    Phone: '01632 960101',
    Email: 'reception@practice.example',
    Postcode: 'ZZ99 1AA',
    Website: 'www.practice.example',
    Dispensing: 'yes',
    'Branch sites': 'n',
    repeat_order_by: '31/03/2027',
    'Practice manager': 'Morwenna Tully',
    Notes: 'a "note", with marks',
  }
}

/** Row, column, what stands there, the rule that names it, what the fixed row has. Severity as the rule's. */
export const MISTAKES: readonly (readonly [number, Header, string, string, string])[] = [
  [3, 'Go-live', '31/04/2027', 'date-does-not-exist', '30 April 2027'],
  [7, 'Go-live', '04/14/2027', 'date-does-not-exist', '14 April 2027'],
  [11, 'Go-live', '03/04/2027', 'date-two-ways', '2027-04-03'],
  [15, 'Go-live', '14/04/27', 'date-two-ways', '14/04/2027'],
  [19, 'Go-live', 'Easter', 'date-not-understood', '14 April 2027'],
  [23, 'Go-live', '46491', 'date-not-understood', '14 April 2027'],
  [27, 'Go-live', 'Friday 14 April 2027', 'weekday-disagrees', 'Wednesday 14 April 2027'],
  [31, 'Go-live', '', 'missing-value', '14 April 2027'],
  [35, 'Go-live', '2027-04-14 08:30', 'date-not-understood', '2027-04-14'],
  [39, 'Final data production', '2027-02-29', 'date-does-not-exist', '2027-02-28'],
  [43, 'repeat_order_by', '07/04/2027', 'date-two-ways', '7 April 2027'],
  [47, 'ODS Code', '../../etc', 'wrong-ods-code', 'Z99047'],
  [51, 'ODS Code', 'Z99-051', 'wrong-ods-code', 'Z99051'],
  [55, 'ODS Code', '', 'missing-value', 'Z99055'],
  [59, 'ODS Code', 'Z99060', 'duplicate-ods-code', 'Z99059'],
  [67, 'Name', '', 'missing-value', 'Practice 67'],
  [71, 'Name', 'Happy 🏥 Surgery', 'character-without-font', 'Happy Surgery'],
  [75, 'Name', 'Bell\u0007 Surgery', 'control-character', 'Bell Surgery'],
  [79, 'Name', 'Si\uFFFDn', 'damaged-character', 'Siân'],
  [83, 'Current system', '', 'missing-value', 'TPP SystmOne'],
  [87, 'New system', '#N/A', 'formula-error', 'EMIS Web'],
  [91, 'go live status', 'agreed', 'unknown-status', 'confirmed'],
  [95, 'Go live time', '25:00', 'time-not-understood', '08:00'],
  [99, 'Go live time', 'midnight', 'time-not-understood', '8am'],
  [103, 'Cutover', 'fortnight', 'unknown-cutover', 'week'],
  [107, 'Patients', 'about 9000', 'number-not-understood', '9000'],
  [111, 'Phone', '1.63E+09', 'shortened-number', '01632 960101'],
  [115, 'Dispensing', 'sometimes', 'answer-not-understood', 'no'],
  [119, 'Branch sites', '2', 'answer-not-understood', 'yes'],
]

/** What is said and stops nothing. */
export const REMARKS: readonly (readonly [number, Header, string, string])[] = [
  [123, 'Current system', 'EMISS Web', 'unknown-system'],
  [127, 'Phone', '1632960101', 'phone-without-zero'],
  [131, 'Email', 'reception at practice', 'odd-email'],
  [135, 'Postcode', 'ZZ99', 'odd-postcode'],
  [139, 'Website', 'see leaflet', 'odd-web-address'],
  [143, 'Practice manager', 'TBC', 'left-open'],
]

const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`

/** @param rows how many of them, from the top */
function csv(cells: readonly (readonly [number, Header, string, ...string[]])[], rows: number): string {
  const all = Array.from({ length: rows }, (_, at) => goodRow(at + 2))
  for (const [row, header, text] of cells) {
    const target = all[row - 2]
    if (target !== undefined) target[header] = text
  }
  return [HEADERS, ...all.map((row) => HEADERS.map((header) => row[header]))]
    .map((values) => values.map(quoted).join(','))
    .join('\r\n')
}

/** The file with its mistakes. */
export const badRows = (rows: number = ROWS): string =>
  csv([...MISTAKES.map(([row, header, text]) => [row, header, text] as const), ...REMARKS], rows)

/** The file as it is when each mistake is corrected. */
export const cleanRows = (rows: number = ROWS): string =>
  csv([...MISTAKES.map(([row, header, , , text]) => [row, header, text] as const), ...REMARKS], rows)
