/** A drawn stand-in for a screenshot: a shop page with a bar on top, as a data URI. */
export function thumbnail(state: 'whole' | 'reduced' | 'broken'): string {
  const cards = [0, 1, 2].map(
    (i) =>
      `<rect x="${16 + i * 98}" y="62" width="86" height="84" rx="4" fill="${state === 'broken' ? '#eceff2' : '#dbe7f3'}"/>`,
  )
  const notice = {
    whole: '',
    reduced: '<rect x="16" y="42" width="282" height="12" fill="#f6dcb8"/>',
    broken: '<rect x="60" y="84" width="194" height="36" rx="4" fill="#f3c6da"/>',
  }[state]
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0,314 196" width="314" height="196"><rect width="314" height="196" fill="#fff"/><rect width="314" height="30" fill="#23415f"/><rect x="16" y="10" width="64" height="10" fill="#fff"/>${cards.join('')}${notice}<rect x="16" y="158" width="120" height="10" fill="#cfd6dd"/></svg>`
  return `data:image/svg+xml;base64,${btoa(svg)}`
}
