import type {
  IncidentStatus,
  PlanRuns,
  TransitionBlocker,
  TransitionOption,
} from 'backstage-plugin-security-incidents-common';
import { type Translate, useTranslation } from '../../../translation';
import { TextWithNames } from '../../common';
import styles from '../IncidentPage.module.css';
import type { useIncidentMutation } from '../IncidentRecord';
import { holdsWorkFor, requiredBefore, usePlanRuns } from '../plan';
import { BlockerActions } from './BlockerActions';
import { getMissing, mayMove } from './moves';
import { toSaid } from '../../said';

/** What is missing. Required tasks are listed below it, each with its own action. */
function toBlockerText(
  t: Translate,
  { guard, message }: TransitionBlocker,
  to: IncidentStatus,
  plans: PlanRuns | undefined,
): string {
  const open = plans && requiredBefore(plans, to).length;
  return guard === 'required-tasks' && open
    ? t('incidentPage.nextStep.tasksOpen', { count: open })
    : toSaid(t, message);
}

/** What blocks a move, each with the action that removes it. */
export function Blockers(props: {
  option: TransitionOption;
  pending: boolean;
  run: ReturnType<typeof useIncidentMutation>['run'];
}) {
  const { option, pending, run } = props;
  const { plans } = usePlanRuns();
  const { t } = useTranslation();
  const { to } = option;
  return (
    <ol className={styles.list}>
      {getMissing(option).map((blocker, index) => (
        <li
          key={blocker.guard}
          className={`${styles.item} ${styles.blocker}`}
          data-blocker
          tabIndex={-1}
        >
          <span className={styles.number} aria-hidden>
            {index + 1}
          </span>
          <div>
            <div className={styles.strong}>
              <TextWithNames text={toBlockerText(t, blocker, to, plans)} />
            </div>
            {blocker.guard === 'has-containment-step' &&
              plans &&
              holdsWorkFor(plans, 'containment') && (
                <div className={styles.quiet}>
                  {t('incidentPage.nextStep.taskRecordsOne')}
                </div>
              )}
            {blocker.waivedByReason && mayMove(option) && (
              <div className={styles.quiet}>
                {t('incidentPage.nextStep.waivable')}
              </div>
            )}
          </div>
          <BlockerActions
            blocker={blocker}
            to={to}
            pending={pending}
            run={run}
          />
        </li>
      ))}
    </ol>
  );
}
