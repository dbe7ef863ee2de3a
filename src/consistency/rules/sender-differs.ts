import type { Document } from '../../document/document.ts'
import type { ConsistencyRule } from '../pack.ts'
import { statementsOf } from '../printed.ts'

const lastLine = (document: Document): string => statementsOf(document).at(-1) ?? ''

/** `Dr Imogen Farrow, GP partner` and `The practice manager, Larkspur Hill Surgery` are signed so. */
const isSignedBy = (line: string, name: string): boolean =>
  line.toLowerCase().replace(/^the /, '').startsWith(name.toLowerCase())

/** Messages that one person writes to another: they end with who signs. */
const SIGNED: ReadonlySet<string> = new Set(['email', 'online-form'])

/** What is written to somebody is signed by the one who sends it. */
export const senderDiffers: ConsistencyRule = {
  id: 'sender-differs',
  severity: 'warning',
  title: 'A message that one person sends and another has signed',
  why: 'Answers go to somebody who does not know of it, and who signed has not seen it.',
  fix: 'Name the sender at its end, or make the signatory its owner.',
  *find({ plan, guide, sent }) {
    const { contacts, text } = plan.practice
    const nameOf = (role: string): string => guide.data.roles.find(({ id }) => id === role)?.name ?? role
    const people = guide.data.roles.flatMap(({ id, name }) => [contacts[id]?.name ?? name, name])
    const names = [...(text.signatory === null ? [] : [text.signatory]), ...people]
    for (const { template, channel, documents } of sent) {
      const owner = template.owner
      if (!SIGNED.has(channel) || owner === null) continue
      const own = [contacts[owner]?.name ?? nameOf(owner), nameOf(owner)]
      for (const document of documents) {
        const signed = names.find((name) => isSignedBy(lastLine(document), name))
        if (signed === undefined || own.some((name) => isSignedBy(lastLine(document), name))) continue
        yield {
          values: { document: document.title, signatory: signed, sender: contacts[owner]?.name ?? nameOf(owner) },
        }
        break
      }
    }
  },
}
