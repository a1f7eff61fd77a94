import type {
  PlanGap,
  ResponsePlanStatus,
} from 'backstage-plugin-security-incidents-common';
import { type Translate, useTranslation } from '../../translation';
import { MARK_OF, type MarkState, StateMark, withShortNames } from '../common';
import { StartExerciseButton } from '../ExerciseDialog';
import { toDueText } from './StatusFacts';
import styles from './PlanPage.module.css';
import { Section } from './Section';
import { toSaid } from '../said';

/** Gaps that an exercise closes. */
const CLOSED_BY_EXERCISE: ReadonlyArray<PlanGap['code']> = [
  'never-tested',
  'test-overdue',
];

function describe(
  t: Translate,
  gap: PlanGap,
  { reviewed, tested }: ResponsePlanStatus,
  now: Date,
): { mark: MarkState; title: string; detail?: string } {
  switch (gap.code) {
    case 'never-tested':
      return {
        mark: MARK_OF[tested.state],
        title: t('planPage.gaps.neverTested'),
      };
    case 'test-overdue':
      return {
        mark: MARK_OF[tested.state],
        title: t('planPage.gaps.testOverdue'),
        detail: tested.due && toDueText(t, tested.due, now),
      };
    case 'review-overdue':
      return {
        mark: MARK_OF[reviewed.state],
        title: t('planPage.gaps.reviewOverdue'),
        detail: reviewed.due && toDueText(t, reviewed.due, now),
      };
    default:
      return { mark: 'failed', title: withShortNames(toSaid(t, gap.message)) };
  }
}

/** What keeps the plan from being ready, each with its fix. */
export function GapsCard(props: {
  status: ResponsePlanStatus;
  planTitle?: string;
  /** Where a change of the plan is proposed. */
  editUrl?: string;
  now: Date;
}) {
  const { status, planTitle, editUrl, now } = props;
  const { t } = useTranslation();
  if (status.gaps.length === 0) return null;
  return (
    <Section title={t('planPage.gaps.title')}>
      <ul className={styles.list}>
        {status.gaps.map(gap => {
          const { mark, title, detail } = describe(t, gap, status, now);
          return (
            <li key={`${gap.code} ${gap.message}`} className={styles.gap}>
              <StateMark state={mark} />
              <div className={styles.gapText}>
                <strong>{title}</strong>
                {detail && <div className={styles.quiet}>{detail}</div>}
              </div>
              {CLOSED_BY_EXERCISE.includes(gap.code) ? (
                <StartExerciseButton
                  planRef={status.planRef}
                  planTitle={planTitle}
                />
              ) : (
                <EditFile url={editUrl} />
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function EditFile({ url }: { url?: string }) {
  const { t } = useTranslation();
  return url ? (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {t('planPage.gaps.editFile')}
    </a>
  ) : (
    <span className={styles.quiet}>{t('planPage.gaps.editFileByHand')}</span>
  );
}
