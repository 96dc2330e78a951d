/** Small things that every part of the page needs. */

export const find = (id) => document.getElementById(id)

export const money = (cents) => `€${(cents / 100).toFixed(2)}`

/** Random enough; `crypto.randomUUID` is missing on pages without TLS. */
export const newName = () =>
  [...crypto.getRandomValues(new Uint8Array(12))]
    .map((n) => n.toString(16).padStart(2, '0'))
    .join('')

export function element(tag, text, attributes = {}) {
  const made = document.createElement(tag)
  made.textContent = text
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  return made
}

/** The one line at the top that tells what was done, or what went wrong. */
export function say(text, trouble = false) {
  const notice = find('notice')
  notice.textContent = text
  notice.classList.toggle('trouble', trouble)
}

/** Runs what a button does; the button rests meanwhile, and trouble is told. */
export async function press(button, action, restsAfterwards = () => false) {
  const focused = document.activeElement === button
  button.disabled = true
  try {
    await action()
  } catch (error) {
    say(error.message, true)
  } finally {
    button.disabled = restsAfterwards()
    // A button that rests loses the keyboard; whoever uses that can press again where they were.
    if (focused && document.activeElement === document.body) button.focus()
  }
}
