import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { makeRepository } from '../support/git-repository.ts'

const root = join(import.meta.dirname, '../..')
const cli = join(root, 'dist/cli.js')
const temp = mkdtempSync(join(tmpdir(), 'practice-packs-action-'))
const repository = makeRepository()
afterAll(() => {
  repository.remove()
  rmSync(temp, { recursive: true, force: true })
})

const page = (gaps: string): string =>
  `---\ntitle: Kick off\nphase: kick-off\norder: 1\n---\n\nWords.\n\n- [ ] Meet. <!-- id: kick-off-meet; who: trainers; source: ours -->\n\n${gaps}`
const index = '---\ntitle: A guide\nedition: Test guide\n---\n\nSee [one](one.md).\n'
const known = '<!-- [GAP] Who pays for the room? -->\n'
const fresh = '<!-- [GAP] Something that nobody knew yesterday -->\n'

interface Step {
  readonly name: string
  readonly run: string
  readonly env?: Readonly<Record<string, string>>
}
const steps = (parse(readFileSync(join(root, 'action/action.yml'), 'utf8')) as { runs: { steps: Step[] } }).runs.steps

/** Runs a step of the action as the site does: its script in bash, its inputs as variables. */
function runStep(name: string, inputs: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}) {
  const step = steps.find((one) => one.name === name)
  if (!step) throw new Error(`The action has no step “${name}”.`)
  const given = Object.fromEntries(
    Object.entries(step.env ?? {}).map(([variable, value]) => [
      variable,
      value.replace(/\$\{\{ ([^}]+) \}\}/g, (_, path: string) => inputs[path.trim()] ?? ''),
    ]),
  )
  const summary = join(temp, 'summary.md')
  const output = join(temp, 'output.txt')
  for (const file of [summary, output]) writeFileSync(file, '')
  const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', step.run], {
    cwd: repository.folder,
    encoding: 'utf8',
    env: {
      ...process.env,
      GITHUB_ACTION_PATH: join(root, 'action'),
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_OUTPUT: output,
      GITHUB_BASE_REF: '',
      RUNNER_TEMP: temp,
      ...given,
      ...env,
    },
  })
  return { status, stdout, stderr, summary: readFileSync(summary, 'utf8'), output: readFileSync(output, 'utf8') }
}

const inputs = { 'inputs.guide': 'guide', 'inputs.fail-on': 'new' }

beforeAll(() => {
  repository.commit('2026-01-05', 'Ann', { 'guide/index.md': index, 'guide/one.md': page(known) })
  execFileSync(
    process.execPath,
    [cli, 'gaps', '--guide', 'guide', '--write-baseline', 'gaps.yaml', '--reason', 'Asked the ICB'],
    {
      cwd: repository.folder,
      stdio: 'pipe',
    },
  )
  repository.commit('2026-01-06', 'Ann', {})
  repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD')
})

describe('the GitHub Action', () => {
  it('finds the tool beside it', () => {
    expect(runStep('Install', {})).toMatchObject({ status: 0, stdout: 'The tool is installed.\n' })
  })

  it('passes while the baseline holds every gap', () => {
    const { status, stdout, summary, output } = runStep('Report', { ...inputs, 'inputs.baseline': 'gaps.yaml' })
    expect(stdout).toMatch(/^::notice file=guide\/one\.md,line=11,col=6,title=GAP::Who pays for the room\?/m)
    expect(summary).toMatch(/^<!-- practice-packs gaps -->\n\n## Gaps in the guide/)
    const files = Object.fromEntries(
      output
        .trim()
        .split('\n')
        .map((line) => line.split('=')),
    )
    for (const file of Object.values(files)) expect(existsSync(String(file))).toBe(true)
    expect(Object.keys(files)).toEqual(['markdown', 'html', 'sarif'])
    expect(status).toBe(0)
  })

  it('fails for a gap that a pull request adds, and shows it first', () => {
    writeFileSync(join(repository.folder, 'guide/one.md'), page(known + fresh))
    const withBase = runStep('Report', inputs, { GITHUB_BASE_REF: 'main' })
    expect(withBase.status).toBe(1)
    expect(withBase.summary).toMatch(/\*\*Opened\*\* \(1\)\n\n- GAP `one\.md:12:6` Something that nobody knew/)
    const withBaseline = runStep('Report', { ...inputs, 'inputs.baseline': 'gaps.yaml' })
    expect(withBaseline.status).toBe(1)
    expect(withBaseline.stdout.split('\n')[0]).toMatch(/^::error file=guide\/one\.md,line=12/)
    repository.git('checkout', '--', 'guide')
  })

  it('fails for what is wrong with the guide, whatever it is to fail for, and says it once', () => {
    writeFileSync(join(repository.folder, 'guide/one.md'), page(known).replace('who: trainers', 'who: trainer-s'))
    const { status, stdout } = runStep('Report', { ...inputs, 'inputs.fail-on': 'never' })
    expect(status).toBe(1)
    expect(stdout.split('\n')[0]).toMatch(/^::error file=guide\/one\.md,line=9,col=\d+,title=unknown-role::/)
    expect(stdout.match(/title=unknown-role/g)).toHaveLength(1)
    repository.git('checkout', '--', 'guide')
  })

  it('does not pass where it cannot compare, and says why beside the change', () => {
    const gate = runStep('Report', { ...inputs, 'inputs.baseline': 'gaps.yaml' }, { GITHUB_BASE_REF: 'not-fetched' })
    expect(gate.status).toBe(4)
    expect(gate.stdout).toMatch(
      /^::error title=practice-packs::.*`origin\/not-fetched`: its checkout has no such revision/m,
    )
    expect(runStep('Report', inputs).status).toBe(4)
    const forPeople = runStep('Report', { ...inputs, 'inputs.fail-on': 'never' }, { GITHUB_BASE_REF: 'not-fetched' })
    expect(forPeople.status).toBe(0)
    expect(forPeople.stdout).toMatch(/^::notice::The base of this pull request was not fetched/)
  })

  it('takes odd input for a name, never for a command', () => {
    const { status, stderr } = runStep('Report', { ...inputs, 'inputs.since': '$(touch pwned); `touch pwned`' })
    expect(status).toBe(4)
    expect(stderr).toMatch(/has no such revision/)
    expect(existsSync(join(repository.folder, 'pwned'))).toBe(false)
  })

  it('writes one comment, and brings it up to date after that', () => {
    const tools = join(temp, 'bin')
    mkdirSync(tools, { recursive: true })
    const calls = join(temp, 'calls.txt')
    // Stands in for GitHub's command line: knows a comment once one was written.
    writeFileSync(
      join(tools, 'gh'),
      `#!/usr/bin/env bash\necho "$*" >>"${calls}"\nif [[ $* == *--jq* ]] && grep -q 'method POST' "${calls}"; then echo 77; fi\n`,
    )
    chmodSync(join(tools, 'gh'), 0o755)
    const markdown = join(temp, 'comment.md')
    writeFileSync(markdown, '<!-- practice-packs gaps -->\n')
    const env = { PATH: `${tools}${delimiter}${process.env['PATH'] ?? ''}` }
    const given = {
      'steps.report.outputs.markdown': markdown,
      'github.repository': 'somebody/guide',
      'github.event.pull_request.number': '5',
    }
    for (let time = 0; time < 2; time += 1) expect(runStep('Comment', given, env).status).toBe(0)
    const written = readFileSync(calls, 'utf8')
      .split('\n')
      .filter((line) => line.includes('--method'))
    expect(written).toEqual([
      `api --method POST repos/somebody/guide/issues/5/comments --field body=@${markdown} --silent`,
      `api --method PATCH repos/somebody/guide/issues/comments/77 --field body=@${markdown} --silent`,
    ])
  })
})

const install = (folder: string): void => {
  const hook = join(folder, '.git/hooks/pre-commit')
  mkdirSync(join(folder, '.git/hooks'), { recursive: true })
  copyFileSync(join(root, 'action/pre-commit'), hook)
  chmodSync(hook, 0o755)
}
const commit = (folder = repository.folder) =>
  spawnSync('git', ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.org', 'commit', '--message', 'Try'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PRACTICE_PACKS: `${process.execPath} ${cli}`, GIT_CONFIG_GLOBAL: '/dev/null' },
  })

describe('the pre-commit hook', () => {
  it('stops a commit that adds a gap, by what is staged, and lets others pass', () => {
    install(repository.folder)
    writeFileSync(join(repository.folder, 'guide/one.md'), page(known + fresh))
    repository.git('add', 'guide')
    // The folder looks fine again; what is staged does not.
    writeFileSync(join(repository.folder, 'guide/one.md'), page(known))
    const stopped = commit()
    expect(stopped.stdout + stopped.stderr).toMatch(
      /because of --fail-on new:\n {2}one\.md:\d+:\d+ {2}gap {2}Something that nobody knew yesterday\n$/,
    )
    expect(stopped.status).toBe(1)
    repository.git('add', 'guide')
    writeFileSync(join(repository.folder, 'guide/two.md'), '---\ntitle: Two\n---\n\nMore words.\n')
    repository.git('add', 'guide')
    expect(commit().status).toBe(0)
    writeFileSync(join(repository.folder, 'other.txt'), 'Nothing of the guide.\n')
    repository.git('add', 'other.txt')
    expect(commit().status).toBe(0)
  })
})

describe('the pre-commit hook in a new repository', () => {
  it('checks the first commit, then what each one breaks, adds or loses', () => {
    const other = makeRepository()
    install(other.folder)
    const stage = (files: Readonly<Record<string, string>>): void => {
      mkdirSync(join(other.folder, 'guide'), { recursive: true })
      for (const [file, text] of Object.entries(files)) writeFileSync(join(other.folder, file), text)
      other.git('add', '--all')
    }
    stage({ 'guide/index.md': index, 'guide/one.md': page(known).replace('who: trainers', 'who: trainer-s') })
    const broken = commit(other.folder)
    expect(broken.status).toBe(1)
    expect(broken.stderr).toMatch(/unknown-role/)
    stage({ 'guide/one.md': page(known) })
    expect(commit(other.folder)).toMatchObject({ status: 0 })
    // The baseline that counts is the staged one, and tasks are compared besides it.
    stage({ 'gaps.yaml': 'known:\n  - { file: one.md, text: Who pays for the room?, reason: Asked }\n' })
    expect(commit(other.folder).status).toBe(0)
    stage({ 'guide/one.md': page(known + fresh) })
    writeFileSync(
      join(other.folder, 'gaps.yaml'),
      'known:\n  - { file: one.md, text: Something that nobody knew yesterday, reason: Not staged }\n',
    )
    expect(commit(other.folder).status).toBe(1)
    other.git('checkout', '--', '.')
    stage({ 'guide/one.md': page(known).replace('kick-off-meet;', 'kick-off-meeting;') })
    const lost = commit(other.folder)
    expect(lost.stdout + lost.stderr).toMatch(/vanished-task/)
    expect(lost.status).toBe(1)
    const entry = 'id: kick-off-meet, since: 2026-03-01, reason: A whole word., renamed_to: kick-off-meeting'
    stage({ 'guide/withdrawn-tasks.yaml': `withdrawn:\n  - { ${entry} }\n` })
    expect(commit(other.folder).status).toBe(0)
    other.remove()
    // Eight commits, each with two runs of the tool.
  }, 180_000)
})

describe('the examples', () => {
  it('use the action and the command as they are', () => {
    const workflow = parse(readFileSync(join(root, 'action/examples/workflow.yml'), 'utf8')) as {
      jobs: { gaps: { steps: { uses: string; with: Record<string, unknown> }[] } }
    }
    const action = parse(readFileSync(join(root, 'action/action.yml'), 'utf8')) as { inputs: Record<string, unknown> }
    const used = workflow.jobs.gaps.steps.find(({ uses }) => uses.includes('/action@'))
    expect(Object.keys(used?.with ?? {}).filter((name) => !(name in action.inputs))).toEqual([])
    const config = parse(readFileSync(join(root, 'action/examples/pre-commit-config.yaml'), 'utf8')) as {
      repos: { hooks: { entry: string }[] }[]
    }
    const hooks = config.repos[0]?.hooks ?? []
    expect(hooks).toHaveLength(2)
    for (const { entry } of hooks) {
      const [, ...words] = entry.replace('npx ', '').split(' ')
      const { status } = spawnSync(process.execPath, [cli, ...words], { cwd: repository.folder, encoding: 'utf8' })
      expect(status, entry).toBe(0)
    }
  })
})
