// Why policy decides as it does.
import { z } from 'zod';
import { operation } from '../operation';
import { PolicyAnswer } from '../schemas/policy';

export const ExplainQuery = z.object({ incidentId: z.string().min(1).max(200) });

export const EXPLAIN_POLICY = operation({
  id: 'explainPolicy',
  tag: 'Policy',
  summary: "What today's policy says about an incident",
  query: ExplainQuery,
  answers: { 200: { description: 'The decision, rule by rule.', schema: PolicyAnswer } },
  problems: [404, 409],
});
