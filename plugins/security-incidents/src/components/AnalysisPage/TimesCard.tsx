import { Select } from '@backstage/ui';
import {
  EXCLUSION_REASONS,
  type ExclusionReason,
  MAX_REPORT_KEYS,
  REPORT_DURATIONS,
  type ReportDuration,
} from 'backstage-plugin-security-incidents-common';
import { useLinkedPart } from '../../hooks';
import { useRouteRef } from '../../navigation';
import { incidentRouteRef } from '../../routes';
import { formatDuration } from '../../time';
import { useTranslation } from '../../translation';
import {
  CHART_SEVERITIES,
  ChartCard,
  DotDistribution,
  type DotRow,
  toSeverity,
} from '../charts';
import { SeverityMark } from '../common';
import type { ReportScopeState } from '../reports/useReportScope';
import page from './AnalysisPage.module.css';
import { toSaid } from '../said';

const REASON_KEYS = {
  dismissed: 'dismissed',
  'in-triage': 'inTriage',
  'not-yet': 'notYet',
  skipped: 'skipped',
  'start-unknown': 'startUnknown',
  contradictory: 'contradictory',
} as const satisfies Record<ExclusionReason, string>;

function useRows(duration: ReportDuration, state: ReportScopeState): DotRow[] {
  const { t } = useTranslation();
  const link = useRouteRef(incidentRouteRef);
  const { points = [], bySeverity } = duration;
  return CHART_SEVERITIES.flatMap(name => {
    const figures = bySeverity.find(({ severity }) => severity === name);
    if (!figures || (figures.n === 0 && name === 'undecided')) return [];
    return [
      {
        id: name,
        label: t(`term.severity.${name}`),
        mark: <SeverityMark severity={toSeverity(name)} decorative />,
        colour:
          name === 'undecided'
            ? 'color-mix(in srgb, var(--bui-fg-primary) 60%, transparent)'
            : `var(--si-${name})`,
        dots: points
          .filter(point => (point.severity ?? 'undecided') === name)
          .map(({ key, title, ms }) => ({
            ms,
            label: t('reportAnalysis.time.dot', {
              key,
              title,
              duration: formatDuration(ms),
            }),
            href: link({ key }),
          })),
        n: figures.n,
        medianMs: figures.medianMs,
        p90Ms: figures.p90Ms,
        targetMs: figures.targetMs,
        href: state.rowsOf({ severity: name }),
      },
    ];
  });
}

function Excluded({ duration }: { duration: ReportDuration }) {
  const { t } = useTranslation();
  const { excluded, excludedBecause } = duration;
  const reasons = EXCLUSION_REASONS.flatMap(reason => {
    const count = excludedBecause[reason];
    return count
      ? [t(`reports.duration.because.${REASON_KEYS[reason]}`, { count })]
      : [];
  });
  return (
    <>
      {excluded === 0
        ? t('reportAnalysis.time.none')
        : `${t('reportAnalysis.time.excluded', {
            count: excluded,
          })} ${reasons.join(', ')}`}
      {'. '}
      {!duration.points &&
        t('reportAnalysis.time.tooMany', { count: MAX_REPORT_KEYS })}
    </>
  );
}

/** One duration over all incidents: each value, median and p90 by severity, and why others are excluded. */
export function TimesCard(props: {
  durations: ReportDuration[];
  state: ReportScopeState;
}) {
  const { durations, state } = props;
  const { t } = useTranslation();
  useLinkedPart(true);
  const id =
    REPORT_DURATIONS.find(name => name === state.params.get('time')) ??
    'contain';
  const duration = durations.find(one => one.id === id) ?? durations[0];
  const rows = useRows(duration, state);
  return (
    <div id="times" className={page.part}>
      <ChartCard
        id={`time-to-${duration.id}`}
        title={t(`reports.duration.${duration.id}`)}
        note={toSaid(t, duration.formula)}
        legend={
          <Select
            aria-label={t('reportAnalysis.time.which')}
            className={page.which}
            size="small"
            options={durations.map(one => ({
              id: one.id,
              label: t(`reports.duration.${one.id}`),
            }))}
            value={duration.id}
            onChange={value =>
              state.change({
                time: value === 'contain' ? undefined : String(value),
              })
            }
          />
        }
        foot={<Excluded duration={duration} />}
        table={{
          header: [
            t('reportAnalysis.time.key'),
            t('reportAnalysis.time.incident'),
            t('reportAnalysis.time.severity'),
            t('reportAnalysis.time.duration'),
            t('reportAnalysis.time.minutes'),
          ],
          rows: (duration.points ?? []).map(({ key, title, severity, ms }) => [
            key,
            title,
            t(`term.severity.${severity ?? 'undecided'}`),
            formatDuration(ms),
            Math.round(ms / 60_000),
          ]),
        }}
      >
        {duration.n === 0 ? (
          <p>{t('reportAnalysis.time.noValue')}</p>
        ) : (
          <DotDistribution
            caption={t(`reports.duration.${duration.id}`)}
            rows={rows}
          />
        )}
      </ChartCard>
    </div>
  );
}
