import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { Client } from 'pg';
import type { AuditEntry } from '../../domain/audit-entry';
import type { Incident } from '../../domain/incident';
import { openStore, type Store } from '../../integrations/postgres/open-store';
import { startPostgres, type PostgresServer } from './postgres-server';

/** A back end under test, and a superuser's hand to tamper with it while the store is closed. */
interface Backend {
  name: string;
  open(): Promise<Store>;
  tamper(statements: string[]): Promise<void>;
  stop(): Promise<void>;
}

async function embedded(): Promise<Backend> {
  const folder = mkdtempSync(join(tmpdir(), 'penstock-store-'));
  const { PGlite } = await import('@electric-sql/pglite');
  return {
    name: 'PGlite',
    open: () => openStore({ embeddedFolder: folder }),
    async tamper(statements) {
      const client: PGlite = await PGlite.create(join(folder, 'pglite'));
      try {
        for (const statement of statements) await client.exec(statement);
      } finally {
        await client.close();
      }
    },
    stop: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
  };
}

async function postgres(server: Extract<PostgresServer, { url: string }>): Promise<Backend> {
  const admin = async (statements: string[], url = server.url) => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end();
    }
  };
  const name = `penstock_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
  await admin([`create database ${name}`]);
  const url = Object.assign(new URL(server.url), { pathname: `/${name}` }).toString();
  return {
    name: 'PostgreSQL',
    open: () => openStore({ databaseUrl: url }),
    tamper: (statements) => admin(statements, url),
    stop: () => admin([`drop database ${name} with (force)`]),
  };
}

let counter = 0;
function entry(changes: Partial<AuditEntry> = {}): AuditEntry {
  counter += 1;
  return {
    key: `run/${counter}`,
    at: `2026-11-20T12:00:00.${String(counter % 1000).padStart(3, '0')}Z`,
    incidentId: 'inc-1',
    actor: 'system',
    action: 'step.applied',
    details: { b: 1, a: [2] },
    ...changes,
  };
}

function incident(id: string, updatedAt: string, status: Incident['status'] = 'open'): Incident {
  return {
    schemaVersion: 1,
    id,
    workflowId: `incident/fivetran/sim/${id}`,
    runId: id,
    provider: 'fivetran',
    account: 'sim',
    connection: { id: `conn-${id}`, name: id, service: 'postgres', destination: 'w', tags: {} },
    status,
    flags: [],
    severity: 'high',
    mode: 'recommend',
    openedAt: '2026-11-20T12:00:00.000Z',
    updatedAt,
    events: { count: 1, last: { kind: 'sync_failed', at: '2026-11-20T12:00:00.000Z' } },
    diagnosis: null,
    plan: null,
    approval: null,
    verification: null,
    next: '',
    availableTransitions: [],
    links: { temporal: null, provider: null, console: null },
  };
}

const TAMPER = (statement: string) => [
  'alter table audit disable trigger all',
  statement,
  'alter table audit enable trigger all',
];

function guarantees(start: () => Promise<Backend>): void {
  let backend: Backend;
  let store: Store;

  beforeAll(async () => {
    backend = await start();
    store = await backend.open();
  }, 60_000);

  afterAll(async () => {
    await store.close();
    await backend.stop();
  });

  const afterTampering = async (statements: string[]) => {
    await store.close();
    await backend.tamper(statements);
    store = await backend.open();
    return store.reader.verifyAudit();
  };

  it('gives one gapless chain to writers that write at once', async () => {
    await Promise.all(
      Array.from({ length: 8 }, () => store.store.record({ incident: null, audit: [entry(), entry()] })),
    );
    const { rows, faults } = await store.reader.verifyAudit();
    expect(faults).toEqual([]);
    expect(rows).toBe(16);
  });

  it('appends once what is written twice', async () => {
    const before = (await store.reader.verifyAudit()).rows;
    const audit = [entry(), entry()];
    await store.store.record({ incident: null, audit });
    await store.store.record({ incident: null, audit: [...audit, entry()] });
    expect(await store.reader.verifyAudit()).toEqual({ rows: before + 3, faults: [] });
  });

  it('never lets an older snapshot overwrite a newer one', async () => {
    await store.store.record({
      incident: incident('inc-a', '2026-11-20T12:00:05.000Z', 'resolved'),
      audit: [],
    });
    await store.store.record({
      incident: incident('inc-a', '2026-11-20T12:00:04.000Z', 'verifying'),
      audit: [],
    });
    expect((await store.reader.get('inc-a'))?.status).toBe('resolved');
  });

  it('leaves an event with the first incident that claimed it', async () => {
    await store.store.claimEvents({ incidentId: 'inc-1', eventIds: ['e1'] });
    const claims = await store.store.claimEvents({ incidentId: 'inc-2', eventIds: ['e1', 'e2'] });
    expect(claims).toEqual(
      expect.arrayContaining([
        { eventId: 'e1', ownedBy: 'inc-1' },
        { eventId: 'e2', ownedBy: 'inc-2' },
      ]),
    );
  });

  it('pages through incidents, newest change first, without losing or repeating one', async () => {
    for (let i = 0; i < 7; i += 1) {
      await store.store.record({
        incident: incident(`inc-p${i}`, `2026-11-20T13:00:0${i % 3}.000Z`),
        audit: [],
      });
    }
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await store.reader.list({ limit: 3, ...(cursor ? { cursor } : {}) });
      seen.push(...page.items.map((i) => i.id));
      cursor = page.nextCursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(8);
    expect(seen[0]).toMatch(/^inc-p/);
  });

  it('answers an incident’s timeline in the order of its acts', async () => {
    await store.store.record({
      incident: null,
      audit: [
        entry({ incidentId: 'inc-t', action: 'incident.opened' }),
        entry({ incidentId: 'inc-t', action: 'plan.made' }),
      ],
    });
    const rows = await store.reader.audit({ incidentId: 'inc-t' });
    expect(rows.map((row) => row.action)).toEqual(['incident.opened', 'plan.made']);
  });

  it('refuses to change or delete an audit row', async () => {
    await store.close();
    await expect(backend.tamper([`update audit set actor = 'nobody' where seq = 2`])).rejects.toThrow(
      /append-only/,
    );
    await expect(backend.tamper(['delete from audit where seq = 2'])).rejects.toThrow(/append-only/);
    store = await backend.open();
  });

  it('finds a changed row', async () => {
    const { faults } = await afterTampering(TAMPER(`update audit set actor = 'mallory' where seq = 3`));
    expect(faults).toEqual([expect.objectContaining({ seq: 3, kind: 'changed' })]);
    expect((await afterTampering(TAMPER(`update audit set actor = 'system' where seq = 3`))).faults).toEqual(
      [],
    );
  });

  it('finds rows that changed places', async () => {
    const swap = (a: number, b: number) =>
      TAMPER(
        `update audit set seq = 0 - seq where seq in (${a}, ${b}); update audit set seq = case when seq = -${a} then ${b} else ${a} end where seq < 0`,
      );
    const { faults } = await afterTampering(swap(4, 5));
    expect(faults.map((f) => f.kind)).toContain('reordered');
    expect((await afterTampering(swap(4, 5))).faults).toEqual([]);
  });

  it('finds a missing row', async () => {
    const { faults } = await afterTampering(TAMPER('delete from audit where seq = 6'));
    expect(faults).toContainEqual(expect.objectContaining({ seq: 6, kind: 'missing' }));
  });

  it('finds that the newest rows were cut off', async () => {
    const { faults } = await afterTampering(
      TAMPER('delete from audit where seq = (select max(seq) from audit)'),
    );
    expect(faults.map((f) => f.kind)).toContain('truncated');
  });
}

describe('the embedded store (PGlite)', () => {
  guarantees(embedded);

  it('is not opened by two processes at once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'penstock-lock-'));
    const { writeFileSync, mkdirSync } = await import('node:fs');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'penstock.lock'), String(process.ppid));
    await expect(openStore({ embeddedFolder: folder })).rejects.toThrow(`in use by process ${process.ppid}`);
    rmSync(folder, { recursive: true });
  });
});

describe('the store on PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
    if ('missing' in server) process.stdout.write(`skipped: the store on PostgreSQL (${server.missing})\n`);
  }, 60_000);
  afterAll(async () => {
    if ('stop' in server) await server.stop();
  });

  const installed =
    process.env.PENSTOCK_TEST_DATABASE_URL !== undefined ||
    require('node:fs').existsSync('/usr/lib/postgresql');
  (installed ? describe : describe.skip)('with a server at hand', () => {
    guarantees(() => ('url' in server ? postgres(server) : Promise.reject(new Error(server.missing))));

    it('says that it cannot be reached without showing the password', async () => {
      const opening = openStore({ databaseUrl: 'postgresql://user:s3cret@127.0.0.1:1/none' });
      await expect(opening).rejects.toMatchObject({ code: 'store.unreachable' });
      await expect(opening).rejects.not.toThrow(/s3cret/);
    });
  });
});
