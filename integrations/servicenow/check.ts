// Is the instance there, and may we read its incident table? A look for a record that cannot be.
import type { SurfaceCheck } from '../../domain/notice/surface-check';
import type { ServicenowSettings } from '../../domain/notice/surfaces';
import { createServicenowApi } from './api';

const NOBODYS = 'penstock-check';

export function servicenowCheck(
  settings: ServicenowSettings,
  options: { timeoutMs: number; now(): Date },
): SurfaceCheck {
  const servicenow = createServicenowApi(settings, options);
  return {
    surface: 'servicenow',
    async check() {
      await servicenow.find(NOBODYS);
      return 'the incident table can be read';
    },
  };
}
