// Transformations (dbt Core, Quickstart): made by the control API, run and cancelled by the provider's.
import { z } from 'zod';
import type { Clock } from '../engine/clock';
import type { Random } from '../engine/random';
import { DEFAULT_GROUP } from './groups';
import { idWords } from './names';

export type TransformationStatus = 'NEW' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELED';

const days = z.enum(['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY']);
export const scheduleShape = z.object({
  schedule_type: z.enum(['INTEGRATED', 'TIME_OF_DAY', 'INTERVAL', 'CRON']),
  cron: z.array(z.string()).optional(),
  interval: z.number().int().min(1).optional(),
  days_of_week: z.array(days).optional(),
  time_of_day: z.string().optional(),
  connection_ids: z.array(z.string()).optional(),
  smart_syncing: z.boolean().optional(),
});

/** Body of `POST /_sim/transformations`. `fails` is the reason every run fails with; null lets them succeed. */
export const transformationSpec = z.strictObject({
  id: z.string().min(1).optional(),
  groupId: z.string().default(DEFAULT_GROUP),
  projectId: z.string().default('sim_project'),
  type: z.enum(['DBT_CORE', 'QUICKSTART']).default('DBT_CORE'),
  schedule: scheduleShape.default({ schedule_type: 'INTEGRATED', connection_ids: [], smart_syncing: false }),
  models: z.array(z.string()).default(['orders_daily']),
  runSeconds: z.number().min(0).default(1),
  fails: z.string().nullable().default(null),
});
type Spec = z.infer<typeof transformationSpec>;

export interface Transformation extends Omit<Spec, 'id'> {
  readonly id: string;
  readonly createdAt: number;
  status: TransformationStatus;
  paused: boolean;
  lastStartedAt: number | null;
  lastEndedAt: number | null;
  stopTimer: (() => void) | null;
}

export type TransformationNews =
  'transformation_start' | 'transformation_succeeded' | 'transformation_failed';

export class Transformations {
  readonly byId = new Map<string, Transformation>();

  constructor(
    private readonly clock: Clock,
    private readonly random: Random,
    private readonly tell: (news: TransformationNews, about: Transformation) => void,
  ) {}

  add(spec: Spec): { id: string } {
    const id = spec.id ?? idWords(this.random, (taken) => this.byId.has(taken));
    this.byId.set(id, {
      ...spec,
      id,
      createdAt: this.clock.now(),
      status: 'NEW',
      paused: false,
      lastStartedAt: null,
      lastEndedAt: null,
      stopTimer: null,
    });
    return { id };
  }

  /** The caller has made sure that it does not run. */
  run(one: Transformation): void {
    one.status = 'RUNNING';
    one.lastStartedAt = this.clock.now();
    this.tell('transformation_start', one);
    one.stopTimer = this.clock.after(one.runSeconds * 1000, () => {
      this.end(one, one.fails === null ? 'SUCCEEDED' : 'FAILED');
      this.tell(one.fails === null ? 'transformation_succeeded' : 'transformation_failed', one);
    });
  }

  cancel(one: Transformation): void {
    one.stopTimer?.();
    this.end(one, 'CANCELED');
  }

  private end(one: Transformation, status: TransformationStatus): void {
    one.stopTimer = null;
    one.status = status;
    one.lastEndedAt = this.clock.now();
  }
}
