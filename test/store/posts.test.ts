// Posts on both back ends: what stands at one place about one incident is kept, and replaced by what stands there later.
import type { Post } from '../../domain/notice/post';
import { BACK_ENDS, bothStores } from './both-stores';

const storeOf = bothStores('posts were');
const post = (changes: Partial<Post> = {}): Post => ({
  ...{ incidentId: 'inc-1', target: 'slack:C1', mark: { channel: 'C1', ts: '1.2' } },
  ...{ toldSeq: 3, shownAt: '2026-11-20T12:00:00.000Z', askedAt: null },
  ...changes,
});

describe.each(BACK_ENDS)('on %s', (name) => {
  it('nothing stands anywhere before something was kept', async () => {
    const store = storeOf(name);
    if (!store) return;
    expect(await store.posts.post('inc-0', 'slack:C1')).toBeNull();
  });

  it('the newest post of a place replaces the one before, and keeping it again changes nothing', async () => {
    const store = storeOf(name);
    if (!store) return;
    const { posts } = store;
    const later = post({ toldSeq: 9, askedAt: '2026-11-20T13:00:00.000Z' });
    await posts.keepPost(post());
    expect(await posts.post('inc-1', 'slack:C1')).toEqual(post());
    await posts.keepPost(later);
    await posts.keepPost(later);
    expect(await posts.post('inc-1', 'slack:C1')).toEqual(later);
  });

  it('places and incidents are kept apart', async () => {
    const store = storeOf(name);
    if (!store) return;
    const { posts } = store;
    const all = [
      post({ incidentId: 'inc-2', toldSeq: 1 }),
      post({ incidentId: 'inc-2', target: 'jira:DATA', mark: null, shownAt: null, toldSeq: 2 }),
      post({ incidentId: 'inc-3', toldSeq: 4 }),
    ];
    for (const one of all) await posts.keepPost(one);
    expect(await Promise.all(all.map((one) => posts.post(one.incidentId, one.target)))).toEqual(all);
  });

  it('what PostgreSQL cannot hold in JSON does not stop a post from being kept', async () => {
    const store = storeOf(name);
    if (!store) return;
    await store.posts.keepPost(post({ incidentId: 'inc-4', mark: { title: 'a\u0000b' } }));
    expect((await store.posts.post('inc-4', 'slack:C1'))?.mark?.['title']).toMatch(/^a.*b$/);
  });
});
