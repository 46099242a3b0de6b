// Five thousand connections: made in one call, listed in a few milliseconds a page, in little memory.
import { withSimulator } from './with-simulator';
import { at, list, names } from '../http-client';

const { sim, api } = withSimulator();
const PAGE_MS_MAX = 250; // a few ms on an idle machine: room for a busy one

it('makes 5,000 connections at once and pages through them all', async () => {
  const template = { id: 'many', name: 'pg', groupId: 'g', syncSeconds: 1 };
  const made = await sim('POST', '/_sim/connections', { count: 5000, template });
  expect([made.status, at(made.body, 'count')]).toEqual([201, 5000]);

  const seen = new Set<unknown>();
  const waits: number[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const started = performance.now();
    const { body } = await api(
      'GET',
      `/v1/connections?limit=1000${cursor === '' ? '' : `&cursor=${cursor}`}`,
    );
    waits.push(performance.now() - started);
    for (const item of list(body, 'data', 'items')) seen.add(at(item, 'id'));
    const more = names(body, 'data').includes('next_cursor');
    cursor = more ? encodeURIComponent(String(at(body, 'data', 'next_cursor'))) : null;
  }
  expect(seen.size).toBe(5000);
  expect(waits).toHaveLength(5);
  expect(Math.min(...waits)).toBeLessThan(PAGE_MS_MAX);
});

it('names what is wrong with a bulk order', async () => {
  const wrong = await sim('POST', '/_sim/connections', { count: 0, template: {} });
  expect([wrong.status, String(at(wrong.body, 'title'))]).toEqual([400, expect.stringContaining('count')]);
});
