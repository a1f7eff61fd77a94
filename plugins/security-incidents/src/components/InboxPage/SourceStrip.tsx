import { Skeleton } from '@backstage/ui';
import type {
  DetectionSourceStatus,
  SourceState,
} from 'backstage-plugin-security-incidents-common';
import { AppLink, useRouteRef } from '../../navigation';
import { useDetectionSources } from '../../queries';
import { sourceRouteRef, sourcesRouteRef } from '../../routes';
import { formatDuration, nearTime } from '../../time';
import { useTranslation } from '../../translation';
import { SourceMark, toPercent, toStateText } from '../detections';
import styles from './SourceStrip.module.css';

const MOST_CELLS = 7;
const NOT_READY: readonly SourceState[] = ['waiting', 'off'];
const IN_TROUBLE: readonly SourceState[] = ['silent', 'rejecting'];

/** What a cell says below the state of its source. */
function useLines(source: DetectionSourceStatus): string[] {
  const { t } = useTranslation();
  const { state, counts, lastEventAt, expectedEveryMs } = source;
  const last =
    lastEventAt &&
    t('inbox.strip.lastEvent', { time: nearTime(lastEventAt, Date.now()) });
  const percent = toPercent(source.precision);
  const lines =
    state === 'silent' || state === 'rejecting'
      ? [
          state === 'silent'
            ? expectedEveryMs &&
              t('inbox.strip.expected', {
                duration: formatDuration(expectedEveryMs),
              })
            : t('inbox.strip.rejected', { count: counts.rejected }),
          last,
        ]
      : [
          t('inbox.strip.new', { count: counts.new }),
          percent !== undefined && t('inbox.strip.precision', { percent }),
        ];
  return lines.filter((line): line is string => Boolean(line));
}

function Cell({ source }: { source: DetectionSourceStatus }) {
  const { t } = useTranslation();
  const link = useRouteRef(sourceRouteRef);
  const lines = useLines(source);
  return (
    <li className={styles.cell} data-state={source.state}>
      <AppLink to={link({ id: source.id })} className={styles.name}>
        <SourceMark state={source.state} decorative />
        {source.title}
      </AppLink>
      <span className={styles.state}>{toStateText(t, source)}</span>
      {lines.map(line => (
        <span key={line}>{line}</span>
      ))}
    </li>
  );
}

/** Several sources in one cell. */
function SharedCell(props: {
  sources: DetectionSourceStatus[];
  kind: 'notReady' | 'muted' | 'healthy';
}) {
  const { sources, kind } = props;
  const { t } = useTranslation();
  const link = useRouteRef(sourcesRouteRef)();
  if (sources.length === 0) return null;
  const shown = sources.slice(0, 2);
  return (
    <li className={styles.cell}>
      <AppLink to={link} className={styles.name}>
        <SourceMark state={kind === 'notReady' ? 'waiting' : kind} decorative />
        {t(`inbox.strip.${kind}`, { count: sources.length })}
      </AppLink>
      {kind === 'notReady' ? (
        shown.map(source => (
          <span key={source.id}>
            {`${source.title}: ${toStateText(t, source)}`}
          </span>
        ))
      ) : (
        <span>{sources.map(({ title }) => title).join(', ')}</span>
      )}
    </li>
  );
}

/** How the sources are, trouble first. It never grows: muted and healthy ones share a cell each when there are many. */
export function SourceStrip() {
  const { t } = useTranslation();
  const { data, error } = useDetectionSources();
  const all = useRouteRef(sourcesRouteRef)();
  if (error) {
    return (
      <p className={styles.note} role="status">
        {t('inbox.strip.failed')}{' '}
        <AppLink to={all}>{t('inbox.strip.all')}</AppLink>
      </p>
    );
  }
  if (!data) return <Skeleton width="100%" height={96} rounded />;
  if (data.items.length === 0) return null;
  const notReady = data.items.filter(({ state }) => NOT_READY.includes(state));
  const trouble = data.items.filter(({ state }) => IN_TROUBLE.includes(state));
  const rest = data.items.filter(
    source => !notReady.includes(source) && !trouble.includes(source),
  );
  const muted = rest.filter(({ state }) => state === 'muted');
  const cells = data.items.length - notReady.length + (notReady.length ? 1 : 0);
  const isShared = cells > MOST_CELLS;
  return (
    <ul className={styles.strip} aria-label={t('inbox.strip.label')}>
      {[...trouble, ...(isShared ? [] : rest)].map(source => (
        <Cell key={source.id} source={source} />
      ))}
      {isShared && <SharedCell sources={muted} kind="muted" />}
      {isShared && (
        <SharedCell
          sources={rest.filter(source => !muted.includes(source))}
          kind="healthy"
        />
      )}
      <SharedCell sources={notReady} kind="notReady" />
    </ul>
  );
}
