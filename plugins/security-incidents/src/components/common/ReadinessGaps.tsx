import type { PlanGap } from 'backstage-plugin-security-incidents-common';
import { AppLink, useRouteRef } from '../../navigation';
import { usePlanLink } from '../../hooks';
import { coverageRouteRef, IMPORT_PARAM } from '../../routes';
import { withShortNames } from './names';
import styles from './readiness.module.css';
import { type MarkState, StateMark } from './StateMark';

type Code = PlanGap['code'];

const TITLES: Record<Code, [MarkState, string]> = {
  'owner-missing': ['failed', 'Owner missing'],
  'no-plan': ['failed', 'No plan applies'],
  'plan-retired': ['failed', 'The plan is retired'],
  'review-overdue': ['late', 'Review overdue'],
  'never-tested': ['failed', 'Never tested'],
  'test-overdue': ['late', 'Test overdue'],
  'role-unresolved': ['failed', 'A role resolves to nobody'],
};

function titleOf(code: Code, count: number): string {
  return code === 'role-unresolved' && count > 1
    ? `${count} roles resolve to nobody`
    : TITLES[code][1];
}

/** Where the gap is put right: the file of the service, a new plan, or the plan that it is about. */
function Fix(props: { gap: PlanGap; editUrl?: string }) {
  const { gap, editUrl } = props;
  const coverageLink = useRouteRef(coverageRouteRef);
  const planLink = usePlanLink();
  if (gap.code === 'owner-missing') {
    return editUrl ? (
      <a
        className={styles.link}
        href={editUrl}
        target="_blank"
        rel="noopener noreferrer"
      >
        Fix in the catalog file
      </a>
    ) : (
      <span className={styles.message}>Name one in the catalog file.</span>
    );
  }
  if (gap.planRef) {
    return (
      <AppLink className={styles.link} to={planLink(gap.planRef)}>
        Open the plan
      </AppLink>
    );
  }
  return (
    <AppLink
      className={styles.link}
      to={`${coverageLink()}?${IMPORT_PARAM}=true`}
    >
      Make a plan from a playbook
    </AppLink>
  );
}

/** What keeps a service from being ready, one line for each kind of gap, with the way to its fix. */
export function ReadinessGaps(props: {
  gaps: PlanGap[];
  /** Where the catalog file of the service is edited. */
  editUrl?: string;
}) {
  const codes = [...new Set(props.gaps.map(({ code }) => code))];
  return (
    <ul className={styles.gaps} aria-label="Gaps">
      {codes.map(code => {
        const gaps = props.gaps.filter(gap => gap.code === code);
        return (
          <li key={code} className={styles.gap}>
            <StateMark state={TITLES[code][0]} decorative />
            <div className={styles.gapBody}>
              <span className={styles.gapTitle}>
                {titleOf(code, gaps.length)}
              </span>
              {gaps.map(({ message }) => (
                <span key={message} className={styles.message}>
                  {withShortNames(message)}
                </span>
              ))}
              <Fix gap={gaps[0]} editUrl={props.editUrl} />
            </div>
          </li>
        );
      })}
    </ul>
  );
}
