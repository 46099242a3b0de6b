// Templates: whatever a value holds, it stays text.
import fc from 'fast-check';
import { flag, html, type Html, type HtmlValue } from '../../../ingress/console/html';
import { plain } from './console-world';

/** Everything that has ever been used to break out of somewhere, and any other text. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        ...['<', '>', '"', "'", '&', '`', '=', ' ', '/', '\\', '\n', '<script>', '</pre>', '-->', '<!--'],
        ...['javascript:', 'onerror=', '&lt;', '&#60;', '\u0000', '\u001b[31m', '\u202e', '${', '}}', 'a'],
      ),
    )
    .map((parts) => parts.join('')),
);

const FOREIGN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

it('adds no tag, whatever text stands in it', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const { markup } = html`<p>${text}</p>`;
      const inside = markup.slice('<p>'.length, -'</p>'.length);
      expect(inside).not.toMatch(/[<>"']/);
      expect(inside.replace(/&(amp|lt|gt|quot|#39);/g, '')).not.toContain('&');
      expect(plain(inside)).toBe(text.replace(FOREIGN, '\ufffd'));
    }),
    { numRuns: 2000 },
  );
});

it('adds no attribute, whatever text stands in one', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const { markup } = html`<input value="${text}" />`;
      expect(markup.match(/"/g)).toHaveLength(2);
      expect(markup).not.toMatch(/[<>].*[<>].*[<>]/s);
    }),
    { numRuns: 2000 },
  );
});

it('follows only addresses of the web and of this site', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        hostile,
        fc.webUrl(),
        hostile.map((text) => `javascript:${text}`),
      ),
      (url) => {
        const [, target = ''] = /href="([^"]*)"/.exec(html`<a href="${url}">x</a>`.markup) ?? [];
        expect(plain(target)).toMatch(/^(https?:\/\/|\/(?![/\\])|[?#])/i);
      },
    ),
    { numRuns: 2000 },
  );
  expect(html`<a href="${'/incidents/inc-1'}">x</a>`.markup).toContain('href="/incidents/inc-1"');
  for (const url of [
    'javascript:alert(1)',
    ' javascript:alert(1)',
    '//evil.example',
    '/\\evil.example',
    'data:text/html,x',
  ])
    expect(html`<a href="${url}">x</a>`.markup).toContain('href="#"');
});

it('takes markup of its own making, lists of it, and nothing for what is absent', () => {
  const items = ['a', '<b>'].map((text) => html`<li>${text}</li>`);
  expect(
    html`<ul>
      ${items}${null}${undefined}${false}${0}
    </ul>`.markup.replace(/\s/g, ''),
  ).toBe('<ul><li>a</li><li>&lt;b&gt;</li>0</ul>');
  expect(html`<input ${flag('checked', true)} />`.markup).toBe('<input checked />');
  expect(html`<input ${flag('checked', false)} />`.markup).toBe('<input  />');
});

it('refuses values where they cannot be made safe', () => {
  for (const [before, after] of [
    ['<a href=', '>x</a>'],
    ["<a title='", "'>x</a>"],
    ['<script>', '</script>'],
    ['<script>if (', ') {}</script>'],
    ['<style>p { color: ', ' }</style>'],
    ['<!-- ', ' -->'],
    ['<', '>'],
    ['</', '>'],
  ] as const)
    expect(() => filled([before, after], 'x')).toThrow('may hold no value');
  expect(() => filled(['<p ', '></p>'], 'x')).toThrow('only markup');
  expect(() => filled(['<p title="', '"></p>'], html`<b>x</b>`)).toThrow('inside an attribute');
});

/** A template with one value, as `html` gets it. */
function filled(strings: readonly string[], value: HtmlValue): Html {
  return html(Object.assign([...strings], { raw: strings }), value);
}
