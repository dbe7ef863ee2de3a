import type { GuideData } from '../../src/model/guide.ts'

/** Lists as small as the tests allow: two systems, a few roles and conditions. */
export const guideData: GuideData = {
  phases: [],
  messages: [],
  roles: [
    { id: 'practice-manager', name: 'Practice manager', also: ['PM'], belongs: 'practice' },
    { id: 'clinical-lead', name: 'Clinical lead', also: ['lead GP'], belongs: 'practice' },
    { id: 'delivery-partner', name: 'IT delivery partner', also: ['CSU'], belongs: 'delivery-partner' },
    { id: 'pathology-lab', name: 'Pathology laboratory', also: [], belongs: 'third-party' },
    { id: 'trainers', name: 'Trainers', also: ['trainer'], belongs: 'supplier' },
  ],
  conditions: ['dispensing', 'branch_sites', 'eps', 'nhs_app', 'tpp_involved'].map((id) => ({
    id,
    name: id,
    question: `Is it ${id}?`,
    switchesOn: id,
  })),
  systems: [
    {
      id: 'emis-web',
      name: 'EMIS Web',
      also: ['EMIS'],
      supplier: 'EMIS Health',
      patientApps: ['Patient Access'],
      weekendCutover: 'to-confirm',
      notes: [],
    },
    {
      id: 'tpp-systmone',
      name: 'TPP SystmOne',
      also: ['SystmOne', 'TPP'],
      supplier: 'TPP',
      patientApps: ['SystmOnline', 'Airmid'],
      weekendCutover: 'to-confirm',
      notes: [],
    },
    {
      id: 'vision',
      name: 'Vision',
      also: [],
      supplier: 'Cegedim',
      patientApps: [],
      weekendCutover: 'to-confirm',
      notes: [],
    },
  ],
  sources: [],
  slas: [],
  dmis: [],
  decisions: [],
  hazards: [],
  withdrawnTasks: [],
  datedFacts: [],
}
