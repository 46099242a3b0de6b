// The kill switch and freezes.
import type { Brake, BrakeKind, BrakeScope } from '../../domain/brakes/brake';
import { acting, type Acting, type Why, type ApiHttp } from '../api-http';
import type { StandingBrakes } from '../api-shapes';

const BRAKE_PATHS = { kill: '/api/v1/kill-switch', freeze: '/api/v1/freezes' } as const;

export function brakeCalls(api: ApiHttp) {
  return {
    brakes(kind: BrakeKind): Promise<StandingBrakes> {
      return api.ask<StandingBrakes>((init) =>
        kind === 'kill' ? api.http.GET('/api/v1/kill-switch', init) : api.http.GET('/api/v1/freezes', init),
      );
    },

    pullBrake(
      kind: BrakeKind,
      body: { scope: BrakeScope; reason: string; until?: string },
      options: Acting,
    ): Promise<Brake> {
      const params = { header: acting(options) };
      return api.ask((init) => api.http.POST(BRAKE_PATHS[kind], { ...init, params, body }));
    },

    liftBrake(kind: BrakeKind, id: string, why: Why = {}): Promise<{ lifted: true; id: string }> {
      const params = { path: { id }, query: why };
      return api.ask((init) => api.http.DELETE(`${BRAKE_PATHS[kind]}/{id}`, { ...init, params }));
    },
  };
}
