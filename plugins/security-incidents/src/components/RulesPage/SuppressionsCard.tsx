import { useApi } from '@backstage/core-plugin-api';
import { Alert, Button, Card, CardBody, CardHeader } from '@backstage/ui';
import { RiAddLine, RiTimerLine } from '@remixicon/react';
import { useMutation } from '@tanstack/react-query';
import type {
  DetectionRules,
  DetectionSuppression,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { detectionsApiRef } from '../../api';
import { useNow } from '../../hooks';
import { useDetectionsChanged } from '../../queries';
import { formatDuration, nearTime } from '../../time';
import { useTranslation } from '../../translation';
import { EntityName, PanelEmpty } from '../common';
import { problemOf } from '../IncidentPage/fields';
import { toConditionText } from './conditionText';
import styles from './RulesPage.module.css';
import { SuppressionDialog } from './SuppressionDialog';

/** From when on the end of a suppression is shown as late, in milliseconds. */
const LATE_MS = 2 * 24 * 60 * 60_000;

function Row(props: {
  suppression: DetectionSuppression;
  mayChange: boolean;
  sourceTitle(id: string): string;
  onExtend(): void;
  onEnd(): void;
}) {
  const { suppression, mayChange } = props;
  const { name, condition, reason, createdBy, endsAt, isEnded } = suppression;
  const { t } = useTranslation();
  const nowMs = useNow();
  const leftMs = Date.parse(endsAt) - nowMs;
  const time = nearTime(endsAt, nowMs);
  return (
    <li className={styles.suppression} data-ended={isEnded || undefined}>
      <div className={styles.stack}>
        <b>{name}</b>
        <span className={styles.quiet}>
          {toConditionText(t, condition, props.sourceTitle)}
        </span>
      </div>
      <div className={styles.stack}>
        <span className={styles.reason}>{reason}</span>
        <span className={styles.quiet}>
          {t('rules.suppressions.by', {
            name: <EntityName entityRef={createdBy} />,
          })}
        </span>
      </div>
      <div className={styles.stack}>
        {isEnded ? (
          <span>{t('rules.suppressions.ended', { time })}</span>
        ) : (
          <>
            <span
              className={styles.inline}
              data-late={leftMs < LATE_MS || undefined}
            >
              {leftMs < LATE_MS && <RiTimerLine size={14} aria-hidden />}
              {t('rules.suppressions.ends', { time })}
            </span>
            <span className={styles.quiet}>
              {t('rules.suppressions.in', {
                duration: formatDuration(leftMs),
              })}
            </span>
          </>
        )}
        {mayChange && !isEnded && (
          <span className={styles.inline}>
            <button
              type="button"
              className={styles.link}
              onClick={props.onExtend}
            >
              {t('rules.suppressions.extend')}
            </button>
            <button type="button" className={styles.link} onClick={props.onEnd}>
              {t('rules.suppressions.endNow')}
            </button>
          </span>
        )}
      </div>
      <span className={styles.quiet}>
        {isEnded
          ? t('rules.suppressions.since', { count: suppression.sinceEnd })
          : t('rules.suppressions.heldBack', { count: suppression.heldBack })}
      </span>
    </li>
  );
}

/** What is held back, why, by whom and until when. */
export function SuppressionsCard(props: {
  rules: DetectionRules;
  sourceTitle(id: string): string;
}) {
  const { rules, sourceTitle } = props;
  const { t } = useTranslation();
  const api = useApi(detectionsApiRef);
  const changed = useDetectionsChanged();
  const [dialog, setDialog] = useState<{
    suppression?: DetectionSuppression;
  }>();
  const { mutate, error } = useMutation({
    mutationFn: (id: string) => api.endDetectionSuppression(id),
    onSettled: changed,
  });
  return (
    <Card aria-label={t('rules.suppressions.title')}>
      <CardHeader>
        <div className={styles.between}>
          <h2 className={styles.cardTitle}>
            {`2. ${t('rules.suppressions.title')}`}{' '}
            <span className={styles.quiet}>{t('rules.suppressions.hint')}</span>
          </h2>
          {rules.mayChange && (
            <Button
              variant="secondary"
              size="small"
              iconStart={<RiAddLine aria-hidden />}
              onPress={() => setDialog({})}
            >
              {t('rules.suppressions.add')}
            </Button>
          )}
        </div>
      </CardHeader>
      <CardBody>
        {error && (
          <div role="alert">
            <Alert status="danger" title={problemOf(error).message} />
          </div>
        )}
        {rules.suppressions.length === 0 && (
          <PanelEmpty title={t('rules.suppressions.none')} />
        )}
        <ul className={styles.rows}>
          {rules.suppressions.map(suppression => (
            <Row
              key={suppression.id}
              suppression={suppression}
              mayChange={rules.mayChange}
              sourceTitle={sourceTitle}
              onExtend={() => setDialog({ suppression })}
              onEnd={() => mutate(suppression.id)}
            />
          ))}
        </ul>
      </CardBody>
      {dialog && (
        <SuppressionDialog
          suppression={dialog.suppression}
          onClose={() => setDialog(undefined)}
        />
      )}
    </Card>
  );
}
