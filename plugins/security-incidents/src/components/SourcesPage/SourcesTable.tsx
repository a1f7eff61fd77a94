import { ButtonLink } from '@backstage/ui';
import type { DetectionSourceStatus } from 'backstage-plugin-security-incidents-common';
import { AppLink, useRouteRef } from '../../navigation';
import { inboxRouteRef, sourceRouteRef } from '../../routes';
import { useTranslation } from '../../translation';
import { SourceMark, toPercent, toStateDetail } from '../detections';
import { HourBars } from './HourBars';
import styles from './SourcesPage.module.css';

const NUMBERS = ['accepted', 'duplicate', 'rejected', 'unmapped'] as const;

function Precision({ precision }: Pick<DetectionSourceStatus, 'precision'>) {
  const { t } = useTranslation();
  const percent = toPercent(precision);
  if (percent === undefined) {
    return <span className={styles.quiet}>{t('sources.noneDecided')}</span>;
  }
  return (
    <>
      <span className={styles.precision}>
        {`${percent} %`}
        <span className={styles.share} aria-hidden="true">
          <span style={{ width: `${percent}%` }} />
        </span>
      </span>
      <span className={styles.quiet}>{t('sources.real', precision)}</span>
    </>
  );
}

/** A number of a source, which leads to what is behind it. */
function Count(props: {
  source: DetectionSourceStatus;
  name: (typeof NUMBERS)[number];
}) {
  const { source, name } = props;
  const { t } = useTranslation();
  const link = useRouteRef(sourceRouteRef)({ id: source.id });
  const inbox = useRouteRef(inboxRouteRef)();
  const count = source.counts[name];
  const to =
    name === 'unmapped'
      ? `${inbox}?view=unmapped&source=${encodeURIComponent(source.id)}`
      : `${link}?outcome=${name}`;
  return (
    <td
      className={styles.number}
      data-label={t(`sources.column.${name}`)}
      data-alarm={count > 0 ? name : undefined}
    >
      {count > 0 ? (
        <AppLink className={styles.link} to={to}>
          {count}
        </AppLink>
      ) : (
        <span className={styles.quiet}>0</span>
      )}
      {name === 'accepted' && source.counts.new > 0 && (
        <span className={styles.quiet}>
          {t('sources.new', { count: source.counts.new })}
        </span>
      )}
    </td>
  );
}

function Row(props: {
  source: DetectionSourceStatus;
  onConnect(id: string): void;
}) {
  const { source } = props;
  const { t } = useTranslation();
  const link = useRouteRef(sourceRouteRef)({ id: source.id });
  return (
    <tr>
      <th scope="row" className={styles.source}>
        <AppLink to={link} className={styles.name}>
          {source.title}
        </AppLink>
        <span className={styles.quiet}>{source.type}</span>
      </th>
      <td data-label={t('sources.column.state')}>
        <span className={styles.state} data-state={source.state}>
          <SourceMark state={source.state} decorative />
          {t(`detection.state.${source.state}`)}
        </span>
        <span className={styles.quiet}>{toStateDetail(t, source)}</span>
      </td>
      <td className={styles.wide}>
        <HourBars hours={source.hours} />
      </td>
      {NUMBERS.map(name => (
        <Count key={name} source={source} name={name} />
      ))}
      <td data-label={t('sources.column.precision')}>
        <Precision precision={source.precision} />
      </td>
      <td className={`${styles.number} ${styles.wide}`}>{source.services}</td>
      <td className={styles.action}>
        {(source.state === 'off' || source.state === 'waiting') && (
          <ButtonLink
            variant="secondary"
            size="small"
            href="#connect"
            onPress={() => props.onConnect(source.id)}
          >
            {t(source.state === 'off' ? 'sources.setUp' : 'sources.finish')}
          </ButtonLink>
        )}
      </td>
    </tr>
  );
}

/** All sources, the most urgent first, with their numbers. */
export function SourcesTable(props: {
  sources: readonly DetectionSourceStatus[];
  onConnect(id: string): void;
}) {
  const { sources } = props;
  const { t } = useTranslation();
  const sum = (name: (typeof NUMBERS)[number]) =>
    sources.reduce((total, { counts }) => total + counts[name], 0);
  const precision = {
    real: sources.reduce((total, each) => total + each.precision.real, 0),
    of: sources.reduce((total, each) => total + each.precision.of, 0),
  };
  const healthy = sources.filter(({ state }) => state === 'healthy').length;
  return (
    <>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('sources.column.source')}</th>
            <th scope="col">{t('sources.column.state')}</th>
            <th scope="col" className={styles.wide}>
              {t('sources.column.hours')}
            </th>
            {NUMBERS.map(name => (
              <th key={name} scope="col" className={styles.number}>
                {t(`sources.column.${name}`)}
              </th>
            ))}
            <th scope="col">{t('sources.column.precision')}</th>
            <th scope="col" className={`${styles.number} ${styles.wide}`}>
              {t('sources.column.services')}
            </th>
            <th scope="col">
              <span className={styles.hidden}>
                {t('sources.column.actions')}
              </span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sources.map(source => (
            <Row key={source.id} source={source} onConnect={props.onConnect} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('sources.count', { count: sources.length })}</th>
            <td className={styles.quiet}>
              {t('sources.total', {
                healthy,
                others: sources.length - healthy,
              })}
            </td>
            <td className={styles.wide} />
            {NUMBERS.map(name => (
              <td
                key={name}
                className={styles.number}
                data-label={t(`sources.column.${name}`)}
              >
                {sum(name)}
              </td>
            ))}
            <td data-label={t('sources.column.precision')}>
              <Precision precision={precision} />
            </td>
            <td className={styles.wide} />
            <td />
          </tr>
        </tfoot>
      </table>
      <p className={styles.foot}>{t('sources.foot')}</p>
    </>
  );
}
