// A job's way through its states, on Airbyte's retry table and the simulator's clock.
import { at, eventually, list, type Json } from '../http-client';
import { airbyteGround, ID } from './ground';

const { create, breakIt, settings, advance, job, api, config, status, ended, events, sim, truth } =
  airbyteGround();

const SYNC_SECONDS = 100;
const TRANSIENT = { failureType: 'transient_error', failureOrigin: 'source', until: 'never' };
let jobId: number;
const info = async () => (await config('POST', '/jobs/get_without_logs', { id: jobId })).body;
const attemptStatuses = async () =>
  list(await info(), 'attempts').map((one) => String(at(one, 'attempt', 'status')));
const jobStatus = async () => at((await api('GET', `/jobs/${jobId}`)).body, 'status');
async function startSlow(spec: object): Promise<void> {
  await settings({ pace: 'vendor' });
  await create({ syncSeconds: SYNC_SECONDS });
  await breakIt(spec);
  jobId = Number(at((await job()).body, 'jobId'));
}

it('tries five times without progress, waiting 10 s, 30 s, 90 s and 4.5 min, then fails', async () => {
  await startSlow(TRANSIENT);
  await advance(1);
  for (const [number, waitSeconds] of [10, 30, 90, 270].entries()) {
    await advance(SYNC_SECONDS);
    expect([number, await jobStatus()]).toEqual([number, 'incomplete']);
    expect(await attemptStatuses()).toEqual(Array.from({ length: number + 1 }, () => 'failed'));
    await advance(waitSeconds - 3);
    expect(await jobStatus()).toBe('incomplete');
    await advance(3);
    expect(await jobStatus()).toBe('running');
  }
  await advance(SYNC_SECONDS);
  expect(await jobStatus()).toBe('failed');
  const attempts = list(await info(), 'attempts');
  expect(attempts.map((one) => at(one, 'attempt', 'id'))).toEqual([0, 1, 2, 3, 4]);
  expect(await status()).toMatchObject({ connectionSyncStatus: 'incomplete', lastSyncAttemptNumber: 4 });
});

it('tries twenty times with progress and without waiting, and reports a failed job that loaded something', async () => {
  await startSlow({ ...TRANSIENT, rowsBeforeFailure: 10 });
  await advance(19 * SYNC_SECONDS + 20);
  expect(await jobStatus()).toBe('running');
  expect(await attemptStatuses()).toHaveLength(20);
  await advance(SYNC_SECONDS);
  expect(await jobStatus()).toBe('failed');
  expect(at((await api('GET', `/jobs/${jobId}`)).body, 'rowsSynced')).toBe(200);
  expect((await events())[0]).toBe('SYNC_INCOMPLETE');
});

it('never tries a config_error again', async () => {
  await startSlow({ class: 'authentication', until: 'never' });
  await advance(SYNC_SECONDS + 1);
  expect([await jobStatus(), await attemptStatuses()]).toEqual(['failed', ['failed']]);
  expect(at(await status(), 'connectionSyncStatus')).toBe('failed');
});

it('succeeds by itself when the trouble passes between two attempts', async () => {
  await startSlow({ ...TRANSIENT, until: { seconds: SYNC_SECONDS + 5 } });
  await advance(2 * SYNC_SECONDS + 20);
  expect([await jobStatus(), await attemptStatuses()]).toEqual(['succeeded', ['failed', 'succeeded']]);
});

it('is quick by default: the same table in milliseconds', async () => {
  await create();
  await breakIt(TRANSIENT);
  jobId = Number(at((await job()).body, 'jobId'));
  expect(at(await ended(2), 'status')).toBe('failed');
  expect(await attemptStatuses()).toHaveLength(5);
});

it('shows as many attempts as the breakage says, and without a type when it is a generic crash', async () => {
  await create();
  await breakIt({ attempts: 3, failureType: null, until: 'never' });
  jobId = Number(at((await job()).body, 'jobId'));
  await ended(2);
  const failures = list(await info(), 'attempts').map((one) =>
    at(one, 'attempt', 'failureSummary', 'failures', 0),
  );
  expect(failures).toHaveLength(3);
  expect(failures[0]).not.toHaveProperty('failureType');
});

it('turns a network blip into a config_error when the check before the next attempt meets it', async () => {
  await settings({ checkAfterFailure: true });
  await create();
  await breakIt({ class: 'network_transient', until: 'never' });
  jobId = Number(at((await job()).body, 'jobId'));
  await ended(2);
  const attempts = list(await info(), 'attempts');
  expect(attempts).toHaveLength(2);
  expect(at(attempts[1] ?? null, 'attempt', 'failureSummary', 'failures', 0)).toMatchObject({
    failureType: 'config_error',
    retryable: false,
    externalMessage: expect.stringMatching(/^Checking source connection failed - please review/),
  });
});

it('counts job times in seconds and failure times in milliseconds', async () => {
  await create();
  await breakIt({ class: 'authentication', until: 'never' });
  jobId = Number(at((await job()).body, 'jobId'));
  await ended(2);
  const body = await info();
  const failedAt = Number(at(body, 'attempts', 0, 'attempt', 'failureSummary', 'failures', 0, 'timestamp'));
  expect(Math.floor(failedAt / 1000)).toBe(at(body, 'attempts', 0, 'attempt', 'endedAt'));
});

it('waits as pending and as queued before it runs, when told to', async () => {
  await settings({ pendingSeconds: 60, queuedSeconds: 60 });
  await create();
  const { body } = await job();
  jobId = Number(at(body, 'jobId'));
  expect(at(body, 'status')).toBe('pending');
  expect(body).not.toHaveProperty('duration');
  expect(at(await status(), 'connectionSyncStatus')).toBe('pending');
  await advance(61);
  expect([await jobStatus(), at(await status(), 'connectionSyncStatus')]).toEqual(['queued', 'queued']);
  expect((await api('POST', '/jobs', { connectionId: ID, jobType: 'sync' })).status).toBe(409);
  await advance(61);
  await ended(2);
  expect(await jobStatus()).toBe('succeeded');
});

it('answers 409 after 60 s when a job takes longer to appear, and the job appears all the same', async () => {
  await settings({ slowJobSeconds: 90 });
  await create({ syncSeconds: 500 });
  const answer = job();
  const active = async (): Promise<Json> => at(await truth(), 'running');
  await eventually('the request has arrived', async () => {
    const { body } = await sim('GET', '/_sim/requests?method=POST&path=/api/public/v1/jobs');
    return list(body, 'items').length > 0 ? true : undefined;
  });
  await advance(61);
  const { status: code, body } = await answer;
  expect([code, at(body, 'title')]).toEqual([409, 'state-conflict']);
  expect(await active()).toBeNull();
  await advance(30);
  expect(await active()).not.toBeNull();
});

it('fails everything under way when the platform restarts, as a passing trouble of its own', async () => {
  await create({ syncSeconds: 500 });
  jobId = Number(at((await job()).body, 'jobId'));
  await sim('POST', '/_sim/platform-restart', {});
  expect(await jobStatus()).toBe('failed');
  expect(at(await info(), 'attempts', 0, 'attempt', 'failureSummary', 'failures', 0)).toMatchObject({
    failureOrigin: 'airbyte_platform',
    failureType: 'transient_error',
  });
});
