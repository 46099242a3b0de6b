// A ServiceNow instance's incident table: columns, journal, data policy on resolving. User `penstock`, `sim-servicenow`.
import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { request as send } from 'undici';
import { z } from 'zod';
import { BadControl, read } from '../engine/control-body';
import type { ChatWorld } from './world';

const CREDENTIALS = 'penstock:sim-servicenow';
const GROUPS: Record<string, string> = { 'Data Platform': '287ebd7da9fe198100f92cc8d1d2154e' };
const LENGTHS = { short_description: 160, description: 4000, correlation_id: 100, correlation_display: 100 };
const WRITABLE = [
  ...['short_description', 'description', 'urgency', 'impact', 'state', 'approval', 'assignment_group'],
  ...['correlation_id', 'correlation_display', 'close_code', 'close_notes', 'work_notes'],
] as const;
const fields = z.strictObject(Object.fromEntries(WRITABLE.map((name) => [name, z.string().optional()])));

interface Row {
  sys_id: string;
  number: string;
  values: Record<string, string>;
  notes: string[];
}

const hook = z.strictObject({ url: z.url().nullable(), token: z.string().default('') });
const approve = z.strictObject({ number: z.string(), approval: z.string(), user_name: z.string() });

/** `GET /_sim/servicenow`, `POST /_sim/servicenow/approve` (as a person does), `/webhook`, `/state`. */
export function addServicenow(server: FastifyInstance, world: ChatWorld): void {
  const rows: Row[] = [];
  let target: z.output<typeof hook> = { url: null, token: '' };
  world.onReset(() => {
    rows.length = 0;
    target = { url: null, token: '' };
  });
  world.addControls((sim) => {
    sim.get('/servicenow', async () => ({ items: rows }));
    sim.post('/servicenow/webhook', async (asked) => (target = read(hook, asked.body)));
    sim.post('/servicenow/state', async (asked) => {
      const { number, state } = read(z.strictObject({ number: z.string(), state: z.string() }), asked.body);
      rowBy(number).values['state'] = state;
      return { number, state };
    });
    sim.post('/servicenow/approve', async (asked) => {
      const { number, approval, user_name: user } = read(approve, asked.body);
      const row = rowBy(number);
      row.values['approval'] = approval;
      const { correlation_id: id = '', correlation_display: display = '' } = row.values;
      const about = { correlation_id: id, correlation_display: display };
      const body = { timestamp: world.clock.now(), number, approval, user_name: user, ...about };
      if (target.url === null) return { delivered: null, body };
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${target.token}` };
      const answer = await send(target.url, { method: 'POST', headers, body: JSON.stringify(body) });
      await answer.body.dump();
      return { delivered: answer.statusCode, body };
    });
  });
  function rowBy(number: string): Row {
    const row = rows.find((one) => one.number === number);
    if (!row) throw new BadControl(404, `no record ${number}`);
    return row;
  }

  void server.register(
    async (scope) => {
      scope.addHook('preHandler', async (request, reply) => {
        const basic = `Basic ${Buffer.from(CREDENTIALS).toString('base64')}`;
        if (request.headers.authorization !== basic)
          return refused(reply, 401, 'User Not Authenticated', 'Required to provide Auth information');
        return undefined;
      });

      scope.get('/incident', async (request) => {
        const { sysparm_query: query = '', sysparm_limit: limit = '10000' } = request.query as Record<
          string,
          string
        >;
        const [, wanted] = /^correlation_id=([^^]+)/.exec(query) ?? [];
        const found = rows.filter(
          ({ values }) => wanted === undefined || values['correlation_id'] === wanted,
        );
        return { result: found.slice(0, Number(limit)).map((row) => shown(row)) };
      });

      scope.post('/incident', async (request, reply) => {
        const given = checked(request.body, reply);
        if (!given) return reply;
        const group = given['assignment_group'];
        const { sysparm_input_display_value: byName } = request.query as Record<string, string>;
        const row: Row = {
          sys_id: randomUUID().replace(/-/g, ''),
          number: `INC${String(rows.length + 1).padStart(7, '0')}`,
          values: { state: '1', approval: 'not requested' },
          notes: [],
        };
        rows.push(row);
        apply(row, given);
        // A group that is not known by name stays empty, without a word.
        if (group !== undefined)
          row.values['assignment_group'] = (byName === 'true' ? GROUPS[group] : group) ?? '';
        return reply.code(201).send({ result: shown(row) });
      });

      scope.get<{ Params: { id: string } }>('/incident/:id', async (request, reply) => {
        const row = rows.find(({ sys_id }) => sys_id === request.params.id);
        return row ? { result: shown(row) } : missing(reply);
      });

      scope.patch<{ Params: { id: string } }>('/incident/:id', async (request, reply) => {
        const row = rows.find(({ sys_id }) => sys_id === request.params.id);
        if (!row) return missing(reply);
        const given = checked(request.body, reply);
        if (!given) return reply;
        const next = { ...row.values, ...given };
        if (row.values['state'] === '7' && Object.keys(given).some((name) => name !== 'work_notes'))
          return refused(
            reply,
            403,
            'Operation Failed',
            'ACL Exception Update Failed due to security constraints',
          );
        if (next['state'] === '6' && (!next['close_code'] || !next['close_notes']))
          return refused(
            ...([reply, 403, 'Operation Failed'] as const),
            'Data Policy Exception: The following fields are mandatory: Resolution code, Resolution notes',
          );
        apply(row, given);
        return { result: shown(row) };
      });
    },
    { prefix: '/api/now/table' },
  );
}

function checked(body: unknown, reply: FastifyReply): Record<string, string> | null {
  const parsed = fields.safeParse(body);
  if (!parsed.success) {
    void refused(reply, 400, 'Invalid request', parsed.error.issues.map(({ message }) => message).join('; '));
    return null;
  }
  return Object.fromEntries(
    Object.entries(parsed.data).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}

/** Values too long for their column are cut in silence; journals keep every entry. */
function apply(row: Row, { work_notes: note, ...given }: Record<string, string>): void {
  for (const [name, value] of Object.entries(given)) {
    const max = (LENGTHS as Record<string, number>)[name];
    row.values[name] = max === undefined ? value : value.slice(0, max);
  }
  if (note !== undefined && note !== '') row.notes.push(note);
}

function shown({ sys_id: id, number, values, notes }: Row) {
  const journal = [...notes]
    .reverse()
    .map((note) => `2026-11-20 10:00:00 - penstock (Work notes)\n${note}\n\n`);
  return { ...values, sys_id: id, number, work_notes: journal.join('') };
}

function missing(reply: FastifyReply): FastifyReply {
  return refused(reply, 404, 'No Record found', "Record doesn't exist or ACL restricts the record retrieval");
}

function refused(reply: FastifyReply, status: number, message: string, detail: string): FastifyReply {
  return reply.code(status).send({ error: { message, detail }, status: 'failure' });
}
