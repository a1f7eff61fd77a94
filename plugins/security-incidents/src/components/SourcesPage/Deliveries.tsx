import {
  Button,
  Card,
  CardBody,
  CardHeader,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import {
  DELIVERY_OUTCOMES,
  type DeliveryOutcome,
  type DetectionDelivery,
  type DetectionSummary,
} from 'backstage-plugin-security-incidents-common';
import { Fragment, useState } from 'react';
import { useListAddress } from '../../hooks';
import { AppLink, EntityLink, useRouteRef } from '../../navigation';
import { detectionRouteRef } from '../../routes';
import { shortTime } from '../../time';
import { useTranslation } from '../../translation';
import { type MarkState, StateMark } from '../common';
import { toDecisionText } from '../detections';
import { formatBytes } from '../../formatBytes';
import { toRejectionText } from './sourceText';
import styles from './SourcesPage.module.css';

const MARKS: Record<DeliveryOutcome, MarkState> = {
  accepted: 'good',
  duplicate: 'none',
  ignored: 'none',
  unmapped: 'late',
  rejected: 'failed',
};

const ALL = 'all';
/** Lines that are shown at first. */
const SHOWN = 20;

function About({ detection }: { detection: DetectionSummary }) {
  const { t } = useTranslation();
  const link = useRouteRef(detectionRouteRef)({ id: detection.id });
  return (
    <li>
      <AppLink to={link} className={styles.link}>
        {detection.title}
      </AppLink>{' '}
      {detection.entityRef ? (
        <EntityLink entityRef={detection.entityRef} />
      ) : (
        <span className={styles.quiet}>{t('sourcePage.deliveries.waits')}</span>
      )}{' '}
      <span className={styles.quiet}>{toDecisionText(t, detection)}</span>
    </li>
  );
}

function What({ delivery }: { delivery: DetectionDelivery }) {
  const { t } = useTranslation();
  const { outcome, reason, detections, isTest } = delivery;
  return (
    <>
      {outcome === 'rejected' && <b>{toRejectionText(t, reason)} </b>}
      {isTest && (
        <span className={styles.chip}>{t('sourcePage.deliveries.test')}</span>
      )}
      {outcome !== 'accepted' && (
        <span className={styles.quiet}>
          {t(`sourcePage.deliveries.${outcome}`)}
        </span>
      )}
      {detections.length > 0 && (
        <ul className={styles.plain}>
          {detections.slice(0, 3).map(detection => (
            <About key={detection.id} detection={detection} />
          ))}
        </ul>
      )}
    </>
  );
}

/** `8c1f…20d7` */
const shorten = (id: string) =>
  id.length > 12 ? `${id.slice(0, 4)}…${id.slice(-4)}` : id;

function Row({ delivery }: { delivery: DetectionDelivery }) {
  const { t } = useTranslation();
  const { at, lastAt, outcome, count, deliveryId, size, sha256 } = delivery;
  const [isOpen, setOpen] = useState(false);
  const name = t(`sourcePage.deliveries.outcome.${outcome}`);
  const hasMore = sha256 !== undefined && size !== undefined;
  return (
    <Fragment>
      <tr data-outcome={outcome}>
        <td className={styles.time}>
          {lastAt && lastAt !== at
            ? t('sourcePage.deliveries.to', {
                from: shortTime(at),
                to: shortTime(lastAt),
              })
            : shortTime(at)}
        </td>
        <td>
          <span className={styles.state} data-outcome={outcome}>
            <StateMark state={MARKS[outcome]} decorative />
            {count > 1
              ? t('sourcePage.deliveries.times', { outcome: name, count })
              : name}
          </span>
        </td>
        <td>
          <What delivery={delivery} />
        </td>
        <td className={styles.number}>
          {hasMore ? (
            <button
              type="button"
              className={styles.link}
              aria-expanded={isOpen}
              aria-label={t('sourcePage.deliveries.more', {
                id: shorten(deliveryId ?? sha256),
              })}
              onClick={() => setOpen(!isOpen)}
            >
              <code>{shorten(deliveryId ?? sha256)}</code>
            </button>
          ) : (
            <span className={styles.quiet}>
              {t('sourcePage.deliveries.notKept')}
            </span>
          )}
        </td>
      </tr>
      {isOpen && hasMore && (
        <tr>
          <td />
          <td colSpan={3} className={styles.under}>
            {deliveryId && <code>{deliveryId}</code>}{' '}
            <span className={styles.quiet}>
              {t('sourcePage.deliveries.size', {
                size: formatBytes(size),
                sha256,
              })}
            </span>
          </td>
        </tr>
      )}
    </Fragment>
  );
}

/** The log of deliveries, the newest first; which outcome is shown is in the URL. */
export function Deliveries(props: {
  deliveries: readonly DetectionDelivery[];
}) {
  const { deliveries } = props;
  const { t } = useTranslation();
  const { params, change } = useListAddress();
  const shown = DELIVERY_OUTCOMES.find(each => each === params.get('outcome'));
  const rows = deliveries.filter(({ outcome }) => !shown || outcome === shown);
  const [showsAll, setShowsAll] = useState(false);
  const visible = showsAll ? rows : rows.slice(0, SHOWN);
  const countOf = (outcome?: DeliveryOutcome) =>
    deliveries
      .filter(each => !outcome || each.outcome === outcome)
      .reduce((sum, { count }) => sum + count, 0);
  return (
    <Card aria-label={t('sourcePage.deliveries.title')}>
      <CardHeader>
        <h3 className={styles.cardTitle}>
          {t('sourcePage.deliveries.title')}{' '}
          <span className={styles.quiet}>
            {t('sourcePage.deliveries.hint')}
          </span>
        </h3>
      </CardHeader>
      <CardBody className={styles.body}>
        <div className={styles.scroll}>
          <ToggleButtonGroup
            aria-label={t('sourcePage.deliveries.filter')}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[shown ?? ALL]}
            onSelectionChange={keys =>
              change({
                outcome: DELIVERY_OUTCOMES.find(outcome => keys.has(outcome)),
              })
            }
          >
            <ToggleButton id={ALL}>
              {t('sourcePage.deliveries.all', { count: countOf() })}
            </ToggleButton>
            {DELIVERY_OUTCOMES.filter(
              outcome => countOf(outcome) > 0 || outcome === shown,
            ).map(outcome => (
              <ToggleButton key={outcome} id={outcome}>
                {t('sourcePage.deliveries.outcomeCount', {
                  outcome: t(`sourcePage.deliveries.outcome.${outcome}`),
                  count: countOf(outcome),
                })}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
        </div>
        {rows.length === 0 ? (
          <p className={styles.quiet}>{t('sourcePage.deliveries.none')}</p>
        ) : (
          <table className={styles.log}>
            <thead>
              <tr>
                {(['time', 'outcome', 'what'] as const).map(name => (
                  <th key={name} scope="col">
                    {t(`sourcePage.deliveries.column.${name}`)}
                  </th>
                ))}
                <th scope="col" className={styles.number}>
                  {t('sourcePage.deliveries.column.delivery')}
                </th>
              </tr>
            </thead>
            <tbody>
              {visible.map(delivery => (
                <Row key={delivery.id} delivery={delivery} />
              ))}
            </tbody>
          </table>
        )}
        {visible.length < rows.length && (
          <div>
            <Button
              variant="secondary"
              size="small"
              onPress={() => setShowsAll(true)}
            >
              {t('sourcePage.deliveries.older', {
                count: rows.length - visible.length,
              })}
            </Button>
          </div>
        )}
        <p className={styles.foot}>{t('sourcePage.deliveries.foot')}</p>
      </CardBody>
    </Card>
  );
}
