// Probes and figures.
import { z } from 'zod';
import { operation } from '../operation';
import { HealthAnswer, ReadinessAnswer } from '../schemas/health';

export const HEALTHZ = operation({
  id: 'getHealth',
  tag: 'Health',
  summary: 'Is the process alive',
  security: 'none',
  answers: { 200: { description: 'It is.', schema: HealthAnswer } },
});

export const READYZ = operation({
  id: 'getReadiness',
  tag: 'Health',
  summary: 'Can it do its work',
  security: 'none',
  answers: {
    200: { description: 'Everything answers.', schema: ReadinessAnswer },
    503: { description: 'Something does not; `checks` says what.', schema: ReadinessAnswer },
  },
});

export const METRICS = operation({
  id: 'getMetrics',
  tag: 'Health',
  summary: 'Figures for Prometheus',
  security: 'none',
  answers: { 200: { description: 'Text exposition format.', schema: z.string(), type: 'text/plain' } },
});
