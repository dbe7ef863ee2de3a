/**
 * Words by which a document speaks of what only some practices have, one entry for each condition of `guide/conditions.yaml`.
 *
 * Some words look the same and are said to everybody: 111 and 999 as care for patients, a laboratory that phones an urgent result,
 * a cervical sample, large print, a clinic that produces much data. They keep patients safe, and are not meant here.
 */
export const CONDITION_WORDS: Readonly<Record<string, RegExp>> = {
  dispensing: /\bdispens(?:ary|aries|ing practice|es\b|e as usual)|wholesaler|barcode|\bstock\b/i,
  branch_sites: /\bbranch(?:es)?\b|\beach site\b/i,
  eps: /\bEPS\b|electronic(?:ally)? prescri|prescriptions? electronically|\bSpine\b/i,
  repeat_dispensing: /repeat dispensing|\beRD\b/i,
  document_management: /docman|document (?:management|system|software)|workflow system/i,
  anticoagulation: /anticoagula|warfarin|\bINR/i,
  online_services:
    /online (?:services?|accounts?|usernames?|bookings?)|(?:book|order)\w*(?:, | and | or )\w* .*online/i,
  nhs_app: /NHS App\b|\b3C\b/i,
  patient_apps: /patient apps?\b|Patient Access\b|Evergreen|SystmOnline|Airmid/i,
  sms: /text messages?\b|\btexts\b|accurx/i,
  online_consultation: /online (?:consultation|request)|econsult/i,
  pathology_links:
    /(?:pathology|laborator(?:y|ies))(?: and hospital)? links?|electronic (?:test )?results|results (?:by|on) paper/i,
  order_comms: /test requests?\b|request tests|\bICE\b/i,
  screening_links: /screening (?:links?|services?|messages?|results?)/i,
  gp_links: /GP Links|\bPCSE\b|\bFP69|\bNHAIS\b|\bPCRM\b|registration link/i,
  pcse_must_act: /PCSE must|pause of registrations/i,
  mesh: /\bMESH\b/,
  tpp_involved: /MESH address/,
  e_referrals: /\be-RS\b|\bUBRN|electronic referral/i,
  one_one_one: /111 (?:report|booking|link|message|slot)|(?:reports?|bookings?) (?:from|of) 111/i,
  out_of_hours: /out.of.hours (?:reports?|services?|provider)|reports? (?:from|of) (?:111 and )?out of hours/i,
  self_check_in: /check-in|checks in\b/i,
  call_boards: /\bcall boards?\b|boards that call/i,
  remote_staff: /(?:work|works) (?:from )?elsewhere|from home|remote(?:ly)? (?:staff|work)/i,
  smartcards: /smartcard/i,
  formulary: /formular/i,
  local_codes: /local codes|\bown codes|codes of (?:its|your|our) own/i,
  templates: /(?:letter|clinical|data entry|own) templates?|templates? (?:of your own|come across)/i,
  local_databases: /databases?\b/i,
  new_hardware: /(?:new|replacement|ordered) (?:equipment|hardware)/i,
  email_reverify: /verified mark|email addresses? (?:\w+ )?verif|verify (?:their |your )?email/i,
  ppg: /participation group|\bPPG\b/i,
  large_data: /large practice|practice with much data|data are large|long list of patients/i,
}
