import { TextAreaField } from '@backstage/ui';
import type {
  Review,
  ReviewFieldName,
} from 'backstage-plugin-security-incidents-common';
import { useTranslation } from '../../translation';
import { FieldNote } from './FieldNote';
import styles from './reviews.module.css';
import { useReviewField } from './useReviewField';

type TextFieldName = Extract<
  ReviewFieldName,
  | 'summary'
  | 'wentWell'
  | 'wentBadly'
  | 'detectionGap'
  | 'planDeviation'
  | 'planChanges'
  | 'lessons'
>;

/** What everything about a review needs. */
export interface ReviewProps {
  review: Review;
  /** The key or id in the address of the page. */
  pageKey: string;
  me?: string;
  /** Whether the reader may write, and the review is a draft. */
  canWrite: boolean;
}

/** A text that somebody wrote, for readers. */
export function WrittenText(props: { label: string; text?: string }) {
  const { t } = useTranslation();
  return (
    <div className={styles.written}>
      <span className={styles.label}>{props.label}</span>
      <p className={styles.text} data-empty={!props.text || undefined}>
        {props.text || t('reviews.nothingWritten')}
      </p>
    </div>
  );
}

/** A text of the review that saves itself while it is typed. */
export function TextReviewField(
  props: ReviewProps & {
    name: TextFieldName;
    description?: string;
    rows?: number;
  },
) {
  const { review, name, canWrite } = props;
  const { t } = useTranslation();
  const field = useReviewField(review, name);
  const label = t(`reviews.field.${name}`);
  if (!canWrite) {
    return <WrittenText label={label} text={review.fields[name]} />;
  }
  return (
    <div className={styles.field} id={`review-${name}`}>
      <TextAreaField
        label={label}
        description={props.description}
        value={field.value ?? ''}
        onChange={field.change}
        onBlur={field.leave}
        rows={props.rows ?? 3}
      />
      <FieldNote
        field={field}
        me={props.me}
        show={value => value ?? ''}
        join={(theirs, mine) => [theirs, mine].filter(Boolean).join('\n\n')}
      />
    </div>
  );
}
