// What else broke at the same time is asked at every diagnosis: it must not walk past years of incidents.
import { sql, type Kysely, type Migration } from 'kysely';

export const incidentsByOpening: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`create index incidents_by_opening on incidents (opened_at desc)`.execute(db);
    await sql`create index intents_by_incident on intents (incident_id)`.execute(db);
  },
};
