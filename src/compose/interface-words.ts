/**
 * The words that a format needs besides the blocks: names of buttons, of empty controls, of printed tick boxes.
 *
 * @module
 */
import type { InterfaceWords } from '../document/document.ts'
import type { Words } from '../template/words.ts'

export const interfaceWords = (words: Words): InterfaceWords => ({
  print: words.say('interface.print'),
  download: words.say('interface.download'),
  saved: words.say('interface.saved'),
  enterText: words.say('interface.enterText'),
  enterDate: words.say('interface.enterDate'),
  tickBox: words.say('interface.tickBox'),
  skipToContent: words.say('interface.skipToContent'),
})
