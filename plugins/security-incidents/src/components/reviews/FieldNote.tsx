import { Button } from '@backstage/ui';
import { RiPencilLine } from '@remixicon/react';
import { nearTime } from '../../time';
import { useTranslation } from '../../translation';
import { EntityName } from '../common';
import styles from './reviews.module.css';
import type { ReviewFieldState } from './useReviewField';

/** Below a field: whether it is saved, who wrote it, and what to do when two people wrote at once. */
export function FieldNote<T>(props: {
  field: ReviewFieldState<T>;
  me?: string;
  /** Puts two values into one; absent where that makes no sense. */
  join?(theirs: T | undefined, mine: T | undefined): T;
  /** What the other one wrote, for a look. */
  show(value: T | undefined): string;
}) {
  const { field, me, join } = props;
  const { t } = useTranslation();
  const { conflict, problem, last } = field;
  if (conflict) {
    return (
      <div className={styles.conflict} role="alert">
        <span className={styles.conflictTitle}>
          <RiPencilLine size={16} aria-hidden />
          {t('reviews.conflict.title', {
            person: <EntityName entityRef={conflict.by} />,
          })}
        </span>
        <blockquote className={styles.quote}>
          {props.show(conflict.value) || t('reviews.conflict.emptied')}
        </blockquote>
        <div className={styles.buttons}>
          {join && (
            <Button
              size="small"
              variant="primary"
              onPress={() => field.settle(join(conflict.value, field.value))}
            >
              {t('reviews.conflict.both')}
            </Button>
          )}
          <Button
            size="small"
            variant="secondary"
            onPress={() => field.settle(field.value)}
          >
            {t('reviews.conflict.mine')}
          </Button>
          <Button
            size="small"
            variant="secondary"
            onPress={() => field.settle(conflict.value)}
          >
            {t('reviews.conflict.theirs')}
          </Button>
        </div>
      </div>
    );
  }
  if (problem) {
    return (
      <div className={styles.conflict} role="alert">
        <span>{t('reviews.notSaved', { reason: problem.message })}</span>
        <div className={styles.buttons}>
          <Button size="small" variant="secondary" onPress={field.retry}>
            {t('common.retry')}
          </Button>
        </div>
      </div>
    );
  }
  const toNote = () => {
    if (field.isSaving && field.isDirty) return t('reviews.saving');
    if (field.isDirty) return t('reviews.typing');
    if (!last) return '';
    const time = nearTime(last.at, Date.now());
    return last.by === me
      ? t('reviews.kept', { time })
      : t('reviews.keptBy', {
          person: <EntityName entityRef={last.by} />,
          time,
        });
  };
  return (
    <span className={styles.note} role="status">
      {toNote()}
    </span>
  );
}
