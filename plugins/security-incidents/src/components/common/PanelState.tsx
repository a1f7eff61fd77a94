import { type ReactNode, useEffect, useState } from 'react';
import { Button, Flex, Skeleton, Text } from '@backstage/ui';
import { errorStatus } from '../../api/errorStatus';
import { isNotReadYet } from '../../hooks';
import { clockTime } from '../../time';
import styles from './common.module.css';

/** What went wrong, in the words of the backend where it said some. */
export function errorMessage(error: Error): string {
  const body = (error as { body?: { error?: { message?: string } } }).body;
  return body?.error?.message ?? error.message;
}

/** How long a person waits without wondering, in milliseconds. */
const SLOW_AFTER_MS = 10_000;

/** Says that something takes long, at a place that is there from the start, so that nothing jumps. */
export function SlowNote(props: {
  /** What is waited for, as `Loading plans`; undefined while nothing is. */
  what: string | undefined;
}) {
  const { what } = props;
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
      {what && slow === what && `${what} takes longer than usual.`}
    </span>
  );
}

/** Boxes in the shape of what is coming; nothing jumps when it arrives. */
export function PanelLoading(props: { label: string; rows?: number }) {
  return (
    <Flex
      direction="column"
      gap="3"
      role="status"
      aria-label={`Loading ${props.label}`}
    >
      {Array.from({ length: props.rows ?? 3 }, (_, row) => (
        <Skeleton
          key={row}
          width={row % 2 ? '62%' : '88%'}
          height="14px"
          rounded
        />
      ))}
      <SlowNote what={`Loading ${props.label}`} />
    </Flex>
  );
}

/** What is not known yet; the panel that it stands in asks again by itself. */
export function PanelNotRead(props: { subject: string; error?: Error }) {
  return (
    <div className={styles.state} role="status">
      <Text weight="bold">{`The ${props.subject} were not read yet`}</Text>
      <Text variant="body-small">
        {props.error
          ? `${errorMessage(props.error)}. `
          : 'The catalog is being read for the first time. '}
        Not the same as none: this asks again by itself.
      </Text>
    </div>
  );
}

/** One panel that failed alone: what still holds, and one way on. */
export function PanelFailed(props: {
  error: Error;
  title: string;
  hint?: string;
  /** What it is that the reader may not read, when that is why. */
  subject?: string;
  onRetry(): void;
}) {
  const forbidden = errorStatus(props.error) === 403;
  if (isNotReadYet(props.error)) {
    return (
      <PanelNotRead
        subject={props.subject ?? 'incidents'}
        error={props.error}
      />
    );
  }
  return (
    <div className={styles.state} role="alert">
      <Text weight="bold">
        {forbidden
          ? `You may not read ${props.subject ?? 'incidents'}`
          : props.title}
      </Text>
      <Text variant="body-small">
        {forbidden
          ? `${errorMessage(props.error)}. Ask whoever runs this portal.`
          : `${props.hint ? `${props.hint} ` : ''}${errorMessage(props.error)}`}
      </Text>
      {!forbidden && (
        <Button variant="secondary" size="small" onPress={props.onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}

/** Says that what is shown may have changed since; nothing while it is live. */
export function PanelStale(props: {
  /** Milliseconds since the epoch. */
  since?: number;
  /** What is shown, as `the last chart`. */
  what: string;
}) {
  const { since, what } = props;
  if (since === undefined) return null;
  return (
    <p className={styles.stale} role="status">
      {`Not live since ${clockTime(
        new Date(since).toISOString(),
      )} UTC. It is asked again, and ${what} is shown.`}
    </p>
  );
}

/** What is true when there is nothing to show, and the next useful thing. */
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
