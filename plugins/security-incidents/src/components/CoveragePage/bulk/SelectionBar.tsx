import { Button, ButtonIcon, ButtonLink } from '@backstage/ui';
import {
  RiCloseLine,
  RiFileAddLine,
  RiFileCopyLine,
  RiFlaskLine,
} from '@remixicon/react';
import type { CoverageRow } from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { useListAddress, usePlanTemplate } from '../../../hooks';
import { IMPORT_PARAM } from '../../../routes';
import { useTranslation } from '../../../translation';
import { MayStartExercise } from '../../common';
import { ExercisesDialog } from './ExercisesDialog';
import styles from './bulk.module.css';
import { useCopyGaps } from './useCopyGaps';

/** How many exercises are started together. */
const MOST_EXERCISES = 10;

/** What can be done with the chosen services together. What cannot be done says why. */
export function SelectionBar(props: {
  rows: readonly CoverageRow[];
  onClear(): void;
}) {
  const { rows, onClear } = props;
  const { t } = useTranslation();
  const { hrefOf } = useListAddress();
  const template = usePlanTemplate();
  const { copy, outcome } = useCopyGaps(rows);
  const [isStarting, setStarting] = useState(false);
  const withPlan = rows.filter(({ planRef }) => planRef !== undefined);
  const tooMany = withPlan.length > MOST_EXERCISES;
  return (
    <div
      className={styles.bar}
      role="group"
      aria-label={t('coveragePage.bulk.label')}
    >
      <span className={styles.chosen}>
        <strong role="status">
          {t('coveragePage.bulk.chosen', { count: rows.length })}
        </strong>
        {withPlan.length === 0 && (
          <span className={styles.quiet}>{t('coveragePage.bulk.noPlans')}</span>
        )}
        {tooMany && (
          <span className={styles.quiet}>
            {t('coveragePage.bulk.tooMany', { count: MOST_EXERCISES })}
          </span>
        )}
        {outcome && (
          <span className={styles.quiet} role="status">
            {t(`coveragePage.bulk.${outcome}`)}
          </span>
        )}
      </span>
      <span className={styles.actions}>
        {Boolean(navigator.clipboard) && (
          <Button
            variant="secondary"
            size="small"
            iconStart={<RiFileCopyLine aria-hidden />}
            onPress={copy}
          >
            {t('coveragePage.bulk.copy')}
          </Button>
        )}
        <ButtonLink
          variant="secondary"
          size="small"
          iconStart={<RiFileAddLine aria-hidden />}
          href={template ?? hrefOf({ [IMPORT_PARAM]: 'true' })}
        >
          {t('coveragePage.bulk.plan')}
        </ButtonLink>
        <MayStartExercise>
          <Button
            variant="secondary"
            size="small"
            iconStart={<RiFlaskLine aria-hidden />}
            isDisabled={withPlan.length === 0 || tooMany}
            onPress={() => setStarting(true)}
          >
            {t('coveragePage.bulk.exercises')}
          </Button>
        </MayStartExercise>
        <ButtonIcon
          variant="tertiary"
          size="small"
          icon={<RiCloseLine aria-hidden />}
          aria-label={t('coveragePage.bulk.clear')}
          onPress={onClear}
        />
      </span>
      {isStarting && (
        <ExercisesDialog rows={withPlan} onClose={() => setStarting(false)} />
      )}
    </div>
  );
}
