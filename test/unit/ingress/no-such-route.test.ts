// What is not there, or cannot be there, is said as such before anything looks at a body or a token.
import { connect } from 'node:net';
import { as, aWorld, type World } from './world';

describe('a request for what is not there', () => {
  let world: World;
  beforeAll(async () => {
    world = await aWorld();
  });
  afterAll(() => world.app.close());

  const send = (method: 'GET' | 'PUT' | 'PATCH' | 'DELETE' | 'POST', url: string, payload?: string) =>
    world.app.inject({ method, url, headers: as('anna'), ...(payload === undefined ? {} : { payload }) });

  it('is answered 404 for a path, 405 with what is allowed for a method', async () => {
    expect((await send('GET', '/api/v1/nothing')).statusCode).toBe(404);
    const put = await send('PUT', '/api/v1/freezes', '{"scope":');
    expect([put.statusCode, put.headers.allow]).toEqual([405, 'GET, HEAD, POST']);
    expect(put.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    const one = await send('PATCH', '/api/v1/incidents/inc-0123abcd/decisions');
    expect([one.statusCode, one.headers.allow]).toEqual([405, 'GET, HEAD, POST']);
  });

  it('has the headers that protect every answer', async () => {
    expect((await send('GET', '/api/v1/nothing')).headers['x-content-type-options']).toBe('nosniff');
  });

  it.each([`/api/v1/incidents/${'a'.repeat(501)}`, '/api/v1/incidents/%zz'])(
    'is a problem document even where the router itself refuses (%.30s…)',
    async (url) => {
      const answer = await send('GET', url);
      expect(answer.statusCode).toBe(400);
      expect(answer.json()).toMatchObject({ status: 400, title: 'Malformed request' });
    },
  );

  it.each([
    ['/api/v1/connections?connectionId=a%00b', 400],
    ['/api/v1/incidents/fivetran%2Fprod%2F%00', 404],
  ])('never brings a NUL to the database (%s)', async (url, status) => {
    expect((await send('GET', url)).statusCode).toBe(status);
    expect(world.connections.list).not.toHaveBeenCalled();
    expect(world.reader.list).not.toHaveBeenCalled();
  });

  it('never asks the database for a row number that it cannot hold', async () => {
    expect((await send('GET', '/api/v1/audit?afterSeq=2147483648')).statusCode).toBe(400);
    expect((await send('GET', '/api/v1/audit?afterSeq=2147483647')).statusCode).toBe(200);
  });
});

describe('what is no request that can be read', () => {
  it('is answered with a problem document and a closed connection', async () => {
    const world = await aWorld();
    const url = new URL(await world.app.listen({ host: '127.0.0.1', port: 0 }));
    const told = (text: string) =>
      new Promise<string>((resolve, reject) => {
        const socket = connect(Number(url.port), url.hostname, () => socket.write(text));
        let answer = '';
        socket.setEncoding('utf8');
        socket.on('data', (part: string) => (answer += part));
        socket.on('end', () => resolve(answer));
        socket.on('error', reject);
      });
    const large = await told(`GET /healthz?${'a'.repeat(17_000)} HTTP/1.1\r\nhost: x\r\n\r\n`);
    expect(large).toMatch(/^HTTP\/1\.1 431 .*application\/problem\+json/s);
    expect(large).toContain('"status":431');
    expect(await told('nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 .*"status":400/s);
    await world.app.close();
  });
});
