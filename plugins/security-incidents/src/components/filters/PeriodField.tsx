import { DateRangePicker } from '@backstage/ui';
import { type CalendarDate, parseDate } from '@internationalized/date';
import type { IncidentFiltersState } from '../../hooks';
import { useTranslation } from '../../translation';

/** The whole days (UTC) from the first to the last moment of a period; null unless it has both ends. */
function toDays(from?: string, to?: string) {
  if (!from || !to) return null;
  const lastMoment = new Date(Date.parse(to) - 1).toISOString();
  return {
    start: parseDate(from.slice(0, 10)),
    end: parseDate(lastMoment.slice(0, 10)),
  };
}

/** Narrows a list to incidents detected on some days. */
export function PeriodField(props: {
  state: IncidentFiltersState;
  /** Shows the label above the field. */
  isLabelled?: boolean;
}) {
  const { filters, change } = props.state;
  const { t } = useTranslation();
  const label = t('incidentFilters.period');
  return (
    <DateRangePicker
      {...(props.isLabelled ? { label } : { 'aria-label': label })}
      value={toDays(filters.from, filters.to)}
      onChange={days =>
        change({
          from: days ? (days.start as CalendarDate).toString() : undefined,
          to: days ? (days.end as CalendarDate).toString() : undefined,
        })
      }
    />
  );
}
