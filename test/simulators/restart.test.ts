// A simulator that starts again knows nothing of what was, so it must not give away names that stand for something.
import { startAirbyteSimulator } from '../../simulators/airbyte/simulator';
import { startFivetranSimulator } from '../../simulators/fivetran/simulator';
import { at, caller } from './http-client';

const MADE = 100;

it.each([
  ['Fivetran', startFivetranSimulator],
  ['Airbyte', startAirbyteSimulator],
])('gives no connection of %s the ID that one before the restart had', async (_name, start) => {
  const given = new Set<unknown>();
  for (let starts = 0; starts < 3; starts += 1) {
    const simulator = await start();
    const sim = caller(simulator.url);
    for (let made = 0; made < MADE; made += 1)
      given.add(at((await sim('POST', '/_sim/connections', {})).body, 'id'));
    await simulator.close();
  }
  expect(given.size).toBe(3 * MADE);
});
