import { Button } from '@backstage/ui';
import { RiCheckLine, RiCloseLine, RiTimeLine } from '@remixicon/react';
import type { DetectionSummary } from 'backstage-plugin-security-incidents-common';
import { useTranslation } from '../../../translation';
import styles from './bulk.module.css';

/** What became of one decision of many. */
export interface BulkOutcome {
  state: 'queued' | 'running' | 'done' | 'failed';
  /** The detection after the decision. */
  detection?: DetectionSummary;
  /** Why it was not decided. */
  reason?: string;
  /** The version that the detection has now, where it changed since it was selected. */
  currentVersion?: number;
  /** Whether no answer came, so that the same request may be tried again. */
  isUnknown?: boolean;
}

/** The outcome in the row of its detection. */
export function BulkOutcomeText(props: {
  outcome: BulkOutcome;
  onUndo(): void;
}) {
  const { state, reason = '' } = props.outcome;
  const { t } = useTranslation();
  switch (state) {
    case 'done':
      return (
        <span className={styles.rowDone}>
          <RiCheckLine size={14} aria-hidden />
          {t('inbox.bulk.rowDone')}
          <Button
            variant="tertiary"
            size="small"
            className={styles.undo}
            onPress={props.onUndo}
          >
            {t('inbox.done.undo')}
          </Button>
        </span>
      );
    case 'failed':
      return (
        <span className={styles.rowFailed}>
          <RiCloseLine size={14} aria-hidden />
          {t('inbox.bulk.rowFailed', { reason })}
        </span>
      );
    default:
      return (
        <span className={styles.rowWaits}>
          <RiTimeLine size={14} aria-hidden />
          {t(`inbox.bulk.${state === 'running' ? 'rowRunning' : 'rowQueued'}`)}
        </span>
      );
  }
}
