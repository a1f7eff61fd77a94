import { Button } from '@backstage/ui';
import {
  RiAlarmWarningLine,
  RiCheckLine,
  RiErrorWarningLine,
  RiTimerLine,
} from '@remixicon/react';
import type { Escalation } from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { usePrinting } from '../../../hooks';
import { shortTime, utcTime } from '../../../time';
import { useTranslation } from '../../../translation';
import { classNames, TextWithNames } from '../../common';
import page from '../IncidentPage.module.css';
import { Actor } from '../timeline/Actor';
import styles from './escalation.module.css';
import { getNotifiedRefs, toDelivery } from './escalationText';
import { Names } from './Names';
import { NotNotified } from './NextEscalation';
import { toSaid } from '../../said';

/** How many escalations are shown before somebody asks for all. */
const SHOWN_AT_FIRST = 3;

function DeliveryLine({ item }: { item: Escalation }) {
  const { t } = useTranslation();
  const delivery = toDelivery(item);
  if (delivery === 'onItsWay') {
    return (
      <div className={styles.line}>
        <RiTimerLine size={14} className={page.late} aria-hidden />
        <span>{t('incidentPage.escalation.deliveryLine.onItsWay')}</span>
      </div>
    );
  }
  if (delivery === 'delivered') {
    return (
      <div className={styles.line}>
        <RiCheckLine size={14} className={page.good} aria-hidden />
        <span title={utcTime(item.deliveredAt ?? item.firedAt)}>
          {t('incidentPage.escalation.deliveryLine.delivered', {
            time: shortTime(item.deliveredAt ?? item.firedAt),
          })}
        </span>
      </div>
    );
  }
  if (delivery === 'failed') {
    return (
      <div className={styles.line}>
        <RiErrorWarningLine size={14} className={page.alarm} aria-hidden />
        <span className={page.alarm}>
          {t('incidentPage.escalation.deliveryLine.failed', {
            reason: item.failedBecause ?? '',
          })}
        </span>
      </div>
    );
  }
  return null;
}

function PastEscalation({ item }: { item: Escalation }) {
  const { t } = useTranslation();
  const delivery = toDelivery(item);
  const time = shortTime(item.firedAt);
  return (
    <li className={page.item}>
      <div
        className={classNames(
          page.strong,
          delivery === 'failed' && page.alarm,
          delivery === 'nobody' && page.late,
        )}
      >
        {t(`incidentPage.escalation.delivery.${delivery}`, {
          names: <Names refs={getNotifiedRefs(item.to)} linked />,
        })}
      </div>
      <div
        className={`${page.quiet} ${page.time}`}
        title={utcTime(item.firedAt)}
      >
        {item.by
          ? t('incidentPage.escalation.by', {
              time,
              actor: <Actor subject={item.by} />,
            })
          : t('incidentPage.escalation.kindAt', {
              time,
              kind: t(`incidentPage.escalation.kind.${item.kind}`),
            })}
      </div>
      <div className={styles.reason}>
        {item.by ? (
          item.reason
        ) : (
          <TextWithNames text={toSaid(t, item.reason)} />
        )}
      </div>
      <DeliveryLine item={item} />
      <NotNotified to={item.to} />
      {item.raisedToMajor && item.kind !== 'major' && (
        <div className={styles.line}>
          <RiAlarmWarningLine size={14} className={page.late} aria-hidden />
          <span>{t('incidentPage.escalation.proposesMajor')}</span>
        </div>
      )}
    </li>
  );
}

/** The escalations so far, newest first. */
export function EscalationHistory(props: { items: readonly Escalation[] }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const printing = usePrinting();
  const newest = [...props.items].reverse();
  const hidden = newest.length - SHOWN_AT_FIRST;
  return (
    <>
      <ol
        className={page.list}
        aria-label={t('incidentPage.escalation.history')}
      >
        {(all || printing ? newest : newest.slice(0, SHOWN_AT_FIRST)).map(
          item => (
            <PastEscalation key={item.id} item={item} />
          ),
        )}
      </ol>
      {!all && hidden > 0 && (
        <Button
          className={page.note}
          size="small"
          variant="secondary"
          onPress={() => setAll(true)}
        >
          {t('incidentPage.escalation.more', { count: hidden })}
        </Button>
      )}
    </>
  );
}
