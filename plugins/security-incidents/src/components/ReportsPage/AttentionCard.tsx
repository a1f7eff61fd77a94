import { ButtonLink, Card, CardBody, CardHeader } from '@backstage/ui';
import {
  RiAlarmWarningLine,
  RiErrorWarningFill,
  RiTimerLine,
} from '@remixicon/react';
import type {
  Attention,
  ReportOverview,
} from 'backstage-plugin-security-incidents-common';
import type { ReactNode } from 'react';
import { useNow } from '../../hooks';
import { AppLink, useRouteRef } from '../../navigation';
import {
  clauseRouteRef,
  improvementActionsRouteRef,
  incidentRouteRef,
  incidentViewRouteRef,
  obligationsRouteRef,
} from '../../routes';
import { formatDuration, nearTime } from '../../time';
import { useTranslation } from '../../translation';
import { classNames, PanelEmpty, withShortNames } from '../common';
import { getRequirementText } from '../reports/requirements';
import styles from '../reports/reports.module.css';
import type { ReportScopeState } from '../reports/useReportScope';
import page from './ReportsPage.module.css';

type Section = 'obligations' | 'overdue' | 'gaps';

const SECTION_OF: Record<Attention['kind'], Section> = {
  obligationsToSend: 'obligations',
  obligationsToAssess: 'obligations',
  overdueActions: 'overdue',
  overdueEffectChecks: 'overdue',
  overdueUpdates: 'overdue',
  gaps: 'gaps',
};

const SECTIONS: readonly Section[] = ['obligations', 'overdue', 'gaps'];

const ICONS = {
  obligations: RiTimerLine,
  overdue: RiAlarmWarningLine,
  gaps: RiErrorWarningFill,
};
const TONES = {
  obligations: undefined,
  overdue: styles.bad,
  gaps: styles.late,
};

/** Where what needs attention is listed, and where the first of it is done. */
function useTargets(attention: Attention, state: ReportScopeState) {
  const { kind, requirement, incidents, first } = attention;
  const incident = useRouteRef(incidentRouteRef);
  const view = useRouteRef(incidentViewRouteRef);
  const obligations = useRouteRef(obligationsRouteRef)();
  const actions = useRouteRef(improvementActionsRouteRef)();
  const clause = useRouteRef(clauseRouteRef)();
  const { key } = first;
  const rows = state.rowsOf({
    key: incidents.keys,
    from: undefined,
    to: undefined,
  });
  switch (kind) {
    case 'obligationsToSend':
    case 'obligationsToAssess':
      return {
        rows: obligations,
        action: 'decide' as const,
        act: view({ key, view: 'obligations' }),
      };
    case 'overdueActions':
    case 'overdueEffectChecks':
      return { rows: actions, action: 'open' as const, act: actions };
    case 'overdueUpdates':
      return { rows, action: 'open' as const, act: incident({ key }) };
    default:
      return {
        rows: `${state.keepScope(clause, {
          requirement,
          result: 'missing',
        })}#completeness`,
        action: 'complete' as const,
        act: incident({ key }),
      };
  }
}

function When({ attention, tone }: { attention: Attention; tone?: string }) {
  const { t } = useTranslation();
  const now = useNow();
  const { at } = attention.first;
  if (!at) return <span />;
  const ms = Date.parse(at) - now;
  const past = attention.kind === 'gaps' ? 'ago' : 'over';
  return (
    <span className={page.when} title={nearTime(at, now)}>
      <strong className={classNames(styles.number, ms < 0 && tone)}>
        {formatDuration(Math.abs(ms))}
      </strong>
      <span className={styles.quiet}>
        {t(`reportOverview.attention.${ms < 0 ? past : 'left'}`)}
      </span>
    </span>
  );
}

function Line(props: {
  attention: Attention;
  state: ReportScopeState;
  section: Section;
  isPrimary: boolean;
}) {
  const { attention, state, section, isPrimary } = props;
  const { kind, count, requirement, incidents, first } = attention;
  const { t } = useTranslation();
  const { rows, action, act } = useTargets(attention, state);
  const Icon = ICONS[section];
  const isGap = kind === 'gaps' && requirement !== undefined;
  const title = isGap
    ? t('reportOverview.attention.gap', { count: incidents.total })
    : t(
        `reportOverview.attention.${
          kind as Exclude<Attention['kind'], 'gaps'>
        }`,
        {
          count,
        },
      );
  const after = isGap
    ? getRequirementText(t, requirement, 'gap')
    : t('reportOverview.attention.onIncidents', { count: incidents.total });
  return (
    <li className={page.line}>
      <Icon size={18} className={TONES[section]} aria-hidden />
      <span className={page.lineText}>
        <span>
          <AppLink to={rows} className={classNames(styles.hit, styles.bold)}>
            {title}
          </AppLink>{' '}
          {after}
        </span>
        <span className={styles.quiet}>
          {first.what
            ? t(
                section === 'obligations'
                  ? 'reportOverview.attention.next'
                  : 'reportOverview.attention.longest',
                {
                  what: withShortNames(first.what),
                  key: first.key,
                  title: first.title,
                },
              )
            : `${first.key} ${first.title}`}
        </span>
      </span>
      <When attention={attention} tone={TONES[section]} />
      <span className={page.act}>
        <ButtonLink
          variant={isPrimary ? 'primary' : 'secondary'}
          size="small"
          href={act}
          aria-label={t(`reportOverview.attention.${action}Label`, {
            what: `${title} ${after}`,
          })}
        >
          {t(`reportOverview.attention.${action}`)}
        </ButtonLink>
      </span>
    </li>
  );
}

function SectionHead(props: { section: Section; count: number }) {
  const { section, count } = props;
  const { t } = useTranslation();
  return (
    <h3 className={styles.smallTitle}>
      {t(`reportOverview.attention.${section}`)}
      <span className={styles.quiet}>
        {section === 'gaps' ? t('reportOverview.attention.gapsHint') : count}
      </span>
    </h3>
  );
}

function Explained(props: {
  explained: ReportOverview['explained'];
  state: ReportScopeState;
}) {
  const { t } = useTranslation();
  const clause = useRouteRef(clauseRouteRef)();
  if (props.explained.length === 0) return null;
  return (
    <p className={classNames(styles.quiet, page.explained)}>
      {t('reportOverview.attention.explained')}{' '}
      {props.explained.map(
        ({ requirement, incidents }, index): ReactNode => (
          <span key={requirement}>
            {index > 0 && ', '}
            <AppLink
              className={styles.hit}
              to={`${props.state.keepScope(clause, {
                requirement,
                result: 'missing',
              })}#completeness`}
            >
              {t('reportOverview.attention.explainedPart', {
                count: incidents.total,
                gap: getRequirementText(t, requirement, 'gap'),
              })}
            </AppLink>
          </span>
        ),
      )}
      .
    </p>
  );
}

/** Open obligations, what is overdue and gaps in the record, each with one action. */
export function AttentionCard(props: {
  overview: Pick<ReportOverview, 'attention' | 'explained'>;
  state: ReportScopeState;
}) {
  const { attention, explained } = props.overview;
  const { t } = useTranslation();
  const primary = attention.find(
    ({ kind }) => SECTION_OF[kind] === 'obligations',
  );
  return (
    <Card className={styles.card} id="attention">
      <CardHeader>
        <div className={styles.titles}>
          <h2 className={styles.title} tabIndex={-1}>
            {t('reportOverview.attention.title')}
          </h2>
          {attention.length > 0 && (
            <span className={styles.quiet}>
              {t('reportOverview.attention.order')}
            </span>
          )}
        </div>
      </CardHeader>
      <CardBody>
        {attention.length === 0 && (
          <PanelEmpty
            title={t('reportOverview.attention.none')}
            hint={t('reportOverview.attention.noneHint')}
          />
        )}
        {SECTIONS.map(section => {
          const lines = attention.filter(
            ({ kind }) => SECTION_OF[kind] === section,
          );
          return (
            lines.length > 0 && (
              <section key={section} className={page.section}>
                <SectionHead
                  section={section}
                  count={lines.reduce((sum, { count }) => sum + count, 0)}
                />
                <ul className={styles.list}>
                  {lines.map(line => (
                    <Line
                      key={`${line.kind} ${line.requirement}`}
                      attention={line}
                      state={props.state}
                      section={section}
                      isPrimary={line === primary}
                    />
                  ))}
                </ul>
              </section>
            )
          );
        })}
        <Explained explained={explained} state={props.state} />
      </CardBody>
    </Card>
  );
}
