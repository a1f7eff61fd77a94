import { Button } from '@backstage/ui';
import type { ResponsePlanStatus } from 'backstage-plugin-security-incidents-common';
import { errorStatus } from '../../api/errorStatus';
import { isNotReadYet, type LiveData } from '../../hooks';
import { shortTime } from '../../time';
import { errorMessage, SlowNote } from '../common';
import styles from './PlanPage.module.css';

/** Why the file alone has to do, in words. */
function wordsFor(error: Error): { words: string; again: boolean } {
  if (isNotReadYet(error)) {
    return {
      words: `What the file does not say is not known yet. ${errorMessage(
        error,
      )}.`,
      again: false,
    };
  }
  if (errorStatus(error) === 404) {
    return {
      words:
        'What the file does not say is not known yet: a new plan is known within a minute of being in the catalog.',
      again: true,
    };
  }
  if (errorStatus(error) === 403) {
    return {
      words: `Only what the file says is shown. ${errorMessage(error)}.`,
      again: false,
    };
  }
  return {
    words: `Exercises, services and incidents of this plan did not load; what the file says is shown. ${errorMessage(
      error,
    )}`,
    again: true,
  };
}

/** Says what of the page is missing or old; nothing while all is well. */
export function StandingNotice(props: {
  standing: LiveData<ResponsePlanStatus>;
}) {
  const { value, error, loading, staleSince, retry } = props.standing;
  if (error) {
    const { words, again } = wordsFor(error);
    return (
      <p className={`${styles.quiet} ${styles.notice}`} role="alert">
        {words}
        {again && (
          <Button variant="secondary" size="small" onPress={retry}>
            Try again
          </Button>
        )}
      </p>
    );
  }
  if (!value) {
    return <SlowNote what={loading ? 'Loading where it stands' : undefined} />;
  }
  const since =
    staleSince === undefined
      ? value.stale && value.asOf
      : new Date(staleSince).toISOString();
  if (!since) return null;
  return (
    <p className={`${styles.quiet} ${styles.notice}`} role="status">
      {staleSince === undefined
        ? `As of ${shortTime(since)}: the catalog has not answered since.`
        : `No answer since ${shortTime(since)}: this may have changed.`}
    </p>
  );
}
