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

describe('completions in PowerShell', () => {
  const script = spawnSync(process.execPath, [cli, 'completions', 'powershell'], { encoding: 'utf8' }).stdout

  it('have what bash has: each command with its words, the choices of flags, and the flags that take a file', () => {
    const bash = spawnSync(process.execPath, [cli, 'completions', 'bash'], { encoding: 'utf8' }).stdout
    const ofBash = [...bash.matchAll(/^ {4}"([^"]*)"\) offered="([^"]*)" ;;$/gm)].map(([, path = '', words = '']) => [
      path,
      words.split(' '),
    ])
    const list = (text: string): string[] => [...text.matchAll(/'([^']*)'/g)].map(([, word = '']) => word)
    const ofPowershell = [...script.matchAll(/^ {4}'((?:\/[a-z]+)*)' = @\((.*)\)$/gm)].map(
      ([, path = '', words = '']) => [path, list(words)],
    )
    expect(ofBash.length).toBeGreaterThan(15)
    expect(ofPowershell).toEqual(ofBash)
    expect(script).toMatch(/'--format' = @\('text', 'github', 'unix'\)|'--format' = @\(.*'docx'.*\)/)
    expect(list(/\$files = @\((.*)\)/.exec(script)?.[1] ?? '')).toContain('--practices')
  })

  it('have all their quotes and brackets closed', () => {
    const bare = script.replace(/'[^']*'/g, '')
    for (const [open, close] of ['{}', '()', '[]'])
      expect(bare.split(open ?? '').length).toBe(bare.split(close ?? '').length)
    expect(bare).not.toContain("'")
  })
})

describe('completions in PowerShell itself', () => {
  needs(has('pwsh'), 'pwsh is not installed')
  it.each(ASKED)('practice-packs %s', (line, expected) => {
    const asked = `practice-packs ${line}`
    const ask = `(TabExpansion2 -inputScript '${asked}' -cursorColumn ${asked.length}).CompletionMatches.CompletionText`
    const own = `& '${process.execPath}' '${cli}' completions powershell | Out-String | Invoke-Expression; ${ask}`
    const { stdout } = spawnSync('pwsh', ['-NoProfile', '-Command', own], { encoding: 'utf8' })
    expect(stdout.split(/\r?\n/)).toEqual(expect.arrayContaining([...expected]))
  })
})
