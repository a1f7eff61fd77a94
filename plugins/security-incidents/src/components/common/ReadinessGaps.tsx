import type { PlanGap } from 'backstage-plugin-security-incidents-common';
import { AppLink, useRouteRef } from '../../navigation';
import { usePlanLink } from '../../hooks';
import { coverageRouteRef, IMPORT_PARAM, sourcesRouteRef } from '../../routes';
import {
  type ReadinessTranslate,
  useReadinessTranslation,
} from '../../translation';
import { toGapText } from '../said/gaps';
import { TextWithNames } from './EntityName';
import styles from './readiness.module.css';
import { type MarkState, StateMark } from './StateMark';

type Code = PlanGap['code'];

const GAPS = {
  'owner-missing': ['failed', 'ownerMissing'],
  'no-plan': ['failed', 'noPlan'],
  'plan-retired': ['failed', 'planRetired'],
  'review-overdue': ['late', 'reviewOverdue'],
  'never-tested': ['failed', 'neverTested'],
  'test-overdue': ['late', 'testOverdue'],
  'role-unresolved': ['failed', 'roleUnresolved'],
  'not-watched': ['failed', 'notWatched'],
  'watch-interrupted': ['late', 'watchInterrupted'],
} as const satisfies Record<Code, [MarkState, string]>;

function getTitle(t: ReadinessTranslate, code: Code, count: number): string {
  const [, key] = GAPS[code];
  return key === 'roleUnresolved'
    ? t('readiness.gap.roleUnresolved', { count })
    : t(`readiness.gap.${key}`);
}

/** Leads to where a gap is closed: the catalog file of the service, a source, a new plan, or the plan itself. */
function Fix(props: { gap: PlanGap; editUrl?: string }) {
  const { gap, editUrl } = props;
  const { t } = useReadinessTranslation();
  const coverageLink = useRouteRef(coverageRouteRef);
  const planLink = usePlanLink();
  const sourcesLink = useRouteRef(sourcesRouteRef);
  if (gap.code === 'owner-missing') {
    return editUrl ? (
      <a
        className={styles.link}
        href={editUrl}
        target="_blank"
        rel="noopener noreferrer"
      >
        {t('readiness.fix.catalogFile')}
      </a>
    ) : (
      <span className={styles.message}>{t('readiness.fix.nameOwner')}</span>
    );
  }
  if (gap.code === 'not-watched' || gap.code === 'watch-interrupted') {
    return (
      <AppLink className={styles.link} to={sourcesLink()}>
        {t('readiness.fix.sources')}
      </AppLink>
    );
  }
  if (gap.planRef) {
    return (
      <AppLink className={styles.link} to={planLink(gap.planRef)}>
        {t('readiness.fix.openPlan')}
      </AppLink>
    );
  }
  return (
    <AppLink
      className={styles.link}
      to={`${coverageLink()}?${IMPORT_PARAM}=true`}
    >
      {t('readiness.fix.convert')}
    </AppLink>
  );
}

/** What a service lacks to be ready: a line per kind of gap, with a link to its fix. */
export function ReadinessGaps(props: {
  gaps: PlanGap[];
  /** Where the catalog file of the service is edited. */
  editUrl?: string;
}) {
  const { t } = useReadinessTranslation();
  const codes = [...new Set(props.gaps.map(({ code }) => code))];
  return (
    <ul className={styles.gaps} aria-label={t('readiness.gaps')}>
      {codes.map(code => {
        const gaps = props.gaps.filter(gap => gap.code === code);
        return (
          <li key={code} className={styles.gap}>
            <StateMark state={GAPS[code][0]} decorative />
            <div className={styles.gapBody}>
              <span className={styles.gapTitle}>
                {getTitle(t, code, gaps.length)}
              </span>
              {gaps.map(({ message }) => (
                <span key={message} className={styles.message}>
                  <TextWithNames text={toGapText(t, { message })} />
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
