// Every answer of the Fivetran simulator fits the vendor's OpenAPI document, operation by operation.
import { withSimulator } from './with-simulator';
import { at } from '../http-client';
import { hasDocument, responseCheck, type Check } from '../openapi-document';

const describeIt = hasDocument('fivetran') ? describe : describe.skip;
const { sim, api, create } = withSimulator();
const C1 = '/v1/connections/c1';
const ONE = '/v1/connections/{connectionId}';
const ORDERS = '/schemas/{schemaName}/tables/{tableName}';

type Case = readonly [method: string, documented: string, path: string, body?: object, status?: number];
const CASES: readonly Case[] = [
  ['post', '/v1/connections', '/v1/connections', { group_id: 'sim_group', service: 'postgres' }, 201],
  ['get', '/v1/connections', '/v1/connections?limit=1'],
  ['delete', ONE, C1],
  ['get', `${ONE}/certificates`, `${C1}/certificates`],
  ['post', `${ONE}/certificates`, `${C1}/certificates`, { hash: 'h', encoded_cert: 'c' }],
  ['get', `${ONE}/fingerprints`, `${C1}/fingerprints`],
  ['post', `${ONE}/schemas`, '/v1/connections/new/schemas', { schemas: { public: { enabled: true } } }],
  ['patch', `${ONE}/schemas/{schemaName}`, `${C1}/schemas/public`, { enabled: true }],
  ['patch', `${ONE}${ORDERS}`, `${C1}/schemas/public/tables/orders`, { enabled: false }],
  [
    'patch',
    `${ONE}${ORDERS}/columns/{columnName}`,
    `${C1}/schemas/public/tables/orders/columns/name`,
    { enabled: true, hashed: true },
  ],
  ['get', `${ONE}/schemas/{schema}/tables/{table}/columns`, `${C1}/schemas/public/tables/orders/columns`],
  ['get', `${ONE}/state`, '/v1/connections/sdk/state'],
  ['patch', `${ONE}/state`, '/v1/connections/sdk/state', { state: { cursor: 1 } }],
  ['post', '/v1/groups', '/v1/groups', { name: 'new' }, 201],
  ['patch', '/v1/groups/{groupId}', '/v1/groups/sim_group', { name: 'other' }],
  ['get', '/v1/groups/{groupId}/users', '/v1/groups/sim_group/users'],
  ['get', '/v1/groups/{groupId}/public-key', '/v1/groups/sim_group/public-key'],
  ['get', '/v1/groups/{groupId}/service-account', '/v1/groups/sim_group/service-account'],
  ['get', '/v1/destinations', '/v1/destinations'],
  ['patch', '/v1/destinations/{destinationId}', '/v1/destinations/sim_group', { time_zone_offset: '+1' }],
  ['post', '/v1/destinations/{destinationId}/test', '/v1/destinations/sim_group/test', {}],
  ['get', '/v1/external-logging', '/v1/external-logging'],
  ['get', '/v1/metadata/connector-types', '/v1/metadata/connector-types'],
  ['get', '/v1/metadata/connector-types/{service}', '/v1/metadata/connector-types/postgres'],
  [
    'post',
    '/v1/system-keys',
    '/v1/system-keys',
    { name: 'k', permissions: [{ resource_type: 'CONNECTOR', access_level: 'READ' }] },
    201,
  ],
  ['get', '/v1/system-keys', '/v1/system-keys'],
  ['get', '/v1/transformations', '/v1/transformations'],
  ['get', '/v1/transformations/{transformationId}', '/v1/transformations/t1'],
  ['patch', '/v1/transformations/{transformationId}', '/v1/transformations/t1', { paused: true }],
  ['post', '/v1/transformations/{transformationId}/run', '/v1/transformations/t1/run', {}],
  ['get', '/v1/transformation-projects', '/v1/transformation-projects'],
  ['get', '/v1/transformation-projects/{projectId}', '/v1/transformation-projects/sim_project'],
];

describeIt('the documented operation', () => {
  let check: Check;
  beforeAll(() => {
    check = responseCheck('fivetran');
  });
  beforeEach(async () => {
    await create();
    await create({ id: 'new', history: 0 });
    await create({ id: 'sdk', service: 'connector_sdk' });
    await sim('POST', '/_sim/transformations', { id: 't1' });
  });

  for (const [method, documented, path, body, status = 200] of CASES) {
    it(`${method} ${documented}`, async () => {
      const answer = await api(method.toUpperCase(), path, body);
      expect(answer.status).toBe(status);
      expect(check(method, documented, status, answer.body)).toEqual([]);
      expect(at(answer.body, 'code')).toBe('Success');
    });
  }
});
