// Messages, tickets and alerts made for incidents, so that whoever tells next edits the same ones.
import type { Kysely } from 'kysely';
import type { Post } from '../../domain/notice/post';
import type { PostStore } from '../../domain/ports';
import { storableJson } from './storable-json';
import { asStoreError } from './store-error';
import type { Tables } from './tables';

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

    keepPost: (post) =>
      asStoreError(async () => {
        const document = storableJson(post);
        await db
          .insertInto('posts')
          .values({ incident_id: post.incidentId, target: post.target, document })
          .onConflict((conflict) => conflict.columns(['incident_id', 'target']).doUpdateSet({ document }))
          .execute();
      }),
  };
}
