// Open incidents are few among many: listing by status must not walk past every closed one.
import { sql, type Kysely, type Migration } from 'kysely';

export const incidentsByStatus: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`create index incidents_by_status on incidents (status, updated_at desc, id desc)`.execute(db);
  },
};
