/**
 * The fields that a template may mention. Both the check of templates and the compiler use this list.
 *
 * A leaf is text, possibly unknown, or a yes/no (`flag`). `column` names the spreadsheet column that the value comes from,
 * so that a finding about an unknown value can say where to fill it in.
 *
 * @module
 */
import type { DayInWords } from '../base/day-in-words.ts'

interface TextField {
  readonly type: 'text'
  readonly column?: string
}
/** A day in words: the type does not accept a plan's ISO day. */
interface DayField extends TextField {
  readonly day: true
}
interface FlagField {
  readonly type: 'flag'
}
interface ListField<Item extends ViewShape = ViewShape> {
  readonly type: 'list'
  readonly item: Item
}
export type ViewField = TextField | FlagField | ListField | ViewShape
export interface ViewShape {
  readonly [name: string]: ViewField
}

/** The type of the values of a shape. Unknown text is null. */
export type ViewOf<Field> = Field extends DayField
  ? DayInWords | null
  : Field extends TextField
    ? string | null
    : Field extends FlagField
      ? boolean
      : Field extends ListField<infer Item>
        ? readonly ViewOf<Item>[]
        : { readonly [Name in keyof Field]: ViewOf<Field[Name]> }

const text = (column?: string): TextField => (column === undefined ? { type: 'text' } : { type: 'text', column })
const day = (column?: string): DayField => ({ ...text(column), day: true })
const flag: FlagField = { type: 'flag' }
const list = <Item extends ViewShape>(item: Item): ListField<Item> => ({ type: 'list', item })

const milestone = (column: string) =>
  ({
    name: text(),
    /** `Wednesday 14 April 2027`. */
    date: day(column),
    /** `14 April 2027`. */
    shortDate: day(column),
    /** Last day, if it takes several. */
    end: day(),
    time: text(),
    /** Date, time and status in one line, for key dates. */
    summary: text(),
    /** `proposed`, `confirmed` or `done`, in words. */
    status: text(`${column}_status`),
    /** True when confirmed or done: only then may it be announced to patients. */
    agreed: flag,
    /** Why it is on this day, in one sentence. */
    reason: text(),
    timeAssumed: flag,
  }) as const

const anyMilestone = milestone('milestone')

const person = (column: string) =>
  ({
    name: text(`${column}_name`),
    phone: text(`${column}_phone`),
    deputy: text(`${column}_deputy`),
    outOfHours: text(`${column}_out_of_hours`),
  }) as const

/** A link or service by the guide's table. Each has days of its own; what is not known is empty. */
const service = (column?: string) =>
  ({
    /** The day it is switched off. */
    off: day(column),
    offShort: day(column),
    /** The day it is switched on again. */
    on: day(),
    onShort: day(),
    /** The day it is switched off is agreed, not only planned. */
    agreed: flag,
    /** It goes on without a break. */
    staysOn: flag,
    /** Whom to ask for the day it is switched off, where nobody knows it. */
    ask: text(),
  }) as const

export const VIEW = {
  practice: {
    name: text('name'),
    ods: text('ods_code'),
    address: text('address_1'),
    addressLines: list({ line: text() }),
    phone: text('phone'),
    email: text('email'),
    website: text('website'),
    icb: text('icb'),
    pcn: text('pcn'),
    deliveryPartner: text('delivery_partner'),
    deliveryTeam: text('delivery_team'),
    trainer: text('trainer'),
    pathologyLab: text('pathology_lab'),
    wave: text('wave'),
    patients: text('patients'),
    currentSystem: text('current_system'),
    newSystem: text('new_system'),
    signatory: text('signatory'),
    signatoryRole: text('signatory_role'),
    onlineUrl: text('online_url'),
    appsStop: text('apps_stop'),
    appsContinue: text('apps_continue'),
    urgentPhone: text('urgent_phone'),
    /** For patients who wait for a result. */
    resultsPhone: text('results_phone'),
    /** For laboratories with an urgent result. */
    urgentResultsPhone: text('urgent_results_phone'),
    /** For pharmacies, 111 and others who must speak to a doctor at once. */
    dutyDoctorPhone: text('duty_doctor_phone'),
    formatsContact: text('formats_contact'),
    privacyUrl: text('privacy_url'),
    repeatOrderBy: day('repeat_order_by'),
    /** `31 March 2027`, for text messages. */
    repeatOrderByShort: day('repeat_order_by'),
    /** The go-live day announced to patients before it changed. */
    previousGoLive: day('previous_go_live'),
    previousGoLiveShort: day('previous_go_live'),
    street: text('address_1'),
    postcode: text('postcode'),
    manager: text('practice_manager_name'),
    managerPhone: text('practice_manager_phone'),
    managerEmail: text('practice_manager_email'),
    cutoverKind: text('cutover'),
  },
  guide: {
    name: text(),
    label: text(),
    superseded: flag,
    /** What comes from the guide that ships with the tool, because this one has none. */
    borrowed: {
      anything: flag,
      dates: flag,
      busyPeriods: flag,
      dataTypes: flag,
      links: flag,
      decisions: flag,
      stops: flag,
      losses: flag,
    },
  },
  dates: {
    order: milestone('order'),
    kickOff: milestone('kick_off'),
    technicalSurvey: milestone('technical_survey'),
    extractRequest: milestone('extract_request'),
    initialDataProduction: milestone('initial_data_production'),
    dataSignOff: milestone('data_sign_off'),
    cutoverPlanningMeeting: milestone('cutover_planning_meeting'),
    linksOff: milestone('links_off'),
    training: milestone('training'),
    finalDataProduction: milestone('final_data_production'),
    goLive: milestone('go_live'),
    linksOn: milestone('links_on'),
    processReview: milestone('process_review'),
    oldSystemAccessEnds: milestone('old_system_access_ends'),
  },
  milestones: list({ id: text(), movesGoLive: flag, ...anyMilestone }),
  patientDates: {
    posters: day(),
    firstMessage: day(),
    reminder: day('repeat_order_by'),
    /** The evening on which what to do now is said. */
    during: day(),
    thankYou: day(),
    suggestedOrderBy: day(),
  },
  cutover: {
    days: text(),
    hours: text(),
    /** A warning about the two dates that nobody has accepted: messages that name them are drafts. */
    toSettle: flag,
    /** That warning is about a weekend that nobody is known to offer. */
    weekendToSettle: flag,
    /** The first day on which somebody outside is told of the dates, or a printer gets a letter. */
    settleBy: day(),
  },
  /** From final data production to go-live. */
  window: {
    /** `Wednesday 7 April to Wednesday 14 April 2027`. */
    long: day(),
    /** `7 to 14 April 2027`. */
    short: day(),
    /** Both days are agreed. */
    agreed: flag,
  },
  /** `{{#if services.online.off}}`: the days of links and services, unknown where nobody knows them. */
  services: {
    gpLinks: service(),
    hospitalLetters: service(),
    nhsApp: service('apps_off'),
    /** Booking, ordering and seeing the record online. */
    online: service('apps_off'),
    onlineConsultation: service(),
    patientApps: service('apps_off'),
    prescriptions: service(),
    referrals: service(),
    screening: service(),
    testRequests: service(),
    testResults: service(),
    texts: service(),
  },
  /** Links of this practice whose day to be switched off is planned. */
  linksWithDay: list({ name: text(), tell: text(), ...service() }),
  /** Those of which nobody knows it. */
  linksToAsk: list({ name: text(), tell: text(), ...service() }),
  /** `yes`, `no`, or unknown, for the questions that affect messages. */
  answers: {
    onlineServices: text('online_services'),
    nhsApp: text('nhs_app'),
    patientApps: text('patient_apps'),
    sms: text('sms'),
    eps: text('eps'),
    repeatDispensing: text('repeat_dispensing'),
    dispensing: text('dispensing'),
    gpLinks: text('gp_links'),
    pcseMustAct: text('pcse_must_act'),
    onlineConsultation: text('online_consultation'),
    pathologyLinks: text('pathology_links'),
  },
  /** What the practice has, or may have: `{{#if may.dispensing}}`. */
  may: {
    anticoagulation: flag,
    branchSites: flag,
    callBoards: flag,
    dispensing: flag,
    documentManagement: flag,
    eReferrals: flag,
    eps: flag,
    gpLinks: flag,
    mesh: flag,
    nhsApp: flag,
    oneOneOne: flag,
    onlineConsultation: flag,
    onlineServices: flag,
    orderComms: flag,
    outOfHours: flag,
    pathologyLinks: flag,
    patientApps: flag,
    ppg: flag,
    remoteStaff: flag,
    repeatDispensing: flag,
    screeningLinks: flag,
    selfCheckIn: flag,
    smartcards: flag,
    sms: flag,
  },
  /** Whom to phone in the week of the cutover. */
  people: {
    practiceManager: person('practice_manager'),
    projectManager: person('project_manager'),
    clinicalLead: person('clinical_lead'),
    itLead: person('it_lead'),
    prescribingLead: person('prescribing_lead'),
    dispensaryLead: person('dispensary_lead'),
    registrationsClerk: person('registrations_clerk'),
    clinicalSafetyOfficer: person('clinical_safety_officer'),
    currentSupplier: person('current_supplier'),
    newSupplier: person('new_supplier'),
    pathologyLab: person('pathology_lab'),
  },
  /** Paper logs of the cutover, one for each data type that needs one. */
  logs: list({ number: text(), id: text(), name: text(), unsure: text() }),
  /** The 5 working days before final data production and its own day, on which inboxes are counted. */
  countDays: list({ day: day() }),
  /** Working days from links off to final data production, both inclusive. */
  linksOffDays: list({ day: day() }),
  /** Working days between final data production and go-live. */
  daysBetween: list({ day: day() }),
  /** The decisions of the cutover; `slot: decision` has the form of each. */
  decisions: list({
    number: text(),
    id: text(),
    title: text(),
    /** `Friday 2 April 2027`: the day on which it is made. */
    date: day(),
    until: text(),
    back: text(),
    decides: text(),
  }),
  /** Something is to be done on the evening of final data production. */
  eveningTasks: flag,
  check: { days: text() },
  /** The plan depends on days that are not agreed: none may look agreed. */
  proposed: flag,
  phases: list({
    id: text(),
    number: text(),
    title: text(),
    /** `Wednesday 7 April to Wednesday 14 April 2027`; null if the guide's phase has no dates. */
    dates: text(),
    /** `Friday 5 March to Wednesday 31 March 2027`: days of its tasks, where some are on other days; else null. */
    taskDays: text(),
    estimate: text(),
    who: text(),
    tasks: flag,
    /** Items of a public guide's checklists that are no tasks: questions, and titles of something to read. */
    asText: list({ text: text() }),
    limits: flag,
    callouts: flag,
    gaps: flag,
    proposed: flag,
    /** Planning for cutover, cutover, go-live or after: the phases of a cutover plan. */
    aroundCutover: flag,
    /** `7 to 14 April`, with the year only if it is not that of go-live; null if the guide's phase has no dates. */
    days: day(),
  }),
  /** Who owns tasks, the practice's own people first. */
  owners: list({ id: text(), role: text(), name: text(), tasks: text(), helps: flag }),
  /** Somebody who owns tasks has a name. */
  named: flag,
  /** There are tasks without an owner. */
  unowned: flag,
  /** Weeks in which something is due; `id` is the Monday. */
  weeks: list({
    id: text(),
    title: text(),
    tasks: flag,
    begins: flag,
    /** `when`: `Wed 14 Apr, 8am`, and whether it is proposed. */
    milestones: list({ name: text(), summary: text(), when: text() }),
    /** Phases that begin in it. */
    phases: list({ id: text(), title: text() }),
  }),
  /** There are tasks without a date. */
  undated: flag,
  findings: list({ severity: text(), message: text(), error: flag, warning: flag, note: flag }),
  /** Findings that someone must act on; the others are for information. */
  attention: list({ severity: text(), message: text() }),
  forInformation: list({ message: text() }),
  toDos: list({ text: text() }),
  /** Sheets of the questions to ask: whom, and how many. */
  questionSheets: list({ id: text(), title: text(), questions: text() }),
  /** Limits that the guide shows; those of which no day can be counted have neither `start` nor `due`. */
  limits: list({
    id: text(),
    title: text(),
    wording: text(),
    names: text(),
    start: day(),
    due: day(),
    source: text(),
  }),
  /** Requirements of the Data Migration standard that the plan's tasks or the guide name. */
  standards: list({ code: text(), title: text(), requires: text(), binds: text() }),
  disagreements: list({ title: text(), says: list({ source: text(), words: text() }), thisPlan: text() }),
  contacts: list({
    role: text(),
    name: text(),
    phone: text(),
    email: text(),
    deputy: text(),
    outOfHours: text(),
  }),
  leftOut: list({ task: text(), because: text() }),
  gaps: list({ text: text(), phase: text(), ask: text(), question: text() }),
  /** Pages of a public guide with list items that are no tasks, and how many. */
  textPages: list({ title: text(), items: text() }),
  counts: {
    tasks: text(),
    gaps: text(),
    gapsAroundCutover: text(),
    toDos: text(),
    /** All of the questions to ask: those of the guide, of the two systems, and what the row does not say. */
    questions: text(),
    leftOut: text(),
    /** List items of a public guide that were not taken as tasks; 0 for a guide of our own kind. */
    asText: text(),
    /** Those of them that stand in the checklist, in `phases.asText`; items that several roles have count each time. */
    asTextHere: text(),
  },
} as const satisfies ViewShape

export type View = ViewOf<typeof VIEW>
export type MilestoneView = View['milestones'][number]
