/**
 * The page's script, in parts: a page has those that it needs. It is text, because it runs in the reader's browser; its hash is in
 * the page's content security policy, so that no other script can run. Without it the page is complete.
 *
 * @module
 */

/** What a page has for a script to work on. */
export interface ScriptNeeds {
  /** Things to fill in, which are kept. */
  readonly fields: boolean
  /** A list of contents, whose parts fold. */
  readonly contents: boolean
  /** Tasks that can be arranged anew. */
  readonly arrangements: boolean
  /** Words with a button that copies them. */
  readonly copies: boolean
}

export const pageScript = ({ fields, contents, arrangements, copies }: ScriptNeeds): string =>
  `(() => {\n  'use strict'\n${[
    common,
    ...(fields ? [csvInPage, progress] : []),
    ...(contents ? [folding] : []),
    ...(fields && arrangements ? [arranging] : []),
    ...(fields ? [counting] : []),
    ...(copies ? [copying] : []),
    'actions.hidden = false',
  ].join('\n')}\n})();\n`

const common = String.raw`
  const actions = document.querySelector('.actions')
  const words = actions.dataset
  const main = document.querySelector('main')
  const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name])
  const isoDay = (date) =>
    [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
  const today = () => isoDay(new Date())
  const monday = (weeks) => {
    const day = new Date()
    day.setDate(day.getDate() - ((day.getDay() + 6) % 7) + 7 * weeks)
    return isoDay(day)
  }
  const make = (tag, className, text) => Object.assign(document.createElement(tag), { className, textContent: text })
  actions.querySelector('[data-action=print]').addEventListener('click', () => print())`

/**
 * The file of a download, which opens in a spreadsheet: a value that would be a formula begins with an apostrophe, and a day may come
 * back in the spreadsheet's own way.
 */
export const csvInPage = String.raw`
  const inCell = (text) => {
    const plain = /^[=+\-@'\t\r]/.test(text) ? "'" + text : text
    return /[",\r\n]/.test(plain) ? '"' + plain.replace(/"/g, '""') + '"' : plain
  }
  const unquoted = (text) => text.replace(/^'/, '')
  const rowsOf = (text) => {
    const rows = [['']]
    let isQuoted = false
    const characters = [...text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')]
    for (let at = 0; at < characters.length; at += 1) {
      const row = rows[rows.length - 1]
      const character = characters[at]
      if (character === '"' && isQuoted && characters[at + 1] === '"') {
        row[row.length - 1] += '"'
        at += 1
      } else if (character === '"') isQuoted = !isQuoted
      else if (character === ',' && !isQuoted) row.push('')
      else if (character === '\n' && !isQuoted) rows.push([''])
      else row[row.length - 1] += character
    }
    return rows
  }
  // A spreadsheet writes days its own way.
  const asDay = (text) => text.replace(/^(\d\d?)\/(\d\d?)\/(\d{4})$/, (_, day, month, year) =>
    [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-'))`

/**
 * Keeps what is filled in.
 *
 * - In the browser's storage, in one entry for each document of a practice and one for the tasks of all its documents, which is read
 *   again before each change, because several pages may be open. Where storage is blocked the page says so at once, and keeps it
 *   until it is closed.
 * - A tick is kept as the day it was made.
 * - The download has a row for each tick box and for each answer. Loading fills in what is empty and changes nothing that is filled in.
 * - A date without a value is marked, so that paper shows a blank and not the browser's "dd/mm/yyyy".
 */
const progress = String.raw`
  const { store, tasks, code, issued, name } = document.body.dataset
  const fields = [...main.querySelectorAll('[data-field]')]
  const saved = actions.querySelector('.saved')
  const memory = {}
  let isKept = true
  let isDownloaded = true
  const warn = () => {
    isKept = false
    actions.querySelector('.not-kept').textContent = words.notKept
  }
  try {
    localStorage.setItem(store + ' ?', '?')
    localStorage.removeItem(store + ' ?')
  } catch { warn() }
  const storeOf = (id) => (tasks !== '' && /^[^:]+:(done|date|initials)$/.test(id) ? tasks : store)
  const read = (from) => {
    if (isKept) {
      try { memory[from] = JSON.parse(localStorage.getItem(from)) } catch { /* What was read before. */ }
    }
    return (memory[from] ??= {})
  }
  const readAll = () => ({ ...read(tasks), ...read(store) })
  const write = (id, value) => {
    const to = storeOf(id)
    const kept = read(to)
    if (value === '') delete kept[id]
    else kept[id] = value
    if (!isKept) return
    try { localStorage.setItem(to, JSON.stringify(kept)) } catch { warn() }
  }
  const valueIn = (field) => (field.type === 'checkbox' ? (field.checked ? today() : '') : field.value)
  const show = (field, value) => {
    if (field.type === 'checkbox') field.checked = value !== ''
    else field.value = value
    field.classList.toggle('empty', field.type === 'date' && value === '')
  }
  const restore = () => {
    const kept = readAll()
    for (const field of fields) if (field !== document.activeElement) show(field, kept[field.dataset.field] ?? '')
  }
  restore()
  addEventListener('storage', () => { restore(); count() })
  addEventListener('beforeunload', (event) => { if (!isKept && !isDownloaded) event.preventDefault() })
  main.addEventListener('change', ({ target }) => {
    if (target.dataset.field === undefined) return
    write(target.dataset.field, valueIn(target))
    show(target, valueIn(target))
    isDownloaded = false
    saved.textContent = isKept ? words.saved : ''
    count()
  })
  const fileOf = () => {
    const kept = readAll()
    const rows = fields.flatMap((field) => {
      const id = field.dataset.field
      if (field.type !== 'checkbox' && field.value === '') return []
      const value = field.type === 'checkbox' && !field.checked ? '' : (kept[id] ?? field.value)
      return [[code, name, issued, id, value, field.getAttribute('aria-label')]]
    })
    const lines = [['code', 'document', 'issued', 'id', 'value', 'name'], ...rows].map((row) => row.map(inCell).join(','))
    return '\ufeff' + lines.join('\r\n') + '\r\n'
  }
  actions.querySelector('[data-action=download]').addEventListener('click', () => {
    const link = make('a', '', '')
    link.href = URL.createObjectURL(new Blob([fileOf()], { type: 'text/csv' }))
    link.download = document.body.dataset.file
    link.click()
    isDownloaded = true
    setTimeout(() => URL.revokeObjectURL(link.href), 1000)
  })
  const load = (text) => {
    const [header, ...rows] = rowsOf(text)
    const answers = rows.map((row) => Object.fromEntries(header.map((column, at) => [column, row[at] ?? ''])))
    if (!header.includes('id') || !header.includes('value')) return words.notProgress
    const others = answers.find((one) => one.code !== '' && one.id !== '' && one.code !== code)
    if (others !== undefined) return say(words.otherPractice, { code: others.code })
    const byId = new Map(fields.map((field) => [field.dataset.field, field]))
    let loaded = 0
    let differ = 0
    for (const { id, value: written, document: from } of answers) {
      const field = byId.get(id)
      if (field === undefined || written === '' || (from !== name && storeOf(id) === store)) continue
      const text = unquoted(written)
      const value = field.type === 'text' || field.type === 'textarea' ? text : asDay(text)
      const now = valueIn(field)
      if (now === '') {
        write(id, value)
        show(field, value)
        loaded += 1
      } else if (now !== value && field.type !== 'checkbox') differ += 1
    }
    count()
    return say(differ > 0 ? words.loadedButDiffer : words.loaded, { loaded, differ })
  }
  actions.querySelector('[data-action=load]').addEventListener('click', () => {
    const input = Object.assign(make('input', '', ''), { type: 'file', accept: '.csv,text/csv' })
    input.addEventListener('change', async () => {
      const [file] = input.files
      if (file !== undefined) saved.textContent = load(await file.text())
    })
    input.click()
  })`

/** Works in a file opened from a folder, where a browser may refuse what needs a secure page. */
const copying = String.raw`
  const copied = (text) => {
    let isCopied = false
    const put = (event) => {
      event.clipboardData.setData('text/plain', text)
      event.preventDefault()
      isCopied = true
    }
    document.addEventListener('copy', put)
    document.execCommand('copy')
    document.removeEventListener('copy', put)
    return isCopied
  }
  for (const part of main.querySelectorAll('.copy')) {
    const status = part.querySelector('[role=status]')
    for (const button of part.querySelectorAll('button'))
      button.addEventListener('click', () => {
        status.textContent = copied(button.dataset.text) ? words.copied : words.notCopied
      })
    part.hidden = false
  }`

/** Each part under a heading of the contents folds; a link into a folded part opens it. */
const folding = String.raw`
  const ofContents = 'h2,.arranged h3'
  const partOf = (heading) => {
    const part = []
    for (let next = heading.nextElementSibling; next !== null; next = next.nextElementSibling) {
      if (next.matches('h1,' + ofContents) || next.querySelector(ofContents) !== null) break
      part.push(next)
    }
    return part
  }
  const fold = (heading, isFolded) => {
    heading.firstElementChild.setAttribute('aria-expanded', String(!isFolded))
    for (const element of partOf(heading)) element.classList.toggle('folded', isFolded)
  }
  const isFolded = (heading) => heading.firstElementChild?.getAttribute('aria-expanded') === 'false'
  const foldable = (heading) => {
    if (partOf(heading).length === 0 || heading.querySelector('a,input') !== null) return
    const button = Object.assign(make('button', 'fold', ''), { type: 'button' })
    button.append(...heading.childNodes)
    button.setAttribute('aria-expanded', 'true')
    heading.append(button)
    button.addEventListener('click', () => fold(heading, !isFolded(heading)))
  }
  const headings = () => [...main.querySelectorAll(ofContents)].filter((heading) => heading.closest('[hidden],.left-out') === null)
  headings().forEach(foldable)
  const allParts = actions.querySelector('[data-action=fold]')
  allParts.addEventListener('click', () => {
    const close = allParts.textContent === words.fold
    for (const heading of headings()) if (heading.querySelector('.fold') !== null) fold(heading, close)
    allParts.textContent = close ? words.unfold : words.fold
  })
  const open = (hash) => {
    const target = hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null
    if (target === null) return
    for (const heading of headings())
      if (isFolded(heading) && (heading === target || partOf(heading).some((element) => element.contains(target)))) fold(heading, false)
    target.scrollIntoView()
  }
  document.addEventListener('click', ({ target }) => {
    const link = target.closest('a[href^="#"]')
    if (link !== null) setTimeout(() => open(link.hash))
  })
  const contents = document.querySelector('.contents')
  // A long list would push the document off the screen.
  if (innerWidth < 640 || headings().length > 15) contents.open = false
  const list = () => {
    contents.querySelector('ul').replaceChildren(...headings().map((heading) => {
      const item = make('li', 'level-' + heading.tagName[1], '')
      item.append(Object.assign(make('a', '', heading.textContent), { href: '#' + heading.id }))
      return item
    }))
  }`

/**
 * Puts the rows of tasks in another order, and shows those that were asked for. A row is moved, not copied: what is filled in goes
 * with it, and so does the focus.
 */
const arranging = String.raw`
  const form = actions.querySelector('form')
  const home = main.querySelector('.arranged')
  const other = Object.assign(make('div', 'arranged', ''), { hidden: true })
  const selection = make('p', 'selection', '')
  home.before(selection)
  home.after(other)
  const rows = [...home.querySelectorAll('tr[data-week]')]
  const bodies = rows.map((row) => row.parentElement)
  const orders = [...form.elements.arrange.options]
  const level = home.querySelector('h3') === null ? 2 : 3
  for (const heading of home.querySelectorAll('h2,h3')) {
    const week = partOf(heading).map((part) => part.querySelector('tr[data-week]')?.dataset.week).find(Boolean)
    if (week === monday(0)) heading.querySelector('.fold')?.append(' ', make('span', 'mark', words.now))
  }
  const arrange = (order) => {
    const focused = document.activeElement
    const isHome = order === orders[0].value
    rows.forEach((row, at) => bodies[at].append(row))
    other.replaceChildren()
    if (!isHome) {
      const table = bodies[0].closest('table')
      const chosen = orders.find(({ value }) => value === order)
      if (level === 3) other.append(Object.assign(make('h2', 'nhsuk-heading-l', chosen.text), { id: 'arranged' }))
      for (const [id, label] of JSON.parse(chosen.dataset.groups)) {
        const its = rows.filter((row) => row.dataset[order] === id)
        if (its.length === 0) continue
        const heading = Object.assign(make('h' + level, level === 3 ? 'nhsuk-heading-m' : 'nhsuk-heading-l', label), { id: order + '-' + id })
        const copy = table.cloneNode(false)
        copy.setAttribute('aria-label', label)
        copy.append(...[...table.children].filter(({ tagName }) => tagName !== 'TBODY').map((part) => part.cloneNode(true)))
        const body = copy.appendChild(bodies[0].cloneNode(false))
        body.append(...its)
        other.append(heading, copy)
        foldable(heading)
      }
    }
    home.hidden = !isHome
    other.hidden = isHome
    if (main.contains(focused) && document.activeElement !== focused) focused.focus({ preventScroll: true })
  }
  const isLate = ({ dataset: { due } }, box) => due !== '' && due < today() && !box.checked
  const boxOf = (row) => row.querySelector('[type=checkbox]')
  const fits = (row) => {
    const { role, helps, from, due } = row.dataset
    const { whose, week, open } = form.elements
    const isNow = due !== '' && (from || due) < monday(1) && due >= monday(0)
    return (whose.value === '' || whose.value === role || helps.split(' ').includes(whose.value)) &&
      (!week.checked || isNow || isLate(row, boxOf(row))) &&
      (!open.checked || !boxOf(row).checked)
  }
  const isShown = (element) => element.querySelector('tr[data-week]:not(.left-out)') !== null
  const choose = () => {
    const { whose, week, open } = form.elements
    const chosen = [...(whose.value === '' ? [] : [whose.selectedOptions[0].text]), ...[week, open].flatMap((box) => (box.checked ? [box.labels[0].textContent] : []))]
    for (const row of rows) row.classList.toggle('left-out', !fits(row))
    for (const heading of (home.hidden ? other : home).querySelectorAll('h2,h3')) {
      const part = partOf(heading)
      const isAbove = heading.tagName === 'H2' && (part.at(-1) ?? heading).nextElementSibling?.tagName === 'H3'
      heading.classList.toggle('left-out', chosen.length > 0 && !isAbove && !part.some(isShown))
      for (const element of part) element.classList.toggle('left-out', chosen.length > 0 && !isShown(element))
    }
    const shown = rows.filter((row) => !row.classList.contains('left-out')).length
    selection.textContent = chosen.length > 0 ? say(words.shown, { chosen: chosen.join('; '), shown, total: rows.length }) : ''
    list()
  }
  const controls = [...form.elements]
  for (const control of controls) {
    const kept = read(store)['view:' + control.name] ?? ''
    if (control.type === 'checkbox') control.checked = kept !== ''
    else if ([...control.options].some(({ value }) => value === kept)) control.value = kept
  }
  arrange(form.elements.arrange.value)
  choose()
  form.addEventListener('change', ({ target }) => {
    write('view:' + target.name, target.type === 'checkbox' ? (target.checked ? 'yes' : '') : target.value)
    if (target.name === 'arrange') arrange(target.value)
    choose()
    count()
  })
  form.addEventListener('submit', (event) => event.preventDefault())`

/** How much is done, and which tasks are late: said in words beside each. */
const counting = String.raw`
  function count() {
    const all = [...main.querySelectorAll('[type=checkbox][data-field]')]
    const ofTasks = all.filter((box) => box.closest('tr[data-week]') !== null)
    const boxes = ofTasks.length > 0 ? ofTasks : all
    let done = 0
    let late = 0
    for (const box of boxes) {
      if (box.checked) done += 1
      const row = box.closest('tr[data-week]')
      if (row === null) continue
      const isLate = !box.checked && row.dataset.due !== '' && row.dataset.due < today()
      if (isLate) late += 1
      row.querySelector('.mark')?.remove()
      if (isLate) row.querySelector('label').before(make('strong', 'mark', words.late), ' ')
    }
    const text = ofTasks.length === 0 ? words.ticked : late > 0 ? words.doneAndLate : words.done
    if (boxes.length > 0) actions.querySelector('.count').textContent = say(text, { done, late, total: boxes.length })
  }
  count()`
