// What a schema reload keeps, drops and never adds.
import { selectStreams } from '../../../../integrations/airbyte/stream-selection';

const discovered = [
  {
    streamName: 'orders',
    streamnamespace: 'public',
    propertyFields: [['id'], ['amount'], ['address', 'city']],
  },
  { streamName: 'brand_new', streamnamespace: 'public', propertyFields: [['id']] },
];

describe('selectStreams', () => {
  it('keeps what still exists as it was, also what we know nothing of', () => {
    const stream = {
      name: 'orders',
      namespace: 'public',
      syncMode: 'incremental_append',
      cursorField: ['id'],
      primaryKey: [['id']],
      mappers: [{ type: 'hashing' }],
      selectedFields: [{ fieldPath: ['id'] }, { fieldPath: ['address'] }],
    };
    expect(selectStreams([stream], discovered)).toEqual({ streams: [stream], dropped: [] });
  });

  it('drops removed streams, cursors, keys and fields, and names them', () => {
    const { streams, dropped } = selectStreams(
      [
        { name: 'customers', namespace: 'public' },
        {
          name: 'orders',
          namespace: 'public',
          cursorField: ['updated_at'],
          primaryKey: [['id'], ['shop']],
          selectedFields: [{ fieldPath: ['id'] }, { fieldPath: ['shop'] }],
        },
      ],
      discovered,
    );
    expect(streams).toEqual([
      { name: 'orders', namespace: 'public', selectedFields: [{ fieldPath: ['id'] }] },
    ]);
    expect(dropped).toEqual([
      'stream public.customers',
      'cursor public.orders.updated_at',
      'primary key of public.orders',
      'field public.orders.shop',
    ]);
  });

  it('never adds a stream: new data is a decision', () => {
    expect(selectStreams([], discovered).streams).toEqual([]);
  });

  it('does not mix up streams of the same name in different namespaces', () => {
    expect(selectStreams([{ name: 'orders', namespace: 'archive' }], discovered).streams).toEqual([]);
  });
});
