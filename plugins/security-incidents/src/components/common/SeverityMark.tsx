import { VisuallyHidden } from '@backstage/ui';
import type { Severity } from 'backstage-plugin-security-incidents-common';
import { useSharedTranslation } from '../../translation';
import classNames from './classNames';
import chipStyles from './chips.module.css';
import styles from './common.module.css';

/** Each severity has its own shape, so that colour never stands alone. */
const SHAPES: Record<Severity, { path: string; colour: string }> = {
  critical: { path: 'M6 0 12 6 6 12 0 6Z', colour: 'var(--si-critical)' },
  high: { path: 'M6 1 12 11H0Z', colour: 'var(--si-high)' },
  medium: { path: 'M1 1H11V11H1Z', colour: 'var(--si-medium)' },
  low: {
    path: 'M6 1A5 5 0 1 1 6 11 5 5 0 1 1 6 1Z',
    colour: 'var(--si-low)',
  },
  informational: {
    path: 'M6 1A5 5 0 1 1 6 11 5 5 0 1 1 6 1ZM6 3A3 3 0 1 0 6 9 3 3 0 1 0 6 3Z',
    colour: 'var(--si-informational)',
  },
};

/** The shape of a severity, with its word for screen readers. */
export function SeverityMark(props: {
  severity?: Severity;
  /** The word stands beside it. */
  decorative?: boolean;
  colour?: string;
  /** Width and height in pixels, 12 unless stated. */
  size?: number;
  /** Only the edge of the shape. */
  outlined?: boolean;
}) {
  const { severity, decorative, colour, size = 12, outlined } = props;
  const { t } = useSharedTranslation();
  const shape = severity && SHAPES[severity];
  const paint = colour ?? shape?.colour;
  return (
    <>
      <svg
        className={styles.mark}
        width={size}
        height={size}
        viewBox={outlined ? '-1 -1 14 14' : '0 0 12 12'}
        // A long title beside it leaves it as large as it is.
        style={{ flex: 'none' }}
        aria-hidden="true"
      >
        {shape ? (
          <path
            d={outlined ? shape.path.replace(/(?<=Z).*/, '') : shape.path}
            fill={outlined ? 'none' : paint}
            stroke={outlined ? paint : undefined}
            strokeWidth={outlined ? 1.6 : undefined}
            fillRule="evenodd"
          />
        ) : (
          <circle
            cx="6"
            cy="6"
            r="5"
            fill="none"
            stroke="currentColor"
            strokeDasharray="2 2"
          />
        )}
      </svg>
      {!decorative && (
        <VisuallyHidden>
          {severity
            ? t(`term.severity.${severity}`)
            : t('term.severityUndecided')}
        </VisuallyHidden>
      )}
    </>
  );
}

/** Severity as shape and word. */
export function SeverityChip({ severity }: { severity?: Severity }) {
  const { t } = useSharedTranslation();
  const tone = severity && severity !== 'informational' && chipStyles[severity];
  return (
    <span className={classNames(chipStyles.chip, tone)}>
      <SeverityMark
        severity={severity}
        decorative
        colour={tone ? 'currentColor' : undefined}
      />
      {t(`term.severity.${severity ?? 'undecided'}`)}
    </span>
  );
}
