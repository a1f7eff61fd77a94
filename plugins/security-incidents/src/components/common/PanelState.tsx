import { type ReactNode, useEffect, useState } from 'react';
import { Button, Flex, Skeleton, Text } from '@backstage/ui';
import { errorStatus } from '../../api/errorStatus';
import { isNotReadYet } from '../../hooks';
import { clockTimeWithZone } from '../../time';
import { useSharedTranslation } from '../../translation';
import styles from './common.module.css';

/** Why a request failed: the backend's message, or that of the request. */
export function errorMessage(error: Error): string {
  const body = (error as { body?: { error?: { message?: string } } }).body;
  return body?.error?.message ?? error.message;
}

/** When a panel says that it is slow, in milliseconds. */
const SLOW_AFTER_MS = 10_000;

/** Says that something takes long. Its place is reserved, so that nothing jumps. */
export function SlowNote(props: {
  /** What takes long, such as `Loading plans`; undefined when nothing does. */
  what: string | undefined;
}) {
  const { what } = props;
  const { t } = useSharedTranslation();
  const [slow, setSlow] = useState<string>();
  useEffect(() => {
    if (!what) return undefined;
    const timer = setTimeout(() => setSlow(what), SLOW_AFTER_MS);
    return () => {
      clearTimeout(timer);
      setSlow(undefined);
    };
  }, [what]);
  return (
    <span className={styles.slow} role="status">
      {what && slow === what && t('panel.slow', { what })}
    </span>
  );
}

/** Placeholders in the shape of the rows that are loading. */
export function PanelLoading(props: {
  /** What is loading, such as `plans`. */
  label: string;
  rows?: number;
}) {
  const { t } = useSharedTranslation();
  const loading = t('panel.loading', { what: props.label });
  return (
    <Flex direction="column" gap="3" role="status" aria-label={loading}>
      {Array.from({ length: props.rows ?? 3 }, (_, row) => (
        <Skeleton
          key={row}
          width={row % 2 ? '62%' : '88%'}
          height="14px"
          rounded
        />
      ))}
      <SlowNote what={loading} />
    </Flex>
  );
}

/** The backend has not read the catalog yet. The panel around it asks again by itself. */
export function PanelNotRead(props: { subject: string; error?: Error }) {
  const { t } = useSharedTranslation();
  return (
    <div className={styles.state} role="status">
      <Text weight="bold">
        {t('panel.notRead.title', { subject: props.subject })}
      </Text>
      <Text variant="body-small">
        {props.error
          ? t('panel.notRead.hintWithReason', {
              reason: errorMessage(props.error),
            })
          : t('panel.notRead.hint')}
      </Text>
    </div>
  );
}

/** One panel failed: says what still works, and offers to try again. */
export function PanelFailed(props: {
  error: Error;
  title: string;
  hint?: string;
  /** What the panel shows, such as `response plans`; incidents unless stated. */
  subject?: string;
  onRetry(): void;
}) {
  const { t } = useSharedTranslation();
  const forbidden = errorStatus(props.error) === 403;
  const subject = props.subject ?? t('panel.incidents');
  if (isNotReadYet(props.error)) {
    return <PanelNotRead subject={subject} error={props.error} />;
  }
  return (
    <div className={styles.state} role="alert">
      <Text weight="bold">
        {forbidden ? t('panel.forbidden.title', { subject }) : props.title}
      </Text>
      <Text variant="body-small">
        {forbidden
          ? t('panel.forbidden.hint')
          : `${props.hint ? `${props.hint} ` : ''}${errorMessage(props.error)}`}
      </Text>
      {!forbidden && (
        <Button variant="secondary" size="small" onPress={props.onRetry}>
          {t('common.retry')}
        </Button>
      )}
    </div>
  );
}

/** Says since when live updates fail; nothing while they arrive. */
export function PanelStale(props: {
  /** Since when, in milliseconds since the epoch. */
  since?: number;
  /** What is still shown, such as `the last chart`. */
  what: string;
}) {
  const { since, what } = props;
  const { t } = useSharedTranslation();
  if (since === undefined) return null;
  return (
    <p className={styles.stale} role="status">
      {t('panel.stale', {
        time: clockTimeWithZone(new Date(since).toISOString()),
        what,
      })}
    </p>
  );
}

/** There is nothing to show: says what that means, and offers the next step. */
export function PanelEmpty(props: {
  title: string;
  hint?: string;
  children?: ReactNode;
}) {
  return (
    <div className={styles.state}>
      <Text weight="bold">{props.title}</Text>
      {props.hint && <Text variant="body-small">{props.hint}</Text>}
      {props.children}
    </div>
  );
}
