// What pages do beyond HTML: parts that change are fetched again, rows can be walked by keys. Without it all still works.
'use strict';
(() => {
  const EVERY_MS = 3000;
  const KEYS_OFF = 'penstock-keys-off';
  const news = document.getElementById('news');
  let reachable = true;

  /** Read by screen readers when they have nothing else to say. */
  function tell(text) {
    if (news) news.textContent = text;
  }

  function changed(field) {
    if (field.type === 'checkbox' || field.type === 'radio') return field.checked !== field.defaultChecked;
    if (field.tagName === 'SELECT') {
      const first = [...field.options].findIndex((option) => option.defaultSelected);
      return field.selectedIndex !== Math.max(first, 0);
    }
    return field.type !== 'submit' && field.value !== field.defaultValue;
  }

  /** A form that somebody has begun to fill in, or stands in, is left alone. */
  function inUse(part) {
    return [...part.querySelectorAll('form')].some(
      (form) => form.contains(document.activeElement) || [...form.elements].some(changed),
    );
  }

  /** Keeps the focus and what was unfolded. */
  function replace(part, fresh) {
    const active = part.contains(document.activeElement) ? document.activeElement : null;
    const href = active?.getAttribute('href');
    for (const { id } of part.querySelectorAll('details[open][id]'))
      fresh.querySelector(`#${id}`)?.setAttribute('open', '');
    part.replaceWith(fresh);
    const again = [...fresh.querySelectorAll('a, summary')].find((one) =>
      href ? one.getAttribute('href') === href : active && one.textContent === active.textContent,
    );
    again?.focus({ preventScroll: true });
    if (fresh.dataset.say && fresh.dataset.say !== part.dataset.say) tell(fresh.dataset.say);
  }

  /** Parts as the server sent them last, by ID. */
  const shown = new Map(
    [...document.querySelectorAll('[data-live]')].map((part) => [part.id, part.outerHTML]),
  );

  function takeOver(page) {
    const all = [...page.querySelectorAll('[data-live]')];
    const ids = all.map(({ id }) => id);
    let before = null;
    for (const fresh of all) {
      const part = document.getElementById(fresh.id);
      const sent = fresh.outerHTML;
      if (!part) before?.after(fresh);
      else if (sent !== shown.get(fresh.id) && inUse(part)) continue;
      else if (sent !== shown.get(fresh.id)) replace(part, fresh);
      shown.set(fresh.id, sent);
      before = document.getElementById(fresh.id);
    }
    for (const part of document.querySelectorAll('[data-live]'))
      if (!ids.includes(part.id) && !inUse(part)) part.remove();
  }

  async function look() {
    if (document.hidden) return true;
    try {
      const answer = await fetch(location.href, { headers: { 'x-penstock-live': '1' }, redirect: 'manual' });
      if (answer.type === 'opaqueredirect') {
        tell('You are signed out: load the page again to sign in.');
        return false;
      }
      if (answer.ok) takeOver(new DOMParser().parseFromString(await answer.text(), 'text/html'));
      if (answer.ok && !reachable) tell('The connection is back.');
      if (!answer.ok && reachable) tell('This page cannot be updated now; trying again.');
      reachable = answer.ok;
    } catch {
      // Nobody answers: a restart, or no network.
      if (reachable) tell('Penstock cannot be reached; trying again.');
      reachable = false;
    }
    return true;
  }

  async function follow() {
    if (await look()) setTimeout(() => void follow(), EVERY_MS);
  }

  function walk(by) {
    const links = [...document.querySelectorAll('[data-row] a')];
    if (links.length === 0) return;
    const row = document.activeElement?.closest('[data-row]');
    const at = row ? links.findIndex((link) => row.contains(link)) : by > 0 ? -1 : links.length;
    links[Math.min(Math.max(at + by, 0), links.length - 1)].focus();
  }

  const KEYS = {
    j: () => walk(1),
    k: () => walk(-1),
    '/': () => document.querySelector('input[type="search"]')?.focus(),
    d: () => {
      const decision = document.getElementById('decision');
      decision?.scrollIntoView();
      decision?.focus();
    },
    '?': () => {
      const keys = document.getElementById('keys');
      if (!keys) return;
      keys.open = !keys.open;
      keys.querySelector('summary').focus();
    },
  };

  document.addEventListener('keydown', (event) => {
    const typing = event.target.closest('input:not([type="checkbox"], [type="radio"]), select, textarea');
    if (typing || event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem(KEYS_OFF)) return;
    const act = KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  // Enter in a choice would send the form: nobody decides by that.
  document.addEventListener('keydown', (event) => {
    if (
      event.key === 'Enter' &&
      event.target.matches('form[data-kept] input:is([type="radio"], [type="checkbox"])')
    )
      event.preventDefault();
  });

  const off = document.getElementById('keys-off');
  if (off) {
    off.checked = localStorage.getItem(KEYS_OFF) !== null;
    off.addEventListener('change', () =>
      off.checked ? localStorage.setItem(KEYS_OFF, '1') : localStorage.removeItem(KEYS_OFF),
    );
  }

  if (document.querySelector('[data-live]')) setTimeout(() => void follow(), EVERY_MS);
})();
