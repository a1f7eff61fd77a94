import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Cell, Column, type ColumnConfig } from '@backstage/ui';
import {
  type CoverageRow,
  type PlanGap,
  READINESS_CHECKS,
  type ReadinessState,
} from 'backstage-plugin-security-incidents-common';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { useEntityLinks, usePlanLink } from '../../hooks';
import { dayOf } from '../../time';
import { checksPassed, MARK_OF, StateMark, withShortNames } from '../common';
import { shortRef } from '../filters';
import styles from './CoveragePage.module.css';

/** A row as the table takes it. */
export type CoverageItem = CoverageRow & { id: string };

const GAPS_NAMED = 1;

/** The mark of a check, what it found, and below it what is missing. */
function Check(props: {
  state: ReadinessState;
  children: ReactNode;
  under?: ReactNode;
}) {
  return (
    <span className={styles.check}>
      <StateMark state={MARK_OF[props.state]} />
      <span className={styles.found}>
        {props.children}
        {props.under && <span className={styles.quiet}>{props.under}</span>}
      </span>
    </span>
  );
}

/** The gaps of some kinds in words, the first one and how many more. */
function gapText(row: CoverageRow, ...codes: Array<PlanGap['code']>) {
  const gaps = row.readiness.gaps.filter(({ code }) => codes.includes(code));
  const more = gaps.length - GAPS_NAMED;
  const named = gaps
    .slice(0, GAPS_NAMED)
    .map(({ message }) => withShortNames(message))
    .join('; ');
  return more > 0 ? `${named}; and ${more} more` : named || undefined;
}

function Service({ row }: { row: CoverageRow }) {
  const place = [
    row.systemRef && shortRef(row.systemRef),
    row.tier && `tier ${row.tier}`,
  ].filter(Boolean);
  return (
    <span className={styles.found}>
      <EntityRefLink entityRef={row.entityRef} title={row.title} />
      <span className={styles.quiet}>
        {place.length > 0 ? place.join(', ') : 'no system, no tier'}
      </span>
    </span>
  );
}

function Owner({ row }: { row: CoverageRow }) {
  const state = row.readiness.checks.owner;
  if (state === 'pass' && row.ownerRef) {
    return (
      <Check state={state}>
        <EntityRefLink entityRef={row.ownerRef} hideIcon />
      </Check>
    );
  }
  return (
    <Check state={state} under={gapText(row, 'owner-missing')}>
      Missing
    </Check>
  );
}

function Plan({ row }: { row: CoverageRow }) {
  const planLink = usePlanLink();
  const state = row.readiness.checks.plans;
  return (
    <Check state={state} under={gapText(row, 'no-plan', 'plan-retired')}>
      {row.planRef ? (
        <Link className={styles.hit} to={planLink(row.planRef)}>
          {row.planTitle ?? shortRef(row.planRef)}
        </Link>
      ) : (
        'None'
      )}
    </Check>
  );
}

/** A check that depends on a day: the day when it passes, and what was missed when not. */
function OnDay(props: {
  row: CoverageRow;
  check: 'reviewed' | 'tested';
  day?: string;
}) {
  const { row, check, day } = props;
  const state = row.readiness.checks[check];
  if (state === 'n-a') return <Check state={state}>No plan</Check>;
  if (!day) return <Check state={state}>Never</Check>;
  return state === 'pass' ? (
    <Check state={state}>
      <span className={styles.day}>{dayOf(day)}</span>
    </Check>
  ) : (
    <Check
      state={state}
      under={<span className={styles.day}>{`last ${dayOf(day)}`}</span>}
    >
      Overdue
    </Check>
  );
}

function Roles({ row }: { row: CoverageRow }) {
  const state = row.readiness.checks.roles;
  if (state === 'n-a') return <Check state={state}>No plan</Check>;
  return (
    <Check state={state} under={gapText(row, 'role-unresolved')}>
      {`${row.rolesResolved} of ${row.rolesTotal}`}
    </Check>
  );
}

function Ready({ row }: { row: CoverageRow }) {
  const linkTo = useEntityLinks();
  const text = `${checksPassed(row.readiness)} of ${READINESS_CHECKS.length}`;
  return (
    <Link
      className={styles.hit}
      to={linkTo(row.entityRef)}
      aria-label={`${text} checks of ${row.title ?? shortRef(row.entityRef)}`}
    >
      <strong>{text}</strong>
    </Link>
  );
}

const DEFINITIONS: Array<{
  id: string;
  label: string;
  content(row: CoverageRow): ReactNode;
}> = [
  { id: 'service', label: 'Service', content: row => <Service row={row} /> },
  { id: 'owner', label: 'Owner', content: row => <Owner row={row} /> },
  { id: 'plan', label: 'Plan', content: row => <Plan row={row} /> },
  {
    id: 'reviewed',
    label: 'Reviewed',
    content: row => <OnDay row={row} check="reviewed" day={row.lastReviewed} />,
  },
  {
    id: 'tested',
    label: 'Tested',
    content: row => <OnDay row={row} check="tested" day={row.lastTested} />,
  },
  { id: 'roles', label: 'Roles', content: row => <Roles row={row} /> },
  { id: 'ready', label: 'Ready', content: row => <Ready row={row} /> },
];

/** The columns of the coverage. Where rows are stacked, each value has its label above it. */
export const COLUMNS: ColumnConfig<CoverageItem>[] = DEFINITIONS.map(
  ({ id, label, content }, index) => ({
    id,
    label,
    isRowHeader: index === 0,
    header: () => (
      <Column id={id} isRowHeader={index === 0} className={styles[id]}>
        {label}
      </Column>
    ),
    cell: row => (
      <Cell className={styles[id]}>
        {index > 0 && (
          <span className={styles.smallLabel} aria-hidden="true">
            {label}
          </span>
        )}
        {content(row)}
      </Cell>
    ),
  }),
);
