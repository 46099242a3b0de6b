import { createServer, type Server } from 'node:net';
import { PortTaken, choosePort, freePort, onPort } from '../../../local/ports';

let held: { server: Server; port: number };
const said: string[] = [];
const say = (line: string) => void said.push(line);

beforeEach(async () => {
  said.length = 0;
  const server = createServer();
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  held = { server, port };
});
afterEach(() => new Promise((resolve) => held.server.close(resolve)));

describe('a port', () => {
  it('is the wanted one when it is free, and nothing is said', async () => {
    const port = await freePort();
    await expect(choosePort({ variable: 'X', port, asked: false }, say)).resolves.toBe(port);
    expect(said).toEqual([]);
  });

  it('that is taken gives way to another, and the line names the variable that chooses', async () => {
    const port = await choosePort({ variable: 'PENSTOCK_PORT', port: held.port, asked: false }, say);
    expect(port).not.toBe(held.port);
    expect(said).toEqual([`port ${held.port} is taken; using ${port} instead (PENSTOCK_PORT chooses)`]);
  });

  it('that a person asked for is never replaced', async () => {
    const choice = choosePort({ variable: 'PENSTOCK_PORT', port: held.port, asked: true }, say);
    await expect(choice).rejects.toThrow(PortTaken);
    await expect(choice).rejects.toThrow(/^PENSTOCK_PORT: port \d+ is taken/);
  });

  it('counts as taken when a neighbour it needs is', async () => {
    const port = await choosePort({ variable: 'X', port: held.port - 1, asked: false, count: 2 }, say);
    expect(port).not.toBe(held.port - 1);
  });

  it('is chosen again when another program was quicker', async () => {
    const wanted = { variable: 'X', port: await freePort(), asked: false };
    const tried: number[] = [];
    const started = await onPort(wanted, say, (port) => {
      tried.push(port);
      if (tried.length === 1)
        return Promise.reject(Object.assign(new Error('listen EADDRINUSE'), { code: 'EADDRINUSE' }));
      return Promise.resolve(port);
    });
    expect(tried).toHaveLength(2);
    expect(started).toBe(tried[1]);
  });

  it('cannot be had on an address that is not of this machine', async () => {
    await expect(freePort(1, '192.0.2.1')).rejects.toThrow(/^PENSTOCK_HOST: cannot listen on 192\.0\.2\.1/);
  });
});
