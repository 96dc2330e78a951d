// Everything here is a convenience: the page is complete without it.
document.documentElement.classList.add('has-script')

for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = false
  const say = (word) => {
    button.textContent = word
    setTimeout(() => (button.textContent = 'Copy'), 1500)
  }
  button.addEventListener('click', () => {
    navigator.clipboard.writeText(button.dataset.copy).then(
      () => say('Copied'),
      () => {
        // Some browsers allow no clipboard to a page from disk; then the text is at least selected.
        getSelection().selectAllChildren(button.previousElementSibling)
        say('Selected')
      },
    )
  })
}

const theme = document.querySelector('[data-theme]')
if (theme) {
  let dark = matchMedia('(prefers-color-scheme: dark)').matches
  const name = () => (theme.textContent = dark ? 'Light' : 'Dark')
  name()
  theme.hidden = false
  theme.addEventListener('click', () => {
    dark = !dark
    document.documentElement.style.colorScheme = dark ? 'dark' : 'light'
    name()
  })
}

const filter = document.querySelector('[data-filter]')
const rows = [...(document.querySelector('[data-filtered]')?.rows ?? [])]
if (filter && rows.length > 6) {
  filter.parentElement.hidden = false
  filter.addEventListener('input', () => {
    const words = filter.value.toLowerCase().split(/\s+/)
    for (const row of rows) {
      row.hidden = !words.every((word) => row.textContent.toLowerCase().includes(word))
    }
  })
}

// A link into a folded scenario unfolds it, also one that was followed before and folded again.
const unfold = (hash) => {
  const goal = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)))
  if (!goal) return
  let folded = false
  for (let fold = goal.closest('details'); fold; fold = fold.parentElement.closest('details')) {
    folded ||= !fold.open
    fold.open = true
  }
  if (folded) goal.scrollIntoView()
}
addEventListener('hashchange', () => unfold(location.hash))
addEventListener('click', ({ target }) => {
  const link = target.closest('a[href^="#"]')
  if (link) unfold(link.hash)
})
unfold(location.hash)

for (const chart of document.querySelectorAll('[data-chart]')) {
  const panel = chart.closest('section')
  const svg = chart.querySelector('svg')
  const cursor = svg.querySelector('.cursor')
  const readout = panel.querySelector('[data-readout]')
  const table = panel.querySelector('[data-seconds]')
  const names = [...table.tHead.rows[0].cells].slice(1).map((cell) => cell.textContent)
  const seconds = [...table.tBodies[0].rows]
  const { left, right, from, to, width } = Object.fromEntries(
    Object.entries(svg.dataset).map(([key, value]) => [key, Number(value)]),
  )
  let at = 0

  const show = (ms) => {
    at = Math.max(from, Math.min(to - 1, ms))
    const row = seconds.findLast((candidate) => Number(candidate.dataset.at) <= at) ?? seconds[0]
    if (!row) return
    const x = left + ((at - from) / (to - from)) * (right - left)
    cursor.setAttribute('transform', `translate(${x} 0)`)
    cursor.setAttribute('visibility', 'visible')
    const [second, ...cells] = [...row.cells].map((cell) => cell.textContent)
    readout.textContent = `${second} s   ${names.map((name, i) => `${name}: ${cells[i]}`).join('   ·   ')}`
  }

  svg.addEventListener('pointermove', (event) => {
    const box = svg.getBoundingClientRect()
    const x = ((event.clientX - box.left) / box.width) * width
    if (x >= left) show(from + ((x - left) / (right - left)) * (to - from))
  })
  chart.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -1000, ArrowRight: 1000 }[event.key]
    const jump = { Home: from, End: to }[event.key]
    if (step === undefined && jump === undefined) return
    event.preventDefault()
    readout.setAttribute('aria-live', 'polite')
    show(jump ?? at + step)
  })
  chart.addEventListener('focus', () => {
    if (!readout.textContent)
      readout.textContent = '← and → move the cursor by one second, Home and End jump'
  })
}
