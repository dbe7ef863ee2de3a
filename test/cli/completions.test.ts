/** The completions as a shell uses them: the script is sourced, and asked what it would offer. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { needs } from '../support/leave-out.ts'

const cli = join(import.meta.dirname, '../../dist/cli.js')
const has = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0

const ASKED: readonly (readonly [string, readonly string[]])[] = [
  ['new ques', ['questionnaire']],
  ['new questionnaire --format ', ['xlsx', 'docx']],
  ['check --fix', ['--fixed', '--fix-sheet']],
  ['completions z', ['zsh']],
  // A file is named here: the shell offers its own.
  ['build --practices ', []],
]

/** What bash would offer after these words; zsh runs the same function with its arrays as bash has them. */
function offered(shell: 'bash' | 'zsh', line: string): string[] {
  const words = ['practice-packs', ...line.split(' ')]
  const zsh = 'autoload -U compinit; compinit -u -D; setopt ksh_arrays sh_word_split 2>/dev/null'
  const script = [
    ...(shell === 'zsh' ? [zsh] : []),
    `source <("${process.execPath}" "${cli}" completions ${shell})`,
    `COMP_WORDS=(${words.map((word) => `"${word}"`).join(' ')})`,
    `COMP_CWORD=${words.length - 1}`,
    '_practice_packs',
    'printf "%s\\n" "${COMPREPLY[@]}"',
  ].join('\n')
  const { stdout, stderr, status } = spawnSync(shell, shell === 'zsh' ? ['-f', '-c', script] : ['-c', script], {
    encoding: 'utf8',
  })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return stdout.split('\n').filter(Boolean)
}

describe('completions in bash', () => {
  needs(has('bash'), 'bash is not installed')
  it.each(ASKED)('practice-packs %s', (line, expected) => {
    expect(offered('bash', line).sort()).toEqual([...expected].sort())
  })
})

describe('completions in zsh', () => {
  needs(has('zsh'), 'zsh is not installed')
  it.each(ASKED)('practice-packs %s', (line, expected) => {
    // Outside a real line zsh's own compgen filters nothing.
    expect(offered('zsh', line)).toEqual(expect.arrayContaining([...expected]))
  })
})
