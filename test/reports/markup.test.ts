import { expect, test } from 'vitest'
import { html, trusted } from '../../reports/markup.ts'

test('strings are escaped in text and in attributes, at any depth', () => {
  const hostile = `<script>alert("x")</script>'&`
  const made = html`<p title="${hostile}">${[[hostile]]}</p>`.toString()
  expect(made).not.toContain('<script>')
  expect(made.match(/&lt;script&gt;alert\(&quot;x&quot;\)/gu)).toHaveLength(2)
})

test('markup and trusted text pass, nothing prints nothing', () => {
  expect(
    html`<b>${html`<i>1</i>`}${trusted('<u></u>')}${false}${null}${undefined}${0}</b>`.toString(),
  ).toBe('<b><i>1</i><u></u>0</b>')
})

test('the indentation of a template is not carried into the page, that of inserted text is kept', () => {
  const list = html`<ul>
    <li>${'a\n      b'}</li>
    <li>2</li>
  </ul>`
  expect(list.toString()).toBe('<ul>\n<li>a\n      b</li>\n<li>2</li>\n</ul>')
})
