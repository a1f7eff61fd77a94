import { Button, ButtonLink } from '@backstage/ui';
import type { DetectionSourceStatus } from 'backstage-plugin-security-incidents-common';
import { Fragment } from 'react';
import { useRouteRef } from '../../navigation';
import { sourceRouteRef } from '../../routes';
import { elapsed, formatDuration, nearTime } from '../../time';
import { useTranslation } from '../../translation';
import { EntityName } from '../common';
import { SourceMark } from '../detections';
import { toRejectionText } from './sourceText';
import styles from './SourcesPage.module.css';

/** What an alarm says: since when, what was expected or why. */
export function useAlarmText(source: DetectionSourceStatus) {
  const { t } = useTranslation();
  const { title, lastEventAt, stateSince, expectedEveryMs } = source;
  const now = Date.now();
  if (source.state === 'rejecting') {
    return {
      title: t('sources.alarm.rejecting', {
        source: title,
        time: stateSince ? nearTime(stateSince, now) : '',
      }),
      hint: t('sources.alarm.rejectingHint', {
        reason: toRejectionText(t, source.lastRejection?.reason),
      }),
    };
  }
  const since = lastEventAt ?? stateSince;
  const expected = formatDuration(expectedEveryMs ?? 0);
  return {
    title: t('sources.alarm.silent', {
      source: title,
      duration: since ? elapsed(since) : '',
    }),
    hint: lastEventAt
      ? t('sources.alarm.silentHint', {
          expected,
          last: nearTime(lastEventAt, now),
        })
      : t('sources.alarm.silentNever', { expected }),
  };
}

function Alarm(props: {
  source: DetectionSourceStatus;
  onTest?(): void;
  onMute?(): void;
}) {
  const { source } = props;
  const { t } = useTranslation();
  const link = useRouteRef(sourceRouteRef)({ id: source.id });
  const text = useAlarmText(source);
  return (
    <section
      className={styles.alarm}
      data-state={source.state}
      aria-label={text.title}
    >
      <SourceMark state={source.state} decorative />
      <div className={styles.stack}>
        <h2 className={styles.alarmTitle}>{text.title}</h2>
        <span>
          {text.hint}
          {source.blind !== undefined && source.blind > 0 && (
            <> {t('sources.alarm.blind', { count: source.blind })}</>
          )}
          {source.notified && (
            <>
              {' '}
              {t('sources.alarm.notified', {
                who: (
                  <>
                    {source.notified.who.map((ref, index) => (
                      <Fragment key={ref}>
                        {index > 0 && ', '}
                        <EntityName entityRef={ref} />
                      </Fragment>
                    ))}
                  </>
                ),
                time: nearTime(source.notified.at, Date.now()),
              })}
            </>
          )}
        </span>
        <div className={styles.buttons}>
          {props.onTest && (
            <Button variant="secondary" size="small" onPress={props.onTest}>
              {t('sources.alarm.test')}
            </Button>
          )}
          <ButtonLink variant="secondary" size="small" href={link}>
            {t('sources.alarm.deliveries')}
          </ButtonLink>
          {props.onMute && (
            <Button variant="secondary" size="small" onPress={props.onMute}>
              {t('sources.alarm.mute')}
            </Button>
          )}
        </div>
      </div>
    </section>
  );
}

/** Sources that are silent or rejecting, before everything else. */
export function Alarms(props: {
  sources: readonly DetectionSourceStatus[];
  mayConfigure: boolean;
  onTest(id: string): void;
  onMute(source: DetectionSourceStatus): void;
}) {
  const { mayConfigure } = props;
  const trouble = props.sources.filter(
    ({ state }) => state === 'silent' || state === 'rejecting',
  );
  if (trouble.length === 0) return null;
  return (
    <div className={styles.alarms}>
      {trouble.map(source => (
        <Alarm
          key={source.id}
          source={source}
          onTest={mayConfigure ? () => props.onTest(source.id) : undefined}
          onMute={mayConfigure ? () => props.onMute(source) : undefined}
        />
      ))}
    </div>
  );
}
