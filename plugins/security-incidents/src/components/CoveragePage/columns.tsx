import { Cell, Column, type ColumnConfig } from '@backstage/ui';
import {
  type CoverageRow,
  type PlanGap,
  READINESS_CHECKS,
  type ReadinessState,
} from 'backstage-plugin-security-incidents-common';
import type { ReactNode } from 'react';
import { useEntityLinks, useListAddress, usePlanLink } from '../../hooks';
import { AppLink, EntityLink } from '../../navigation';
import { IMPORT_PARAM } from '../../routes';
import { dayOf } from '../../time';
import { type Translate, useTranslation } from '../../translation';
import {
  checksPassed,
  EntityName,
  MARK_OF,
  StateMark,
  withShortNames,
} from '../common';
import print from '../common/print.module.css';
import { shortRef } from '../filters';
import styles from './CoveragePage.module.css';
import { toSaid } from '../said';

/** A row of the table. */
export type CoverageItem = CoverageRow & { id: string };

/** When it was the last time; on narrow columns the day stands below. */
function LastDay({ day }: { day: string }) {
  const { t } = useTranslation();
  return (
    <span>
      {t('coveragePage.row.last', {
        day: <span className={styles.day}>{day}</span>,
      })}
    </span>
  );
}

/** The mark of a check, its result, and what is missing. */
function Check(props: {
  state: ReadinessState;
  children: ReactNode;
  under?: ReactNode;
  /** Where a gap is closed. */
  fix?: { to: string; text: string };
}) {
  const { state, fix } = props;
  const isGap = state === 'fail' || state === 'late';
  return (
    <span className={styles.check}>
      <StateMark state={MARK_OF[state]} />
      <span className={styles.found}>
        {props.children}
        {props.under && <span className={styles.quiet}>{props.under}</span>}
        {fix && isGap && (
          <AppLink className={`${styles.hit} ${print.screenOnly}`} to={fix.to}>
            {fix.text}
          </AppLink>
        )}
      </span>
    </span>
  );
}

/** The gaps of some kinds: the first one, and how many more. */
function toGapText(
  t: Translate,
  row: CoverageRow,
  ...codes: Array<PlanGap['code']>
): string | undefined {
  const [first, ...more] = row.readiness.gaps.filter(({ code }) =>
    codes.includes(code),
  );
  if (!first) return undefined;
  const gap = withShortNames(toSaid(t, first.message));
  return more.length > 0
    ? t('coveragePage.row.moreGaps', { gap, count: more.length })
    : gap;
}

function Service({ row }: { row: CoverageRow }) {
  const { t } = useTranslation();
  const { systemRef, tier } = row;
  return (
    <span className={styles.found}>
      <EntityLink entityRef={row.entityRef}>{row.title}</EntityLink>
      <span className={styles.quiet}>
        {systemRef && <EntityName entityRef={systemRef} />}
        {systemRef && tier && ', '}
        {tier && t('coveragePage.row.tier', { tier })}
        {!systemRef && !tier && t('coveragePage.row.noPlace')}
      </span>
    </span>
  );
}

function Owner({ row }: { row: CoverageRow }) {
  const entityLink = useEntityLinks();
  const { t } = useTranslation();
  const state = row.readiness.checks.owner;
  if (state === 'pass' && row.ownerRef) {
    return (
      <Check state={state}>
        <EntityLink entityRef={row.ownerRef} hideIcon />
      </Check>
    );
  }
  return (
    <Check
      state={state}
      under={toGapText(t, row, 'owner-missing')}
      fix={{
        to: entityLink(row.entityRef),
        text: t('coveragePage.row.fix.owner'),
      }}
    >
      {t('coveragePage.row.noOwner')}
    </Check>
  );
}

function Plan({ row }: { row: CoverageRow }) {
  const { t } = useTranslation();
  const planLink = usePlanLink();
  const { hrefOf } = useListAddress();
  const state = row.readiness.checks.plans;
  return (
    <Check
      state={state}
      under={toGapText(t, row, 'no-plan', 'plan-retired')}
      fix={{
        to: hrefOf({ [IMPORT_PARAM]: 'true' }),
        text: t('coveragePage.row.fix.plans'),
      }}
    >
      {row.planRef ? (
        <AppLink className={styles.hit} to={planLink(row.planRef)}>
          {row.planTitle ?? shortRef(row.planRef)}
        </AppLink>
      ) : (
        t('coveragePage.row.noPlan')
      )}
    </Check>
  );
}

/** A check that depends on a day: the day when it passes, the last one when it does not. */
function OnDay(props: {
  row: CoverageRow;
  check: 'reviewed' | 'tested';
  day?: string;
}) {
  const { row, check, day } = props;
  const { t } = useTranslation();
  const planLink = usePlanLink();
  const fix = row.planRef
    ? { to: planLink(row.planRef), text: t(`coveragePage.row.fix.${check}`) }
    : undefined;
  const state = row.readiness.checks[check];
  if (state === 'n-a') {
    return <Check state={state}>{t('coveragePage.row.notApplicable')}</Check>;
  }
  if (!day) {
    return (
      <Check state={state} fix={fix}>
        {t('coveragePage.row.never')}
      </Check>
    );
  }
  return state === 'pass' ? (
    <Check state={state}>
      <span className={styles.day}>{dayOf(day)}</span>
    </Check>
  ) : (
    <Check state={state} fix={fix} under={<LastDay day={dayOf(day)} />}>
      {t('coveragePage.row.overdue')}
    </Check>
  );
}

function Roles({ row }: { row: CoverageRow }) {
  const { t } = useTranslation();
  const planLink = usePlanLink();
  const state = row.readiness.checks.roles;
  if (state === 'n-a') {
    return <Check state={state}>{t('coveragePage.row.notApplicable')}</Check>;
  }
  return (
    <Check
      state={state}
      under={toGapText(t, row, 'role-unresolved')}
      fix={
        row.planRef
          ? { to: planLink(row.planRef), text: t('coveragePage.row.fix.roles') }
          : undefined
      }
    >
      {t('coveragePage.row.count', {
        count: row.rolesResolved,
        total: String(row.rolesTotal),
      })}
    </Check>
  );
}

function Watched({ row }: { row: CoverageRow }) {
  const { t } = useTranslation();
  const entityLink = useEntityLinks();
  const { checks, lastWatched } = row.readiness;
  const day = lastWatched && dayOf(lastWatched);
  if (checks.watched === 'pass') {
    return (
      <Check state={checks.watched}>
        <span className={styles.day}>{day}</span>
      </Check>
    );
  }
  return (
    <Check
      state={checks.watched}
      under={day && <LastDay day={day} />}
      fix={{
        to: entityLink(row.entityRef),
        text: t('coveragePage.row.fix.watched'),
      }}
    >
      {t(
        checks.watched === 'late'
          ? 'coveragePage.row.interrupted'
          : 'coveragePage.row.notWatched',
      )}
    </Check>
  );
}

function Ready({ row }: { row: CoverageRow }) {
  const entityLink = useEntityLinks();
  const { t } = useTranslation();
  const numbers = {
    count: checksPassed(row.readiness),
    total: String(READINESS_CHECKS.length),
  };
  return (
    <AppLink
      className={styles.hit}
      to={entityLink(row.entityRef)}
      aria-label={t('coveragePage.row.checks', {
        ...numbers,
        service: row.title ?? shortRef(row.entityRef),
      })}
    >
      <strong>{t('coveragePage.row.count', numbers)}</strong>
    </AppLink>
  );
}

const CELLS = [
  { id: 'service', content: row => <Service row={row} /> },
  { id: 'owner', content: row => <Owner row={row} /> },
  { id: 'plan', content: row => <Plan row={row} /> },
  {
    id: 'reviewed',
    content: row => <OnDay row={row} check="reviewed" day={row.lastReviewed} />,
  },
  {
    id: 'tested',
    content: row => <OnDay row={row} check="tested" day={row.lastTested} />,
  },
  { id: 'roles', content: row => <Roles row={row} /> },
  { id: 'watched', content: row => <Watched row={row} /> },
  { id: 'ready', content: row => <Ready row={row} /> },
] as const satisfies Array<{
  id: string;
  content(row: CoverageRow): ReactNode;
}>;

/** The columns of the table. Where rows are stacked, each value has its label above it. */
export function toColumns(t: Translate): ColumnConfig<CoverageItem>[] {
  return CELLS.map(({ id, content }, index) => {
    const label = t(`coveragePage.table.${id}`);
    return {
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
    };
  });
}
