import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nameOfFolder, safeName, titleOfFile } from '../../src/document/file-names.ts'

describe('names of files and folders', () => {
  it.each([
    ['Cutover plan', 'Cutover plan'],
    ['Siân’s list: go / no-go?', "Sian's list go no-go"],
    ['Łódź – “ß”', 'Lodz - ss'],
    ['  .hidden. ', 'hidden'],
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['com1', '_com1'],
    ['CONTENTS', 'CONTENTS'],
    ['../../etc/passwd', 'etc passwd'],
    ['\u0000…', 'file'],
    ['100% #1 ~x', '100 1 x'],
  ])('%j is %j', (name, safe) => expect(safeName(name)).toBe(safe))

  it('every name is one that every file system can have, and stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const safe = safeName(name)
        expect(safe).toMatch(/^[^<>:"/\\|?*#%~\u0000-\u001f\u007f-\uffff]{1,81}$/)
        expect(safe).not.toMatch(/^[. ]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i)
        expect(safeName(safe)).toBe(safe)
      }),
      { numRuns: 2000 },
    )
  })

  it('a document without a name is called after its id', () => {
    expect(titleOfFile({ id: 'log-sheets' })).toBe('Log sheets')
    expect(titleOfFile({ id: 'log-sheets', fileName: 'Logs: a set' })).toBe('Logs a set')
  })

  it('a folder of ours has its name of words.yaml, and one of one’s own its own', () => {
    const say = (path: string) => `said ${path}`
    expect(nameOfFolder('plan', say)).toBe('said folders.plan')
    expect(nameOfFolder('door', say)).toBe('door')
    expect(nameOfFolder(undefined, say)).toBe('')
  })
})
