import { Card, CardBody, CardHeader } from '@backstage/ui';
import type { DetectionSourceDetails } from 'backstage-plugin-security-incidents-common';
import type { ReactNode } from 'react';
import { EntityLink } from '../../navigation';
import { formatDuration } from '../../time';
import { useTranslation } from '../../translation';
import { toPercent } from '../detections';
import { WebhookAddress } from './ConnectSteps';
import { formatBytes } from '../../formatBytes';
import styles from './SourcesPage.module.css';

function FactsCard(props: {
  title: string;
  facts: Array<[string, ReactNode]>;
  children?: ReactNode;
}) {
  return (
    <Card>
      <CardHeader>
        <h3 className={styles.cardTitle}>{props.title}</h3>
      </CardHeader>
      <CardBody className={styles.stack}>
        <dl className={styles.facts}>
          {props.facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {props.children}
      </CardBody>
    </Card>
  );
}

/** How a source is connected, when it raises an alarm, and how often it was right. */
export function SourceFacts(props: {
  source: DetectionSourceDetails;
  mute: ReactNode;
}) {
  const { source } = props;
  const { t } = useTranslation();
  const percent = toPercent(source.precision);
  return (
    <>
      <FactsCard
        title={t('sourcePage.connection.title')}
        facts={[
          [
            t('sourcePage.connection.address'),
            <WebhookAddress key="address" path={source.path} />,
          ],
          [t('sourcePage.connection.proof'), source.proof],
          [
            t('sourcePage.connection.secret'),
            <>
              {t('sourcePage.connection.set', { count: source.secrets })}
              <span className={styles.quiet}>
                {` ${t('sourcePage.connection.neverShown')} `}
                <code>{source.secretsKey}</code>
              </span>
            </>,
          ],
          [
            t('sourcePage.connection.body'),
            t('sourcePage.connection.upTo', {
              size: formatBytes(source.maxBodyBytes),
            }),
          ],
          [
            t('sourcePage.connection.again'),
            source.reopenWithinMs === undefined
              ? t('sourcePage.connection.newDetection')
              : t('sourcePage.connection.reopens', {
                  duration: formatDuration(source.reopenWithinMs),
                }),
          ],
          [
            t('sourcePage.connection.kept'),
            t('sourcePage.connection.keptDays', {
              days: source.retentionDays,
            }),
          ],
        ]}
      />
      <FactsCard
        title={t('sourcePage.silence.title')}
        facts={[
          [
            t('sourcePage.silence.expected'),
            source.expectedEveryMs
              ? t('sourcePage.silence.oneIn', {
                  duration: formatDuration(source.expectedEveryMs),
                })
              : t('sourcePage.silence.never'),
          ],
          [
            t('sourcePage.silence.tells'),
            source.notifies.length > 0
              ? source.notifies.map(entityRef => (
                  <EntityLink key={entityRef} entityRef={entityRef} />
                ))
              : t('sourcePage.silence.nobody'),
          ],
        ]}
      >
        {props.mute}
      </FactsCard>
      <Card>
        <CardHeader>
          <h3 className={styles.cardTitle}>
            {t('sourcePage.precision.title')}
          </h3>
        </CardHeader>
        <CardBody className={styles.stack}>
          {percent === undefined ? (
            <span className={styles.quiet}>
              {t('sourcePage.precision.none')}
            </span>
          ) : (
            <>
              <span className={styles.big}>{`${percent} %`}</span>
              <span className={styles.share} aria-hidden="true">
                <span style={{ width: `${percent}%` }} />
              </span>
              <span className={styles.quiet}>
                {t('sourcePage.precision.text', source.precision)}
              </span>
            </>
          )}
        </CardBody>
      </Card>
    </>
  );
}
