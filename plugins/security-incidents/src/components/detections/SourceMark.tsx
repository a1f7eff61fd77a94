import { VisuallyHidden } from '@backstage/ui';
import {
  RiAlarmWarningFill,
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiLoader2Line,
  RiNotificationOffLine,
  RiShutDownLine,
} from '@remixicon/react';
import type { SourceState } from 'backstage-plugin-security-incidents-common';
import { useTranslation } from '../../translation';
import styles from './detections.module.css';

const ICONS: Record<SourceState, typeof RiCheckboxCircleFill> = {
  healthy: RiCheckboxCircleFill,
  silent: RiAlarmWarningFill,
  rejecting: RiCloseCircleFill,
  waiting: RiLoader2Line,
  off: RiShutDownLine,
  muted: RiNotificationOffLine,
};

/** How a source is, as a shape and a colour, with its word for screen readers. */
export function SourceMark(props: {
  state: SourceState;
  /** The word stands beside it. */
  decorative?: boolean;
}) {
  const { state, decorative } = props;
  const { t } = useTranslation();
  const Icon = ICONS[state];
  return (
    <>
      <Icon
        size={16}
        className={styles.mark}
        data-state={state}
        aria-hidden="true"
      />
      {!decorative && (
        <VisuallyHidden>{t(`detection.state.${state}`)} </VisuallyHidden>
      )}
    </>
  );
}
