import { type ConsistencyRule, isForPatients } from '../pack.ts'
import { sentencesOf, statementsOf } from '../printed.ts'

/** “cannot … see your record online”, “new notes may take longer to show”: what can be seen online during the cutover. */
const SEEN = /\b(cannot|can|may|(?:will )?(?:not be|be) able to)\b[^.]*?\b(see|show|seen|shown)\b[^.]*/i
const RECORD = /\b(new notes|notes|new entries|entries|record|test results|results)\b/i

/** All messages say the same about what patients can see online meanwhile. */
export const onlineRecordDiffers: ConsistencyRule = {
  id: 'online-record-differs',
  severity: 'error',
  title: 'Messages that differ on what can be seen online',
  why: 'Two people in one family read different things, and neither knows whether a result will show.',
  fix: 'Say it in the same words in each of them; a part that they share keeps it so.',
  *find({ sent }) {
    const first = new Map<string, { readonly title: string; readonly words: string }>()
    for (const message of sent) {
      if (!isForPatients(message) || message.template.send === 'thank-you') continue
      for (const document of message.documents)
        for (const text of statementsOf(document))
          for (const sentence of sentencesOf(text)) {
            if (!/\b(online|app|apps)\b/i.test(sentence)) continue
            const said = SEEN.exec(sentence)
            const what = said === null ? null : RECORD.exec(said[0])
            if (said === null || what === null) continue
            const key = `${said[1]} ${what[1]}`.toLowerCase()
            if (!first.has(key)) first.set(key, { title: document.title, words: sentence.trim() })
          }
    }
    const [one, ...others] = first.values()
    if (one === undefined) return
    for (const other of others)
      yield { values: { first: one.title, says: one.words, second: other.title, differs: other.words } }
  },
}
