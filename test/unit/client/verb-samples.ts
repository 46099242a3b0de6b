// One typical command line for every verb, and what to expect of it. A verb without one fails every-verb.test.ts.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../temporary-folder';
import { anIncident } from '../ingress/world';

export interface Sample {
  args: string[];
  /** Works with nothing running. */
  alone?: true;
  /** Changes something: has --reason, --yes and --dry-run. */
  acts?: true;
  /** An act whose record has no room for a reason, and why. */
  noReason?: string;
  /** Exit codes when all is there; 0 unless told otherwise. */
  ok?: number[];
  /** Exit code with no server; 3 unless told otherwise. */
  away?: number;
  /** Also done by who may only look. */
  viewersToo?: true;
  /** `-o json` is one object a line. */
  lines?: true;
  /** Waits for Temporal to be away. */
  slow?: true;
  /** Markdown, whose lines a reader folds. */
  page?: true;
  /** Makes what `{id}` stands for: a command line whose answer has an `id`. */
  first?: string[];
}

const INCIDENT = anIncident().id;
const CONNECTION = 'fivetran/prod/frozen_lemon';
const WHY = ['--reason', 'because'];

const pull = (kind: string) => [kind, 'on', '--account', 'prod', ...WHY];

export function verbSamples(): Record<string, Sample> {
  const folder = temporaryFolder();
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const failures = file('failures.jsonl', '{"id":"a","platform":"fivetran","message":"HTTP 429"}\n');
  const texts = file('texts.jsonl', '{"id":"a","text":"mail jane@example.com"}\n');
  return {
    'incident list': { args: [] },
    'incident get': { args: [INCIDENT] },
    'incident timeline': { args: [INCIDENT] },
    'incident report': { args: [INCIDENT], page: true },
    'incident wait': { args: [INCIDENT, '--for', 'awaiting_approval'] },
    'incident snooze': { args: [INCIDENT, '--for', '2h'], acts: true },
    'incident wake': { args: [INCIDENT], acts: true, ok: [126] },
    'incident close': { args: [INCIDENT, '--reason', 'expected'], acts: true },
    'incident cancel': { args: [INCIDENT], acts: true },
    'incident retry': { args: [INCIDENT], acts: true },
    'incident release': { args: [INCIDENT], acts: true, ok: [126] },
    'incident handback': { args: [INCIDENT], acts: true, ok: [126] },
    'incident ack': { args: [INCIDENT, ...WHY], acts: true },
    'approval list': { args: [] },
    'approval approve': { args: [INCIDENT], acts: true },
    'approval reject': { args: [INCIDENT, ...WHY], acts: true },
    'approval delegate': { args: ['anna', '--for', '8h', ...WHY], acts: true },
    'approval delegations': { args: [] },
    'approval undelegate': {
      args: ['{id}'],
      acts: true,
      first: ['approval', 'delegate', 'anna', '--for', '8h', ...WHY],
    },
    'audit verify': { args: [] },
    'audit export': { args: [], lines: true },
    'connection list': { args: [] },
    'connection get': { args: [CONNECTION] },
    'connection history': { args: [CONNECTION] },
    'connection sync': { args: [CONNECTION], acts: true },
    'connection pause': { args: [CONNECTION], acts: true },
    'connection resume': { args: [CONNECTION], acts: true },
    'connection change': { args: [CONNECTION, 'resync'], acts: true },
    'sweep now': { args: [], acts: true, noReason: 'it looks; what it finds says why' },
    diagnose: { args: ['--file', failures], alone: true, lines: true },
    'policy lint': { args: [], alone: true },
    'policy test': { args: [], alone: true },
    'policy diff': { args: ['config'], alone: true },
    'policy explain': { args: [INCIDENT] },
    'kill on': { args: ['--account', 'prod', ...WHY], acts: true },
    'kill off': { args: ['{id}'], acts: true, first: pull('kill') },
    'kill status': { args: [], ok: [0, 1] },
    'freeze on': { args: ['--account', 'prod', '--for', '2h', ...WHY], acts: true },
    'freeze off': { args: ['{id}'], acts: true, first: pull('freeze') },
    'freeze status': { args: [], ok: [0, 1] },
    'mode get': { args: [] },
    'mode set': { args: ['monitor', '--account', 'prod', ...WHY], acts: true },
    'mode unset': {
      args: ['{id}'],
      acts: true,
      first: ['mode', 'set', 'monitor', '--account', 'prod', ...WHY],
    },
    'mode explain': { args: [INCIDENT] },
    redact: { args: ['--file', texts], alone: true, lines: true },
    'drill list': { args: [], alone: true },
    'drill run': {
      args: ['rate-limit', '--dry-run'],
      alone: true,
      acts: true,
      noReason: 'only simulators are touched',
    },
    doctor: { args: [], ok: [1], away: 1, slow: true },
    'webhook register': {
      args: ['fivetran/prod', '--url', 'https://penstock.example.com'],
      acts: true,
      noReason: 'doing it again changes nothing',
    },
    'webhook verify': { args: ['fivetran/prod'], ok: [1] },
    'webhook test': { args: ['fivetran/prod'], acts: true, ok: [1], noReason: 'it is a test' },
    'token create': { args: ['ci'], acts: true, viewersToo: true, noReason: 'its name says what it is for' },
    'token list': { args: [] },
    'token revoke': { args: ['{id}'], acts: true, first: ['token', 'create', 'ci'] },
    whoami: { args: [] },
    completion: { args: ['bash'], alone: true },
  };
}

/** Runs until it is stopped: how it starts and ends is shown by the suites that start it. */
export const RUNS_ON = ['up'];
