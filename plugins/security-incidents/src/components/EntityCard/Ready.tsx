import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  type EntityOverview,
  type PlanOffer,
  type Readiness,
  type ResolvedRole,
  RSIT_CLASS_LABELS,
  type RsitClass,
} from 'backstage-plugin-security-incidents-common';
import { Link } from '@backstage/ui';
import type { ReactNode } from 'react';
import { usePlanLink } from '../../hooks';
import { dayOf } from '../../time';
import {
  MARK_OF,
  ReadinessGaps,
  ReadinessStrip,
  StateMark,
  withShortNames,
} from '../common';
import styles from './EntityCard.module.css';
import { useEntityLinks } from './useEntityLinks';

const KINDS_SHOWN = 4;
const ROLES_SHOWN = 6;

interface KindOfIncident {
  label: string;
  plan: PlanOffer;
}

/** For each kind of incident the plan that comes first; what a plan before it covers is not named again. */
function kindsOf(plans: PlanOffer[]): KindOfIncident[] {
  const covered = new Set<RsitClass>();
  const kinds: KindOfIncident[] = [];
  for (const plan of plans) {
    const fresh = plan.classes?.filter(name => !covered.has(name));
    fresh?.forEach(name => covered.add(name));
    const label = fresh
      ? fresh.map(name => RSIT_CLASS_LABELS[name]).join(', ')
      : `Any${covered.size > 0 ? ' other' : ''} kind`;
    if (label) kinds.push({ label, plan });
    // What comes after a plan for every kind is never the first.
    if (!plan.classes) break;
  }
  return kinds.slice(0, KINDS_SHOWN);
}

function Section(props: {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={styles.section}>
      <div className={styles.between}>
        <h3 className={styles.sectionTitle}>{props.title}</h3>
        {props.aside}
      </div>
      {props.children}
    </section>
  );
}

function Fact(props: { name: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function IfSomethingHappens(props: { entityRef: string; plans: PlanOffer[] }) {
  const planLink = usePlanLink();
  const linkTo = useEntityLinks();
  const kinds = kindsOf(props.plans);
  if (kinds.length === 0) return null;
  return (
    <Section
      title="If something happens"
      aside={
        <Link variant="body-small" href={linkTo(props.entityRef)}>
          All plans
        </Link>
      }
    >
      <dl className={styles.facts}>
        {kinds.map(({ label, plan }) => (
          <Fact key={plan.planRef} name={label}>
            <Link href={planLink(plan.planRef)}>{plan.title}</Link>
          </Fact>
        ))}
      </dl>
    </Section>
  );
}

function WhoWouldAct(props: { roles: ResolvedRole[]; ownerRef?: string }) {
  const { roles, ownerRef } = props;
  // The owner is a role of most plans, and stands there then.
  const showsOwner =
    ownerRef && !roles.some(({ principalRef }) => principalRef === ownerRef);
  if (roles.length === 0 && !showsOwner) return null;
  const more = roles.length - ROLES_SHOWN;
  return (
    <Section title="Who would act now">
      <dl className={styles.facts}>
        {showsOwner && (
          <Fact name="Owner">
            <EntityRefLink entityRef={ownerRef} />
          </Fact>
        )}
        {roles
          .slice(0, ROLES_SHOWN)
          .map(({ id, title, principalRef, gap, required }) => (
            <Fact key={id} name={title}>
              {principalRef ? (
                <EntityRefLink entityRef={principalRef} />
              ) : (
                <span
                  className={styles.inline}
                  title={gap && withShortNames(gap)}
                >
                  <StateMark state={required ? 'failed' : 'late'} decorative />
                  nobody
                </span>
              )}
            </Fact>
          ))}
      </dl>
      {more > 0 && (
        <span className={styles.quiet}>{`${more} more in the plan`}</span>
      )}
    </Section>
  );
}

function ReviewAndTest(props: { plan: PlanOffer; readiness: Readiness }) {
  const { plan } = props;
  const { reviewed, tested } = props.readiness.checks;
  const day = (iso?: string) => (iso ? dayOf(iso) : 'never');
  return (
    <Section title="Review and test">
      <dl className={styles.facts}>
        <Fact name="Last reviewed">
          <span className={styles.inline}>
            <StateMark state={MARK_OF[reviewed]} />
            {day(plan.lastReviewed)}
          </span>
        </Fact>
        <Fact name="Last tested">
          <span className={styles.inline}>
            <StateMark state={MARK_OF[tested]} />
            {day(plan.lastTested)}
          </span>
        </Fact>
      </dl>
    </Section>
  );
}

/** With nothing open: whether the service is ready, by which plan, with whom, and what is missing. */
export function Ready(props: {
  overview: EntityOverview & { readiness: Readiness };
  ownerRef?: string;
  /** Where the catalog file of the entity is edited. */
  editUrl?: string;
}) {
  const { overview, ownerRef, editUrl } = props;
  const { entityRef, readiness, plans = [], planRoles = [] } = overview;
  const [first] = plans;
  return (
    <>
      <ReadinessStrip readiness={readiness} />
      <IfSomethingHappens entityRef={entityRef} plans={plans} />
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
