/**
 * Marks the current week on a page that speaks of weeks. The reader's clock says which it is, so that a page that was made in
 * November is right in March; without the script it only lacks the mark. Its hash is in the page's content security policy.
 *
 * @module
 */

export const weekStyle = `
.this-week { background: #fff7cc; box-shadow: 0 0 0 4px #fff7cc; color: #212b32; }
`

/** Text, because it runs in the reader's browser: a week is named by its Monday. */
export const weekScript = `(() => {
  const day = new Date()
  day.setDate(day.getDate() - ((day.getDay() + 6) % 7))
  const two = (number) => String(number).padStart(2, '0')
  const monday = [day.getFullYear(), two(day.getMonth() + 1), two(day.getDate())].join('-')
  for (const week of document.querySelectorAll('[data-week="' + monday + '"]')) {
    const words = document.createElement('strong')
    words.textContent = document.body.dataset.thisWeek + ': '
    week.prepend(words)
    week.classList.add('this-week')
  }
})()
`
