// The frame around every page: head, skip link, navigation, who is signed in, news for screen readers, keys.
import { scopeInWords, type Brake } from '../../domain/brakes/brake';
import type { Person } from '../../domain/person';
import type { Assets } from './assets';
import { html, type Html } from './html';

const PLACES = [
  ['/', 'Incidents'],
  ['/approvals', 'Approvals'],
  ['/connections', 'Connections'],
  ['/brakes', 'Brakes'],
  ['/audit', 'Audit'],
] as const;

const KEYS = [
  ['j', 'next row'],
  ['k', 'previous row'],
  ['Enter', 'open the row'],
  ['/', 'go to the search field'],
  ['d', 'go to the decision'],
  ['?', 'show or hide these keys'],
] as const;

export interface Page {
  title: string;
  /** The place in the navigation that this page belongs to. */
  at?: (typeof PLACES)[number][0];
  main: Html;
}

/** Of somebody who is signed in. */
export interface Frame {
  person: Person;
  formToken: string;
  notice: string | null;
  /** Kill switches that are pulled now. */
  pulled: readonly Brake[];
}

/** A whole document. @param frame absent = nobody is signed in */
export function documentOf({ title, at, main }: Page, assets: Assets, frame?: Frame): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Penstock</title>
        <link rel="stylesheet" href="${assets.url('console.css')}" />
        <link rel="icon" type="image/svg+xml" href="${assets.url('icon.svg')}" />
        <script src="${assets.url('console.js')}" defer></script>
      </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header class="top">
          <p class="brand"><a href="/">Penstock</a></p>
          ${frame && navigation(at)} ${frame && signedIn(frame)}
        </header>
        ${frame && banner(frame.pulled)}
        <main id="main" tabindex="-1">
          ${frame?.notice && html`<p class="notice" role="status">${frame.notice}</p>`} ${main}
        </main>
        <footer>
          <p id="news" role="status" aria-live="polite"></p>
          ${frame && keys()}
        </footer>
      </body>
    </html> `.markup;
}

function navigation(at: Page['at']): Html {
  const items = PLACES.map(([url, name]) =>
    url === at
      ? html`<li><a href="${url}" aria-current="page">${name}</a></li>`
      : html`<li><a href="${url}">${name}</a></li>`,
  );
  return html`<nav aria-label="Main">
    <ul>
      ${items}
    </ul>
  </nav>`;
}

function signedIn({ person, formToken }: Frame): Html {
  return html`<form class="who" method="post" action="/logout">
    <span>${person.name} <span class="dim">${person.role ?? 'limited'}</span></span>
    ${formTokenField(formToken)}
    <button class="quiet">Sign out</button>
  </form>`;
}

/** Always there, so that it can appear while somebody looks. */
function banner(pulled: readonly Brake[]): Html {
  const scopes = [...new Set(pulled.map(({ scope }) => scopeInWords(scope)))].join(', ');
  const said = `Kill switch pulled for ${scopes}: nothing is written there.`;
  return pulled.length === 0
    ? html`<aside id="pulled" class="banner" data-live hidden></aside>`
    : html`<aside id="pulled" class="banner" data-live data-say="${said}" aria-label="Kill switch">
        <p><strong>${said}</strong> <a href="/brakes">Brakes</a></p>
      </aside>`;
}

function keys(): Html {
  return html`<details id="keys">
    <summary>Keyboard</summary>
    <dl class="keys">
      ${KEYS.map(
        ([key, what]) =>
          html`<div>
            <dt><kbd>${key}</kbd></dt>
            <dd>${what}</dd>
          </div>`,
      )}
    </dl>
    <p>
      <label><input type="checkbox" id="keys-off" /> No single-key shortcuts in this browser</label>
    </p>
    <p class="dim">Shortcuts and live updates need JavaScript; everything else works without.</p>
  </details>`;
}

/** Proves that a form was made for this session. */
export function formTokenField(formToken: string): Html {
  return html`<input type="hidden" name="formToken" value="${formToken}" />`;
}
