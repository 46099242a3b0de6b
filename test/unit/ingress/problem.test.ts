import { problemOf } from '../../../ingress/problem';
import { decodeCursor } from '../../../integrations/postgres/cursor';

it('answers 400 to a page cursor that no list issued', () => {
  try {
    decodeCursor('%%%');
    throw new Error('the cursor was taken');
  } catch (error) {
    expect(problemOf(error).status).toBe(400);
  }
});

it('tells nothing about an error that nobody foresaw', () => {
  expect(problemOf(new Error('postgres://user:secret@db'))).toMatchObject({ status: 500 });
  expect(problemOf(new Error('postgres://user:secret@db')).detail).not.toContain('secret');
});
