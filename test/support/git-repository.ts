/**
 * A git checkout for a test: made of texts, with days and authors that never change.
 *
 * @module
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export interface TestRepository {
  readonly folder: string
  git(...args: readonly string[]): string
  /** Writes the files (null deletes one), and commits all. @returns the commit */
  commit(day: string, author: string, files: Readonly<Record<string, string | null>>): string
  remove(): void
}

export function makeRepository(): TestRepository {
  const folder = mkdtempSync(join(tmpdir(), 'practice-packs-git-'))
  const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}): string =>
    execFileSync('git', [...args], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null', ...env },
    })
  run(['init', '--quiet', '--initial-branch=main'])
  return {
    folder,
    git: (...args) => run(args),
    commit(day, author, files) {
      for (const [file, text] of Object.entries(files)) {
        const path = join(folder, file)
        if (text === null) rmSync(path)
        else {
          mkdirSync(dirname(path), { recursive: true })
          writeFileSync(path, text)
        }
      }
      run(['add', '--all'])
      const at = `${day}T12:00:00 +0000`
      const env = {
        GIT_AUTHOR_NAME: author,
        GIT_AUTHOR_EMAIL: 'somebody@example.org',
        GIT_COMMITTER_NAME: author,
        GIT_COMMITTER_EMAIL: 'somebody@example.org',
        GIT_AUTHOR_DATE: at,
        GIT_COMMITTER_DATE: at,
      }
      run(['commit', '--quiet', '--allow-empty', '--message', `On ${day}`], env)
      return run(['rev-parse', 'HEAD']).trim()
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** A repository of many commits, through `git fast-import`: one process, whatever their number. */
export function importCommits(
  folder: string,
  commits: readonly { readonly day: string; readonly files: Readonly<Record<string, string | null>> }[],
): void {
  const parts = commits.map(({ day, files }, at) => {
    const seconds = Date.parse(`${day}T12:00:00Z`) / 1000
    const changes = Object.entries(files).map(([file, text]) =>
      text === null ? `D ${file}\n` : `M 100644 inline ${file}\ndata ${Buffer.byteLength(text)}\n${text}\n`,
    )
    const message = `Commit ${at + 1}`
    return `commit refs/heads/main\ncommitter Somebody <somebody@example.org> ${seconds} +0000\ndata ${message.length}\n${message}\n${changes.join('')}`
  })
  execFileSync('git', ['fast-import', '--quiet'], { cwd: folder, input: `${parts.join('\n')}\ndone\n` })
}
