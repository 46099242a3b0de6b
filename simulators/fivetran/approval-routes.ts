// Certificates and SSH fingerprints a person has approved for a connection: list, approve, read, revoke.
import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { FivetranAccount } from './account';
import type { Approval, FivetranConnection } from './connection-native';
import { findConnection } from './connection-routes';
import { microTime } from './connection-view';
import { invalidInput, notFound, page, readInput, success } from './envelope';
import { SIM_USER } from './users';

interface ApprovalKind {
  readonly path: 'certificates' | 'fingerprints';
  readonly noun: 'Certificate' | 'Fingerprint';
  /** What the body holds beside `hash`. */
  readonly field: 'encoded_cert' | 'public_key';
  readonly view: (approval: Approval) => object;
}

const required = z.string({ error: 'is required' }).min(1);
const seen = ({ at }: Approval) => ({ validated_date: microTime(at), validated_by: SIM_USER });

const KINDS: readonly ApprovalKind[] = [
  { path: 'certificates', noun: 'Certificate', field: 'encoded_cert', view: certificateView },
  { path: 'fingerprints', noun: 'Fingerprint', field: 'public_key', view: fingerprintView },
];

export function addApprovalRoutes(server: FastifyInstance, account: FivetranAccount): void {
  for (const kind of KINDS) addOf(server, account, kind);
}

function addOf(server: FastifyInstance, account: FivetranAccount, kind: ApprovalKind): void {
  const { path, noun, field, view } = kind;
  const body = z.object({
    hash: required,
    encoded_cert: z.string().default(''),
    public_key: z.string().default(''),
  });
  const find = (connection: FivetranConnection, params: unknown): Approval => {
    const { hash } = z.object({ hash: z.string() }).parse(params);
    const found = connection.native[path].find((approval) => approval.hash === hash);
    if (found === undefined) throw notFound(noun, hash);
    return found;
  };

  server.get(`/v1/connections/:id/${path}`, async (request) =>
    success(page(findConnection(account, request.params).native[path], request.query, view)),
  );
  server.post(`/v1/connections/:id/${path}`, async (request) => {
    const { native } = findConnection(account, request.params);
    const asked = readInput(body, request.body);
    if (asked[field] === '') throw invalidInput(`Field '${field}' is required`);
    const approval = { hash: asked.hash, value: asked[field], at: account.clock.now() };
    if (!native[path].some(({ hash }) => hash === approval.hash)) native[path].push(approval);
    return success(view(approval), `The ${noun.toLowerCase()} has been approved`);
  });
  server.get(`/v1/connections/:id/${path}/:hash`, async (request) =>
    success(view(find(findConnection(account, request.params), request.params))),
  );
  server.delete(`/v1/connections/:id/${path}/:hash`, async (request) => {
    const connection = findConnection(account, request.params);
    const approval = find(connection, request.params);
    connection.native[path].splice(connection.native[path].indexOf(approval), 1);
    return success(undefined, `${noun} with hash '${approval.hash}' has been revoked`);
  });
}

function certificateView(approval: Approval) {
  const digest = (algorithm: string) => createHash(algorithm).update(approval.value).digest('hex');
  return {
    id: approval.hash,
    hash: approval.hash,
    name: 'CN=source.example',
    type: 'X.509',
    sha1: digest('sha1'),
    sha256: digest('sha256'),
    public_key: approval.value.slice(0, 64),
    ...seen(approval),
  };
}

function fingerprintView(approval: Approval) {
  return { id: approval.hash, hash: approval.hash, public_key: approval.value, ...seen(approval) };
}
