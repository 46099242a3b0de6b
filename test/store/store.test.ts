import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { PGlite } from '@electric-sql/pglite';
import { Client } from 'pg';
import type { AuditEntry } from '../../domain/audit-entry';
import type { Incident } from '../../domain/incident';
import type { PastCase } from '../../domain/memory/past-case';
import { knownConnection as connection } from '../known-connection';
import { openStore, type Store } from '../../integrations/postgres/open-store';
import { startPostgres, whyNoPostgres, type PostgresServer } from '../../bench/postgres-server';

/** A back end under test, and a superuser's hand to tamper with it while the store is closed. */
interface Backend {
  name: string;
  /** Of a server; an embedded store has none. */
  url?: string;
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
    url,
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

function pastCase(incidentId: string, at: string): PastCase {
  return {
    ...{ incidentId, ref: { provider: 'fivetran', account: 'sim', connectionId: 'c' }, service: 'postgres' },
    ...{ fingerprint: 'boom', class: 'unknown', action: 'escalate', steps: [], verdict: 'verified', at },
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

  it('reads the cases of outcomes in the order of writing, and again when an incident closed once more', async () => {
    const outcome = (incidentId: string, closedAt: string, attempts: number) => ({
      ...{ incidentId, class: 'unknown', action: 'escalate', playbook: null, verified: true },
      ...{ openedAt: closedAt, closedAt },
      cases: Array.from({ length: attempts }, (_, i) => pastCase(incidentId, `${closedAt}-${i}`)),
    });
    const start = (await store.cases.casesAfter(0, 1000)).seq;
    const ids = async (after: number, limit = 10) => {
      const { cases, seq } = await store.cases.casesAfter(after, limit);
      return { ids: cases.map((one) => one.incidentId), seq };
    };
    const write = (one: ReturnType<typeof outcome>) =>
      store.store.record({ incident: null, audit: [], outcome: one });
    await write(outcome('inc-late', '2026-11-20T13:00:00.000Z', 1));
    await write(outcome('inc-early', '2026-11-20T12:00:00.000Z', 2));
    expect((await ids(start)).ids).toEqual(['inc-late', 'inc-early', 'inc-early']);
    const { seq } = await ids(start, 1);
    expect((await ids(seq)).ids).toEqual(['inc-early', 'inc-early']);
    await write(outcome('inc-late', '2026-11-20T14:00:00.000Z', 2));
    expect((await ids(start)).ids).toEqual(['inc-early', 'inc-early', 'inc-late', 'inc-late']);
    const end = (await ids(start)).seq;
    expect(await ids(end)).toEqual({ ids: [], seq: end });
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
    expect(seen.slice(0, 3)).toEqual(['inc-p5', 'inc-p2', 'inc-p4']);
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

  it('remembers thousands of connections at once, and lists the sick ones first, page by page', async () => {
    const account = { provider: 'fivetran' as const, account: 'many' };
    const many = Array.from({ length: 2500 }, (_, i) =>
      connection({ ...account, connectionId: `c${i}`, health: i % 1000 === 7 ? 'failing' : 'healthy' }),
    );
    await store.connections.keep(many);
    await store.connections.keep([{ ...connection(account), connectionId: 'c1', health: 'late' }]);
    const known = await store.connections.known(account, ['c1', 'c7', 'nobody']);
    expect(known.map((one) => [one.connectionId, one.health])).toEqual(
      expect.arrayContaining([
        ['c1', 'late'],
        ['c7', 'failing'],
      ]),
    );
    expect(known).toHaveLength(2);
    const first = await store.connections.list({ account: 'many', limit: 4 });
    expect(first.items.map((one) => one.connectionId)).toEqual(['c1007', 'c2007', 'c7', 'c1']);
    const second = await store.connections.list({
      account: 'many',
      limit: 4,
      cursor: first.nextCursor ?? '',
    });
    expect(second.items.map((one) => one.connectionId)).toEqual(['c0', 'c10', 'c100', 'c1000']);
    expect(await store.connections.markGone(account, new Set(many.slice(1).map((c) => c.connectionId)))).toBe(
      1,
    );
    expect((await store.connections.list({ account: 'many', health: ['gone'] })).items[0]?.connectionId).toBe(
      'c0',
    );
  });

  it('says when the newest incident of a connection was closed', async () => {
    for (const [id, at, status] of [
      ['inc-c1', '2026-11-20T14:00:00.000Z', 'resolved'],
      ['inc-c2', '2026-11-20T15:00:00.000Z', 'closed'],
      ['inc-c3', '2026-11-20T16:00:00.000Z', 'open'],
    ] as const)
      await store.store.record({
        incident: {
          ...incident(id, at, status),
          connection: { id: 'closing', name: '', service: '', destination: '', tags: {} },
        },
        audit: [],
      });
    const closed = await store.connections.lastClosed({ provider: 'fivetran', account: 'sim' }, [
      'closing',
      'other',
    ]);
    expect([...closed]).toEqual([['closing', '2026-11-20T15:00:00.000Z']]);
  });

  it('keeps texts that PostgreSQL refuses, and their chain intact', async () => {
    const text = 'NUL \0, half a pair \ud83d, a whole one 😀, \\u0000';
    await store.store.record({
      incident: { ...incident('inc-x', '2026-11-20T12:00:00.000Z'), next: text },
      audit: [entry({ incidentId: 'inc-x', details: { text, [text]: 1 } })],
    });
    await store.store.keepEvidence({
      incidentId: 'inc-x',
      evidence: [{ id: 'e1', kind: 'event', at: '2026-11-20T12:00:00.000Z', text }],
    });
    const kept = 'NUL \ufffd, half a pair \ufffd, a whole one 😀, \\u0000';
    expect((await store.reader.get('inc-x'))?.next).toBe(kept);
    const rows = await store.reader.audit({ incidentId: 'inc-x' });
    expect(rows.map((row) => row.details)).toEqual([{ text: kept, [kept]: 1 }]);
    expect((await store.reader.evidence('inc-x')).map((e) => e.text)).toEqual([kept]);
    expect((await store.reader.verifyAudit()).faults).toEqual([]);
  });

  it('takes a key or an evidence ID that stands twice in one call once', async () => {
    const before = (await store.reader.verifyAudit()).rows;
    const twice = entry();
    await store.store.record({ incident: null, audit: [twice, twice] });
    expect(await store.reader.verifyAudit()).toEqual({ rows: before + 1, faults: [] });
    const evidence = ['e10', 'e2', 'e2'].map((id, n) => ({
      id,
      kind: 'event' as const,
      at: '2026-11-20T12:00:00.000Z',
      text: String(n),
    }));
    await store.store.keepEvidence({ incidentId: 'inc-e', evidence });
    expect((await store.reader.evidence('inc-e')).map((e) => [e.id, e.text])).toEqual([
      ['e2', '2'],
      ['e10', '0'],
    ]);
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

  it('finds that the head row is gone', async () => {
    const { faults } = await afterTampering(['delete from audit_head']);
    expect(faults.map((f) => f.kind)).toContain('truncated');
  });
}

describe('the embedded store (PGlite)', () => {
  guarantees(embedded);

  it('is not opened by two processes at once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'penstock-lock-'));
    writeFileSync(join(folder, 'penstock.lock'), String(process.ppid));
    await expect(openStore({ embeddedFolder: folder })).rejects.toThrow(`in use by process ${process.ppid}`);
    rmSync(folder, { recursive: true });
  });
});

const missing = whyNoPostgres();
// At once, not in a hook: hooks of skipped suites do not run.
if (missing !== undefined) process.stderr.write(`skipped: the store on PostgreSQL (${missing})\n`);

(missing === undefined ? describe : describe.skip)('the store on PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  afterAll(async () => {
    if ('stop' in server) await server.stop();
  });
  const running = () => {
    if ('missing' in server) throw new Error(server.missing);
    return server;
  };

  describe('as every back end', () => {
    guarantees(() => postgres(running()));
  });

  describe('as a server shared by processes', () => {
    let backend: Backend;
    beforeAll(async () => {
      backend = await postgres(running());
    });
    afterAll(() => backend.stop());

    it('is migrated once by eight that open it at once, whose writers give one gapless chain', async () => {
      const stores = await Promise.all(Array.from({ length: 8 }, () => backend.open()));
      const write = (s: Store) => s.store.record({ incident: null, audit: [entry(), entry(), entry()] });
      await Promise.all(stores.flatMap((s) => [write(s), write(s), write(s)]));
      const verified = await Promise.all(stores.map((s) => s.reader.verifyAudit()));
      await Promise.all(stores.map((s) => s.close()));
      expect(verified).toEqual(stores.map(() => ({ rows: 72, faults: [] })));
    });

    it('appends once what two writers write at the same time', async () => {
      const stores = await Promise.all([backend.open(), backend.open()]);
      const [first] = stores;
      const before = (await first.reader.verifyAudit()).rows;
      const audit = [entry(), entry()];
      await Promise.all(
        [...stores, ...stores, ...stores].map((s) => s.store.record({ incident: null, audit })),
      );
      const after = await first.reader.verifyAudit();
      await Promise.all(stores.map((s) => s.close()));
      expect(after).toEqual({ rows: before + 2, faults: [] });
    });

    it('fails a call whose connection the server ends, then goes on', async () => {
      const store = await backend.open();
      const before = (await store.reader.verifyAudit()).rows;
      const admin = new Client({ connectionString: backend.url });
      await admin.connect();
      await admin.query('begin');
      await admin.query('select * from audit_head for update');
      const audit = [entry()];
      const refused = expect(store.store.record({ incident: null, audit })).rejects.toMatchObject({
        code: 'store.unreachable',
      });
      const end = `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`;
      while ((await admin.query(end)).rowCount === 0) await new Promise((resolve) => setImmediate(resolve));
      await refused;
      await admin.query('rollback');
      await admin.end();
      await store.store.record({ incident: null, audit });
      const after = await store.reader.verifyAudit();
      await store.close();
      expect(after).toEqual({ rows: before + 1, faults: [] });
    });
  });

  it('says that it cannot be reached without showing the password', async () => {
    const opening = openStore({ databaseUrl: 'postgresql://user:s3cret@127.0.0.1:1/none' });
    await expect(opening).rejects.toMatchObject({ code: 'store.unreachable' });
    await expect(opening).rejects.not.toThrow(/s3cret/);
  });

  it('refuses a wrong password without showing it', async () => {
    const url = Object.assign(new URL(running().url), { password: 's3cret' }).toString();
    const error: unknown = await openStore({ databaseUrl: url }).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'store.unreachable', message: expect.stringContaining('password') });
    expect(inspect(error, { depth: 8 })).not.toContain('s3cret');
  });
});
