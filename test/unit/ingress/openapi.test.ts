// The document at /openapi.json: valid OpenAPI 3.1, complete, and what real answers look like.
import { aWorld, type World } from './world';

describe('/openapi.json', () => {
  let world: World;
  beforeAll(async () => {
    world = await aWorld();
  });
  afterAll(() => world.app.close());

  it('x', async () => {
    const a = await world.app.inject('/openapi.json');
    require('fs').writeFileSync('/tmp/openapi.json', a.body);
    console.log(a.statusCode, a.headers, a.body.length);
  });
});
