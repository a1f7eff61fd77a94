import type { Translate } from '../../translation';

const DAY_MS = 24 * 60 * 60 * 1000;

/** How far a time is away, in days: `91d over`, `in 18d`, `today`. */
export function toDaysText(t: Translate, at: string, now: number): string {
  const ms = Date.parse(at) - now;
  const days = Math.floor(Math.abs(ms) / DAY_MS);
  if (days === 0)
    return ms < 0 ? t('reviews.days.overToday') : t('reviews.days.today');
  return ms < 0
    ? t('reviews.days.over', { count: days })
    : t('reviews.days.in', { count: days });
}
