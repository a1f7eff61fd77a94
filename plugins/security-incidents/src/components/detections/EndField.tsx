import { Select } from '@backstage/ui';
import { MAX_SUPPRESSION_DAYS } from 'backstage-plugin-security-incidents-common';
import { nearTime } from '../../time';
import { useTranslation } from '../../translation';

const DAYS = [1, 3, 7, 14, MAX_SUPPRESSION_DAYS];
const DAY_MS = 24 * 60 * 60_000;
/** The clock of the browser may be ahead of that of the backend, which takes no more than the most. */
const CLOCK_MARGIN_MS = 10 * 60_000;

/** How many days a field says unless the reader chooses. */
export const DEFAULT_END_DAYS = 7;

/** The end in so many days, ISO-8601. */
export function toEnd(days: number, nowMs: number): string {
  return new Date(nowMs + days * DAY_MS - CLOCK_MARGIN_MS).toISOString();
}

/** When something that must end ends: in a number of days. */
export function EndField(props: {
  days: number;
  onChange(days: number): void;
  label?: string;
}) {
  const { days, onChange } = props;
  const { t } = useTranslation();
  const nowMs = Date.now();
  return (
    <Select
      label={props.label ?? t('detection.ends.label')}
      description={t('detection.ends.at', {
        time: nearTime(toEnd(days, nowMs), nowMs),
      })}
      options={DAYS.map(count => ({
        id: String(count),
        label: t('detection.ends.days', { count }),
      }))}
      selectedKey={String(days)}
      onSelectionChange={key => onChange(Number(key))}
    />
  );
}
