// Whole incidents on a real server under random events, votes, orders, brakes and changes of policy, with a workflow cache
// so small that they are replayed all the time: no write is let through that policy, at that moment, had not allowed.
import fc from 'fast-check';
import type { Brake } from '../../domain/brakes/brake';
import type { PolicyRule } from '../../domain/policy/policy';
import type { StepIntent } from '../../domain/store-ports';
import { startWorld, type OpenCase, type World } from './world';

/** More, and others, by PENSTOCK_TEST_CASES and PENSTOCK_TEST_SEED. */
const CASES = Number(process.env['PENSTOCK_TEST_CASES'] ?? 240);
const AT_ONCE = 24;
const TRANSIENT = 'read tcp: connection reset by peer';
const PEOPLE = ['local-admin', 'local-approver', 'ann', 'ben', 'vic'] as const;
const APPROVERS = new Set<string>(['local-admin', 'local-approver', 'ann', 'ben']);

type Act =
  | { do: 'approve' | 'reject'; by: (typeof PEOPLE)[number] }
  | { do: 'approve_stale'; by: (typeof PEOPLE)[number] }
  | { do: 'break_glass'; by: (typeof PEOPLE)[number] }
  | {
      do:
        'snooze' | 'wake' | 'retry' | 'fail' | 'succeed' | 'freeze' | 'thaw' | 'tighten' | 'forbid' | 'watch';
    };

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('approve' as const), by: fc.constantFrom(...PEOPLE) }),
  },
  fc.record({
    do: fc.constantFrom('reject' as const, 'approve_stale' as const, 'break_glass' as const),
    by: fc.constantFrom(...PEOPLE),
  }),
  fc.record({
    do: fc.constantFrom(
      ...([
        'snooze',
        'wake',
        'retry',
        'fail',
        'succeed',
        'freeze',
        'thaw',
        'tighten',
        'forbid',
        'watch',
      ] as const),
    ),
  }),
);

/** How many people policy asks for at first: nobody, one, two. */
const script = fc.record({
  quorum: fc.constantFrom(0, 1, 2),
  acts: fc.array(fc.tuple(act, fc.integer({ min: 0, max: 120 })), { minLength: 2, maxLength: 8 }),
});
type Script = typeof script extends fc.Arbitrary<infer T> ? T : never;

/** What the test knows of one connection, without asking the product. */
interface Truth {
  quorum: number;
  forbidden: boolean;
  watching: boolean;
  frozen: boolean;
  /** People who were sent in with an approval of exactly this plan, before now. */
  approvals: Map<string, Set<string>>;
  brokenFor: Set<string>;
}

let world: World;
const truths = new Map<string, Truth>();
const faults: string[] = [];
let writes = 0;

beforeAll(async () => {
  world = await startWorld(undefined, { maxCachedWorkflows: 2 });
  for (const id of ['ann', 'ben']) world.config.people.push({ id, name: id, role: 'approver', groups: [] });
  world.config.people.push({ id: 'vic', name: 'vic', role: 'viewer', groups: [] });
  world.store.onIntent = look;
}, 60_000);
afterAll(() => world.stop());

/** Called when a write has passed its guard, with nothing in between. */
function look(intent: StepIntent): void {
  const truth = truths.get(intent.target);
  if (!truth) return;
  writes += 1;
  const fault = faultOf(intent, truth);
  if (fault !== null) faults.push(`${intent.target} ${intent.kind}: ${fault}`);
}

function faultOf({ stepId, planHash, kind }: StepIntent, truth: Truth): string | null {
  if (truth.frozen) return 'a freeze was on';
  if (/-c\d+$/.test(stepId)) return null;
  if (truth.watching) return 'policy only watched';
  if (truth.forbidden && kind === 'trigger_sync') return 'policy forbade it';
  if (truth.brokenFor.has(planHash)) return null;
  const approved = truth.approvals.get(planHash)?.size ?? 0;
  return approved >= truth.quorum ? null : `${approved} of ${truth.quorum} had approved this plan`;
}

let scripts = 0;

async function play({ quorum, acts }: Script): Promise<void> {
  scripts += 1;
  const connectionId = `any-${process.pid}-${scripts}`;
  const truth: Truth = {
    ...{ quorum, forbidden: false, watching: false, frozen: false },
    ...{ approvals: new Map(), brokenFor: new Set() },
  };
  truths.set(connectionId, truth);
  if (quorum > 0) addRule(connectionId, { cap: 'recommend', approval: { quorum } });
  const found = await world.open(TRANSIENT, { connectionId });
  for (const [one, pauseMs] of acts) {
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    await doIt(found, truth, one).catch(expected);
  }
  await new Promise((resolve) => setTimeout(resolve, 400));
  await found.handle.terminate('the test is over').catch(() => undefined);
}

/** The same files on every worker, as after a deploy; its hash is what plans are held against. */
function addRule(connectionId: string, more: Partial<PolicyRule>): void {
  const id = `r${world.config.policies.files.length}`;
  const rule = { id, why: 'the test says so', match: { connectionId: [connectionId] }, ...more };
  world.config.policies.files.unshift({ name: id, version: '1', rules: [rule] });
  world.config.hashes.policies = `hash-${id}`;
}

async function doIt(found: OpenCase, truth: Truth, one: Act): Promise<unknown> {
  const { connectionId } = found.event;
  const workflowId = `incident/fivetran/sim/${connectionId}`;
  const control = (command: 'wake' | 'retry') => world.incidents.control(workflowId, { command, by: 'ann' });
  switch (one.do) {
    case 'approve':
    case 'reject':
    case 'approve_stale':
    case 'break_glass':
      return decide(found, truth, workflowId, one);
    case 'snooze':
      return world.incidents.control(workflowId, {
        ...{ command: 'snooze', by: 'ann', until: new Date(Date.now() + 300).toISOString() },
      });
    case 'wake':
    case 'retry':
      return control(one.do);
    case 'fail':
      found.provider.fail(TRANSIENT);
      return world.incidents.report({ ...found.event, id: `${found.event.id}-${Math.random()}` });
    case 'succeed':
      found.provider.succeed();
      return world.incidents.report({
        ...{ ...found.event, id: `${found.event.id}-${Math.random()}`, kind: 'sync_succeeded' },
      });
    case 'freeze': {
      const since = new Date().toISOString();
      const brake: Brake = {
        ...{ id: `freeze-${connectionId}`, kind: 'freeze', scope: { connectionId } },
        ...{ reason: 'the test', by: 'ann', since, until: null },
      };
      truth.frozen = true;
      return void world.brakes.push(brake);
    }
    case 'thaw':
      truth.frozen = false;
      world.brakes.splice(
        0,
        world.brakes.length,
        ...world.brakes.filter((b) => b.scope.connectionId !== connectionId),
      );
      return;
    case 'tighten':
      truth.quorum = Math.max(truth.quorum, 2);
      return addRule(connectionId, { approval: { quorum: 2 } });
    case 'forbid':
      truth.forbidden = true;
      return addRule(connectionId, { never: ['trigger_sync'] });
    case 'watch':
      truth.watching = true;
      return addRule(connectionId, { cap: 'monitor' });
  }
}

async function decide(
  found: OpenCase,
  truth: Truth,
  workflowId: string,
  { do: what, by }: Extract<Act, { by: string }>,
): Promise<unknown> {
  const { plan } = await found.look();
  const planHash = what === 'approve_stale' ? 'f'.repeat(64) : plan?.hash;
  if (planHash === undefined) return;
  if (what === 'approve' && APPROVERS.has(by))
    truth.approvals.set(planHash, (truth.approvals.get(planHash) ?? new Set()).add(by));
  // Only the administrator may.
  if (what === 'break_glass' && by === 'local-admin') truth.brokenFor.add(planHash);
  return world.incidents.decide(workflowId, {
    ...{ decision: what === 'reject' ? 'reject' : 'approve', by, planHash },
    ...(what === 'break_glass' ? { reason: 'the warehouse is on fire', breakGlass: { forMs: 60_000 } } : {}),
  });
}

/** Most of what is sent does not fit the moment, and is refused. */
function expected(error: unknown): void {
  const names = ['Refused', 'NoWorkerAnswer', 'UnknownIncident'];
  if (!(error instanceof Error) || !names.includes(error.name)) throw error;
}

it(
  `writes nothing that policy had not allowed at that moment, in ${CASES} incidents that anything may happen to`,
  async () => {
    const seed = Number(process.env['PENSTOCK_TEST_SEED'] ?? 20261121);
    const all = fc.sample(script, { numRuns: CASES, seed });
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let one = all.pop(); one; one = all.pop()) await play(one);
      }),
    );
    console.log(
      `${CASES} incidents (seed ${seed}): ${writes} writes were let through, ${faults.length} of them wrongly`,
    );
    expect(faults).toEqual([]);
    expect(writes).toBeGreaterThan(CASES / 10);
  },
  CASES * 1500,
);
