/** What a person at a terminal sees of long work, and how much time is said to be left. */
import { expect, it } from 'vitest'
import { progress, working } from '../../src/cli/terminal.ts'
import type { BuiltPack } from '../../src/pipeline.ts'

function stream(isTTY: boolean) {
  const said: string[] = []
  return { said, isTTY, write: (text: string) => said.push(text) > 0 }
}

const pack = (status: BuiltPack['status']): BuiltPack => ({ ods: 'Z90000', dir: 'd', status, files: [], findings: [] })

it('says at once that long work has begun, and takes it away at its end', () => {
  const terminal = stream(true)
  const { step, end } = working('Judging documents', terminal)
  expect(terminal.said.join('')).toContain('Judging documents …')
  step(3, 40)
  expect(terminal.said.at(-1)).toContain('Judging documents: 3 of 40')
  end()
  expect(terminal.said.at(-1)).toBe('\r\u001b[2K')
  // What is printed after it is left alone.
  step(4, 40)
  end()
  expect(terminal.said).toHaveLength(3)
})

it('says nothing where nobody looks', () => {
  const file = stream(false)
  const { step, end } = working('Judging documents', file)
  step(1, 2)
  end()
  expect(file.said).toEqual([])
})

it('counts the time left by packs that are made, not by those that need no work', () => {
  const terminal = stream(true)
  let ms = 0
  const show = progress('auto', terminal, () => ms)
  for (let done = 1; done <= 90; done += 1) {
    ms += 10
    show(pack('unchanged'), done, 100)
  }
  expect(terminal.said.at(-1)).toContain('90 of 100')
  expect(terminal.said.at(-1)).not.toContain('left')
  ms += 4000
  show(pack('built'), 91, 100)
  expect(terminal.said.at(-1)).toContain('91 of 100, 36 seconds left')
})
