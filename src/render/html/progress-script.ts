/**
 * The page's own script: keeps what is filled in, prints, and gives the progress as a file. It is text, because it runs
 * in the reader's browser; its hash stands in the page's content security policy, so that no other script can run.
 *
 * - State lives in the browser's own storage, one entry per document and practice, and is read again before each
 *   change: the page may be open twice.
 * - A tick is kept as the day it was made.
 * - The file holds ids, done, date and initials, nothing else that was typed. It opens in a spreadsheet, so values are
 *   kept to letters, digits and full stops: nothing in it can be a formula.
 * - A date without a value is marked, so that paper shows a blank and not the browser's "dd/mm/yyyy".
 *
 * @module
 */
export const progressScript = `(() => {
  'use strict'
  const store = document.body.dataset.store
  const fields = [...document.querySelectorAll('[data-field]')]
  const status = document.querySelector('[role=status]')
  const read = () => {
    try { return JSON.parse(localStorage.getItem(store)) ?? {} } catch { return {} }
  }
  const today = () => {
    const now = new Date()
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
  }
  const markEmpty = (field) => field.classList.toggle('empty', field.type === 'date' && field.value === '')
  const keep = (field) => {
    markEmpty(field)
    const kept = read()
    const value = field.type === 'checkbox' ? (field.checked ? today() : '') : field.value
    if (value === '') delete kept[field.dataset.field]
    else kept[field.dataset.field] = value
    try {
      localStorage.setItem(store, JSON.stringify(kept))
      status.textContent = status.dataset.saved
    } catch { status.textContent = '' }
  }
  const kept = read()
  for (const field of fields) {
    const value = kept[field.dataset.field] ?? ''
    if (field.type === 'checkbox') field.checked = value !== ''
    else field.value = value
    markEmpty(field)
    field.addEventListener('change', () => keep(field))
  }
  const progress = () => {
    const kept = read()
    const rows = fields.filter((field) => field.type === 'checkbox').map((field) => {
      const id = field.dataset.field
      const of = (part) => kept[id.replace(/:[^:]*$/, '') + ':' + part] ?? ''
      const date = of('date') || (kept[id] ?? '')
      const initials = of('initials').replace(/[^\\p{L}. ]/gu, '').trim().slice(0, 8)
      return [id, field.checked ? 'yes' : 'no', date, initials].join(',')
    })
    return '\\ufeff' + ['id,done,date,initials', ...rows].join('\\r\\n') + '\\r\\n'
  }
  const download = () => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([progress()], { type: 'text/csv' }))
    link.download = document.body.dataset.file
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 1000)
  }
  document.querySelector('[data-action=print]').addEventListener('click', () => print())
  document.querySelector('[data-action=download]')?.addEventListener('click', download)
  document.querySelector('.actions').hidden = false
})()
`
