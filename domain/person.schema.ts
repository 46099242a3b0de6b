// Shape of config/people.yaml.
import { z } from 'zod';
import { ROLES, type Person } from './person';

export const PersonSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9._@-]{1,64}$/, 'use a-z, 0-9 and . _ @ -'),
  name: z.string(),
  role: z.enum(ROLES),
  groups: z.array(z.string()).default([]),
}) satisfies z.ZodType<Person>;

export const PeopleFileSchema = z.strictObject({ people: z.array(PersonSchema) });
