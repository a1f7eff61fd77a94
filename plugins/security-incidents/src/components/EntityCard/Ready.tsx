import {
  type EntityOverview,
  type PlanForClasses,
  type PlanOffer,
  type Readiness,
  type ResolvedRole,
  RSIT_CLASSES,
} from 'backstage-plugin-security-incidents-common';
import { Link } from '@backstage/ui';
import type { ReactNode } from 'react';
import { EntityLink } from '../../navigation';
import { useEntityLinks, usePlanLink } from '../../hooks';
import { dayOf } from '../../time';
import {
  type ReadinessTranslate,
  toKey,
  useReadinessTranslation,
  useSharedTranslation,
} from '../../translation';
import {
  MARK_OF,
  ReadinessGaps,
  ReadinessStrip,
  StateMark,
  withShortNames,
} from '../common';
import styles from './EntityCard.module.css';
import readyStyles from './Ready.module.css';

const ROLES_SHOWN = 6;

/** A plan for more kinds than this is the general one, unless some kinds have no plan. */
const NAMED_KINDS = 4;
/** Nobody prepares a service for drills. */
const KINDS = RSIT_CLASSES.filter(name => name !== 'test');

interface KindOfIncident extends Pick<PlanForClasses, 'planRef' | 'title'> {
  label: string;
}

/** The plan that is used for each kind of incident. */
function getKinds(
  t: ReadinessTranslate,
  planKinds: PlanForClasses[],
): KindOfIncident[] {
  const led = planKinds.flatMap(({ classes }) => classes);
  const isAnyLed = KINDS.every(name => led.includes(name));
  const rows = planKinds.flatMap(({ planRef, title, classes }) => {
    const names = classes.filter(name => name !== 'test');
    const general = isAnyLed && names.length > NAMED_KINDS;
    const generalLabel = t(
      names.length < KINDS.length
        ? 'entityCard.plans.anyOtherKind'
        : 'entityCard.plans.anyKind',
    );
    const label = general
      ? generalLabel
      : names.map(name => t(`label.rsitClass.${toKey(name)}`)).join(', ');
    return label ? [{ planRef, title, label, general }] : [];
  });
  return [
    ...rows.filter(({ general }) => !general),
    ...rows.filter(({ general }) => general),
  ];
}

function Section(props: {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={readyStyles.section}>
      <div className={styles.between}>
        <h3 className={readyStyles.sectionTitle}>{props.title}</h3>
        {props.aside}
      </div>
      {props.children}
    </section>
  );
}

function Fact(props: { name: string; children: ReactNode }) {
  return (
    <div className={readyStyles.fact}>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function IfSomethingHappens(props: {
  entityRef: string;
  planKinds: PlanForClasses[];
}) {
  const planLink = usePlanLink();
  const linkTo = useEntityLinks();
  const { t } = useReadinessTranslation();
  const kinds = getKinds(t, props.planKinds);
  if (kinds.length === 0) return null;
  return (
    <Section
      title={t('entityCard.plans.title')}
      aside={
        <Link variant="body-small" href={linkTo(props.entityRef)}>
          {t('entityCard.plans.all')}
        </Link>
      }
    >
      <dl className={readyStyles.facts}>
        {kinds.map(({ label, planRef, title }) => (
          <Fact key={planRef} name={label}>
            <Link href={planLink(planRef)}>{title}</Link>
          </Fact>
        ))}
      </dl>
    </Section>
  );
}

function WhoWouldAct(props: { roles: ResolvedRole[]; ownerRef?: string }) {
  const { roles, ownerRef } = props;
  const { t } = useReadinessTranslation();
  const { t: shared } = useSharedTranslation();
  // Most plans have the owner as a role, which shows it already.
  const showsOwner =
    ownerRef && !roles.some(({ principalRef }) => principalRef === ownerRef);
  if (roles.length === 0 && !showsOwner) return null;
  const more = roles.length - ROLES_SHOWN;
  return (
    <Section title={t('entityCard.roles.title')}>
      <dl className={readyStyles.facts}>
        {showsOwner && (
          <Fact name={shared('entityCard.owner')}>
            <EntityLink entityRef={ownerRef} />
          </Fact>
        )}
        {roles
          .slice(0, ROLES_SHOWN)
          .map(({ id, title, principalRef, gap, required }) => (
            <Fact key={id} name={title}>
              {principalRef ? (
                <EntityLink entityRef={principalRef} />
              ) : (
                <span
                  className={styles.inline}
                  title={gap && withShortNames(gap)}
                >
                  <StateMark state={required ? 'failed' : 'late'} decorative />
                  {t('entityCard.roles.nobody')}
                </span>
              )}
            </Fact>
          ))}
      </dl>
      {more > 0 && (
        <span className={styles.quiet}>
          {t('entityCard.roles.more', { count: more })}
        </span>
      )}
    </Section>
  );
}

function ReviewAndTest(props: { plan: PlanOffer; readiness: Readiness }) {
  const { plan } = props;
  const { t } = useReadinessTranslation();
  const { checks, lastWatched } = props.readiness;
  const { reviewed, tested, watched } = checks;
  const day = (iso?: string) =>
    iso ? dayOf(iso) : t('entityCard.review.never');
  return (
    <Section title={t('entityCard.review.title')}>
      <dl className={readyStyles.facts}>
        <Fact name={t('entityCard.review.lastReviewed')}>
          <span className={styles.inline}>
            <StateMark state={MARK_OF[reviewed]} />
            {day(plan.lastReviewed)}
          </span>
        </Fact>
        <Fact name={t('entityCard.review.lastTested')}>
          <span className={styles.inline}>
            <StateMark state={MARK_OF[tested]} />
            {day(plan.lastTested)}
          </span>
        </Fact>
        <Fact name={t('entityCard.review.lastWatched')}>
          <span className={styles.inline}>
            <StateMark state={MARK_OF[watched]} />
            {day(lastWatched)}
          </span>
        </Fact>
      </dl>
    </Section>
  );
}

/** What to do when something looks odd, for entities that have no readiness. */
export function IfOdd() {
  const { t } = useReadinessTranslation();
  return (
    <div className={styles.well}>
      <span className={styles.strong}>{t('entityCard.odd.title')}</span>
      <span className={styles.quiet}>{t('entityCard.odd.hint')}</span>
    </div>
  );
}

/** Whether a service without open incidents is ready: its plans, the people, and what is missing. */
export function Ready(props: {
  overview: EntityOverview & { readiness: Readiness };
  ownerRef?: string;
  /** Where the catalog file of the entity is edited. */
  editUrl?: string;
}) {
  const { overview, ownerRef, editUrl } = props;
  const {
    entityRef,
    readiness,
    plans = [],
    planKinds = [],
    planRoles = [],
  } = overview;
  const [first] = plans;
  return (
    <>
      <ReadinessStrip readiness={readiness} />
      <IfSomethingHappens entityRef={entityRef} planKinds={planKinds} />
      <WhoWouldAct
        roles={planRoles}
        ownerRef={readiness.checks.owner === 'pass' ? ownerRef : undefined}
      />
      {first && <ReviewAndTest plan={first} readiness={readiness} />}
      {readiness.gaps.length > 0 && (
        <div className={styles.row}>
          <ReadinessGaps gaps={readiness.gaps} editUrl={editUrl} />
        </div>
      )}
    </>
  );
}
