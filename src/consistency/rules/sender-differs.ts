import type { Document } from '../../document/document.ts'
import type { ConsistencyRule } from '../pack.ts'
import { statementsOf } from '../printed.ts'

const lastLine = (document: Document): string => statementsOf(document).at(-1) ?? ''

/** An email is signed by the one who sends it. */
export const senderDiffers: ConsistencyRule = {
  id: 'sender-differs',
  severity: 'warning',
  title: 'A message that one person sends and another has signed',
  why: 'Answers go to somebody who does not know of it, and who signed has not seen it.',
  fix: 'Name the sender at its end, or make the signatory its owner.',
  *find({ plan, guide, sent }) {
    const { contacts, text } = plan.practice
    const signatory = text.signatory
    if (signatory === null) return
    for (const { template, channel, documents } of sent) {
      const owner = template.owner
      if (channel !== 'email' || owner === null || contacts[owner]?.name === signatory) continue
      const document = documents.find((one) => lastLine(one).startsWith(signatory))
      if (document === undefined) continue
      yield {
        values: {
          document: document.title,
          signatory,
          sender: contacts[owner]?.name ?? guide.data.roles.find(({ id }) => id === owner)?.name ?? owner,
        },
      }
    }
  },
}
