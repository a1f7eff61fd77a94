import {
  type Coverage,
  READINESS_CHECKS,
  type ReadinessCheck,
} from 'backstage-plugin-security-incidents-common';
import type { Translate } from '../../translation';

/** A whole percentage. Only nothing is 0, and only everything is 100. */
export function toPercent(part: number, all: number): number {
  if (part === 0 || part === all) return part === 0 ? 0 : 100;
  return Math.min(99, Math.max(1, Math.round((part / all) * 100)));
}

function findMost(counts: Record<ReadinessCheck, number>): ReadinessCheck {
  return READINESS_CHECKS.reduce((best, check) =>
    counts[check] > counts[best] ? check : best,
  );
}

/** The one kind of work that moves the percentage most, and how many services lack it. */
export function toGain(
  t: Translate,
  coverage: Coverage,
): { text: string; check?: ReadinessCheck; failing: number } {
  const { services, ready, passing, lackingOnly } = coverage;
  if (ready === services) {
    return { text: t('coveragePage.gain.none'), failing: 0 };
  }
  const check = findMost(lackingOnly);
  const count = lackingOnly[check];
  if (count > 0) {
    const text = t('coveragePage.gain.only', {
      count,
      what: t(`coveragePage.gain.${check}`),
      percent: String(toPercent(ready + count, services)),
    });
    return { text, check, failing: services - passing[check] };
  }
  const failing = { ...passing };
  for (const name of READINESS_CHECKS) failing[name] = services - passing[name];
  const most = findMost(failing);
  const text = t('coveragePage.gain.most', {
    count: failing[most],
    what: t(`coveragePage.gain.${most}`),
  });
  return { text, check: most, failing: failing[most] };
}
