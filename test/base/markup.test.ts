import { describe, expect, it } from 'vitest'
import { asHtml, asXml, joined, noMarkup } from '../../src/base/markup.ts'

describe('markup', () => {
  it('escapes what is text, and leaves what is markup', () => {
    const name = `5 < 6 & "7" > '1'`
    expect(String(asHtml`<p title="${name}">${name} ${7}${asHtml`<br>`}</p>`)).toBe(
      `<p title="5 &lt; 6 &amp; &quot;7&quot; &gt; '1'">5 &lt; 6 &amp; &quot;7&quot; &gt; '1' 7<br></p>`,
    )
  })

  it('takes no string for markup, not even one made of markup', () => {
    expect(String(asHtml`${String(asHtml`<b>${'x'}</b>`)}`)).toBe('&lt;b&gt;x&lt;/b&gt;')
  })

  it('drops what the format cannot hold', () => {
    expect(String(asHtml`${'a\u0000\u0085\ud800b'}`)).toBe('ab')
    expect(String(asXml`${'a\u0000\u0085\ud800b'}`)).toBe('a\u0085b')
  })

  it('joins pieces', () => {
    const pieces = ['a', '<'].map((text) => asHtml`<li>${text}</li>`)
    expect(String(asHtml`<ul>${pieces}</ul>`)).toBe('<ul><li>a</li><li>&lt;</li></ul>')
    expect(String(joined(pieces, '<br>'))).toBe('<li>a</li><br><li>&lt;</li>')
    expect(noMarkup.isEmpty).toBe(true)
  })

  it.each([() => asHtml`<p class=${'a b'}>`, () => asHtml`<p class='${'a'}'>`])(
    'refuses an attribute that is not in double quotes: its value could end it',
    (write) => {
      expect(write).toThrow('double quotes')
    },
  )
})
