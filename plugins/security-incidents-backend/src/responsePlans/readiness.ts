import {
  type PlanGap,
  type Readiness,
  READINESS_CHECKS,
  type ReadinessCheck,
} from 'backstage-plugin-security-incidents-common';
import type { KnownService } from './store/PlansStore';
import type { PlanStanding } from './KnownPlans';
import type { ServiceWatch } from './WatchReader';

const CHECK_BY_GAP: Record<PlanGap['code'], ReadinessCheck> = {
  'owner-missing': 'owner',
  'no-plan': 'plans',
  'plan-retired': 'plans',
  'review-overdue': 'reviewed',
  'never-tested': 'tested',
  'test-overdue': 'tested',
  'role-unresolved': 'roles',
  'not-watched': 'watched',
  'watch-interrupted': 'watched',
};

function getCheckIndex({ code }: PlanGap): number {
  return READINESS_CHECKS.indexOf(CHECK_BY_GAP[code]);
}

function getWatchGaps(watch: ServiceWatch | undefined): PlanGap[] {
  if (!watch) {
    return [
      { code: 'not-watched', message: 'No source of detections finds it' },
    ];
  }
  if (watch.state === 'pass') return [];
  const message = watch.lastWatched
    ? `The sources that find it are silent or rejecting; the last event came on ${watch.lastWatched}`
    : 'The sources that find it have not sent an event yet';
  return [{ code: 'watch-interrupted', message }];
}

/**
 * Judges the readiness of one service. The coverage has the same rules in SQL, for many services.
 */
export function getReadiness(
  service: Pick<
    KnownService,
    'hasOwner' | 'planRef' | 'rolesResolved' | 'rolesTotal' | 'gaps'
  >,
  standing: PlanStanding | undefined,
  watch: ServiceWatch | undefined,
): Readiness {
  const hasPlan = service.planRef !== undefined;
  const rolesState =
    service.rolesResolved === service.rolesTotal ? 'pass' : 'fail';
  return {
    checks: {
      owner: service.hasOwner ? 'pass' : 'fail',
      plans: hasPlan ? 'pass' : 'fail',
      reviewed: standing?.reviewed ?? 'n-a',
      tested: standing?.tested ?? 'n-a',
      roles: hasPlan ? rolesState : 'n-a',
      watched: watch?.state ?? 'fail',
    },
    gaps: [
      ...service.gaps,
      ...(standing?.gaps ?? []),
      ...getWatchGaps(watch),
    ].sort((a, b) => getCheckIndex(a) - getCheckIndex(b)),
    ...(watch?.lastWatched && { lastWatched: watch.lastWatched }),
  };
}
