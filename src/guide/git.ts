/**
 * Reads the git checkout that contains a guide, by running git. Nothing is written, and no program that the checkout
 * configures is run.
 *
 * @module
 */
import { execFile, spawn } from 'node:child_process'
import { realpath, stat } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { promisify } from 'node:util'
import { orIfAbsent } from '../base/files.ts'
import { UserError } from '../model/finding.ts'

/** The nearest folder upwards that contains `.git` (in a worktree it is a file), or null. Does not start git. */
export async function checkoutAbove(directory: string): Promise<string | null> {
  const folder = await orIfAbsent(realpath(directory), null)
  for (let at = folder; at !== null; at = dirname(at)) {
    if (await orIfAbsent(stat(join(at, '.git')), null)) return at
    if (dirname(at) === at) return null
  }
  return null
}

export const isInCheckout = async (directory: string): Promise<boolean> => (await checkoutAbove(directory)) !== null

const execute = promisify(execFile)

/** A file's content at some commit. */
export interface BlobReader {
  /** @returns null if there is no such object */
  read(object: string): Promise<Buffer | null>
  close(): void
}

export interface Repository {
  /** Path of the guide's folder in the checkout, with `/` at its end; empty if it is the checkout itself. */
  readonly prefix: string
  /** @throws Error when git fails */
  git(args: readonly string[]): Promise<string>
  /** @throws UserError when there is no such revision */
  resolve(revision: string): Promise<string>
  /** Reads objects through one process. */
  blobs(): BlobReader
}

// The checkout's configuration must neither run a program nor change what git prints.
const SAFE = [
  '--no-pager',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.quotepath=off',
  '-c',
  'blame.ignoreRevsFile=',
  '-c',
  'log.showSignature=false',
]

/** @returns null if the folder is in no checkout, or git is not installed */
export async function openRepository(directory: string): Promise<Repository | null> {
  const folder = await orIfAbsent(realpath(directory), null)
  const top = await checkoutAbove(directory)
  if (folder === null || top === null) return null
  const environment = { ...process.env, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' }
  const git = async (args: readonly string[]): Promise<string> => {
    const { stdout } = await execute('git', [...SAFE, ...args], { cwd: top, env: environment, maxBuffer: 2 ** 30 })
    return stdout
  }
  try {
    await git(['rev-parse', '--git-dir'])
  } catch {
    return null
  }
  const path = relative(top, folder).replaceAll('\\', '/')
  return {
    prefix: path === '' ? '' : `${path}/`,
    git,
    async resolve(revision) {
      try {
        return (await git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`])).trim()
      } catch (cause) {
        throw new UserError(
          'usage',
          `There is no revision \`${revision}\` in the checkout of this guide.`,
          'Name a commit, a branch or a tag that `git log` shows. In CI, fetch the whole history first.',
          { cause },
        )
      }
    },
    blobs: () => openBlobs(top, environment),
  }
}

/**
 * The output of git, or `value` if its error message matches `nothing`.
 *
 * @param nothing matches git's English messages for absent things
 * @throws UserError when git fails in another way
 */
export async function gitOr(value: string, nothing: RegExp, ask: () => Promise<string>): Promise<string> {
  try {
    return await ask()
  } catch (cause) {
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : String(cause)
    if (nothing.test(said)) return value
    throw new UserError(
      'environment',
      `git cannot read the history of this guide: ${said}`,
      'Check the checkout with `git fsck`.',
      {
        cause,
      },
    )
  }
}

/** `git cat-file --batch`: one process that answers requests in order. */
function openBlobs(cwd: string, env: NodeJS.ProcessEnv): BlobReader {
  const child = spawn('git', [...SAFE, 'cat-file', '--batch'], { cwd, env, stdio: ['pipe', 'pipe', 'ignore'] })
  const waiting: { resolve: (content: Buffer | null) => void; reject: (error: Error) => void }[] = []
  let chunks: Buffer[] = []
  let length = 0
  /** Bytes of the current answer, its line end included; null while its first line is awaited. */
  let wanted: number | null = null

  const take = (count: number): Buffer => {
    const all = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)
    chunks = all.length > count ? [all.subarray(count)] : []
    length -= count
    return all.subarray(0, count)
  }
  const answer = (): boolean => {
    if (wanted === null) {
      const all = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)
      chunks = [all]
      const end = all.indexOf(10)
      if (end === -1) return false
      const [, kind, size] = take(end + 1)
        .toString('utf8')
        .trim()
        .split(' ')
      if (size === undefined || kind === 'missing') {
        waiting.shift()?.resolve(null)
        return true
      }
      wanted = Number(size) + 1
    }
    if (length < wanted) return false
    const content = take(wanted).subarray(0, -1)
    wanted = null
    waiting.shift()?.resolve(content)
    return true
  }
  child.stdout.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    length += chunk.length
    while (waiting.length > 0 && length > 0 && answer());
  })
  const fail = (error: Error): void => waiting.splice(0).forEach(({ reject }) => reject(error))
  child.on('error', fail)
  child.stdin.on('error', fail)
  child.on('close', () => fail(new Error('git ended before it had answered.')))
  return {
    read: (object) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject })
        child.stdin.write(`${object}\n`)
      }),
    close: () => child.stdin.end(),
  }
}
