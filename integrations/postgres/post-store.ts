// Messages, tickets and alerts made for incidents, so that whoever tells next edits the same ones.
import type { Kysely } from 'kysely';
import type { Post } from '../../domain/notice/post';
import type { PostStore } from '../../domain/store-ports';
import { storableJson } from './storable-json';
import { asStoreError } from './store-error';
import type { Tables } from './tables';

/** More say nothing more: the first of them is what the next is told under. */
const ALIKE_MAX = 200;

export function createPostStore(db: Kysely<Tables>): PostStore {
  return {
    post: (incidentId, target) =>
      asStoreError(async () => {
        const row = await db
          .selectFrom('posts')
          .select('document')
          .where('incident_id', '=', incidentId)
          .where('target', '=', target)
          .executeTakeFirst();
        // Only `keepPost` writes this column.
        return row ? (row.document as Post) : null;
      }),

    postsAlike: (target, group, since) =>
      asStoreError(async () => {
        const rows = await db
          .selectFrom('posts')
          .select('document')
          .where('target', '=', target)
          .where('group_key', '=', group)
          .where('first_shown_at', '>=', since)
          .orderBy('first_shown_at')
          .limit(ALIKE_MAX)
          .execute();
        return rows.map((row) => row.document as Post);
      }),

    keepPost: (post) =>
      asStoreError(async () => {
        const document = storableJson(post);
        const group = { group_key: post.group ?? null, first_shown_at: post.firstShownAt ?? null };
        await db
          .insertInto('posts')
          .values({ incident_id: post.incidentId, target: post.target, ...group, document })
          .onConflict((conflict) =>
            conflict.columns(['incident_id', 'target']).doUpdateSet({ ...group, document }),
          )
          .execute();
      }),
  };
}
