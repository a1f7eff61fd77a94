import { ButtonLink, Card, CardBody, CardHeader } from '@backstage/ui';
import { RiAlertFill, RiCheckboxCircleFill } from '@remixicon/react';
import {
  type ClauseSummary,
  getRequirement,
  type RequirementShare,
} from 'backstage-plugin-security-incidents-common';
import { AppLink, useRouteRef } from '../../navigation';
import { clauseRouteRef } from '../../routes';
import { useTranslation } from '../../translation';
import { ShareBar } from '../charts';
import { classNames } from '../common';
import { getRequirementText } from '../reports/requirements';
import styles from '../reports/reports.module.css';
import type { ReportScopeState } from '../reports/useReportScope';
import page from './ReportsPage.module.css';

function Share(props: { share: RequirementShare; state: ReportScopeState }) {
  const { requirement, met, missing, due } = props.share;
  const { t } = useTranslation();
  const clause = useRouteRef(clauseRouteRef)();
  const name = getRequirementText(t, requirement, 'short');
  const rowsOf = (result: string) =>
    `${props.state.keepScope(clause, { requirement, result })}#completeness`;
  return (
    <li className={page.share}>
      <span className={styles.quiet}>
        {getRequirement(requirement).letter ?? ''}
      </span>
      <span>{name}</span>
      <span className={styles.number}>
        {met.total > 0 ? (
          <AppLink
            to={rowsOf('met')}
            className={classNames(styles.hit, styles.bold)}
            aria-label={t('reportOverview.clause.metLabel', {
              requirement: name,
              count: met.total,
            })}
          >
            {met.total}
          </AppLink>
        ) : (
          <strong>0</strong>
        )}{' '}
        <span className={page.of}>{t('reports.ofDue', { due })}</span>
      </span>
      <span className={page.result}>
        {missing.total === 0 ? (
          <>
            <RiCheckboxCircleFill
              size={14}
              className={styles.good}
              aria-hidden
            />
            {t('reports.met')}
          </>
        ) : (
          <>
            <RiAlertFill size={14} className={styles.late} aria-hidden />
            <AppLink
              to={rowsOf('missing')}
              className={styles.hit}
              aria-label={t('reportOverview.clause.missingLabel', {
                requirement: name,
                count: missing.total,
              })}
            >
              {t('reports.missingCount', { count: missing.total })}
            </AppLink>
          </>
        )}
      </span>
      <span className={page.shareBar}>
        <ShareBar part={met.total} all={due} />
      </span>
    </li>
  );
}

/** Each requirement of the clause and each element: met of due, and how many are missing. */
export function ClauseCard(props: {
  clause: ClauseSummary;
  state: ReportScopeState;
}) {
  const { clause, state } = props;
  const { t } = useTranslation();
  const clausePage = useRouteRef(clauseRouteRef)();
  const sharesOf = (kind: 'requirement' | 'element') =>
    clause.requirements.filter(
      ({ requirement }) => getRequirement(requirement).kind === kind,
    );
  return (
    <Card className={styles.card}>
      <CardHeader>
        <div className={styles.cardHead}>
          <h2 className={styles.title}>{t('reportOverview.clause.title')}</h2>
          <span className={styles.quiet}>{t('reportOverview.clause.of')}</span>
        </div>
      </CardHeader>
      <CardBody>
        <ul className={styles.list}>
          {sharesOf('requirement').map(share => (
            <Share key={share.requirement} share={share} state={state} />
          ))}
        </ul>
        <h3 className={classNames(styles.quiet, page.elements)}>
          {t('reportOverview.clause.elements')}
        </h3>
        <ul className={styles.list}>
          {sharesOf('element').map(share => (
            <Share key={share.requirement} share={share} state={state} />
          ))}
        </ul>
        <div className={page.buttons}>
          <ButtonLink
            variant="secondary"
            size="small"
            href={state.keepScope(clausePage)}
          >
            {t('reportOverview.clause.open')}
          </ButtonLink>
          <ButtonLink
            variant="tertiary"
            size="small"
            href={`${state.keepScope(clausePage)}#sample`}
          >
            {t('reportOverview.clause.sample')}
          </ButtonLink>
        </div>
      </CardBody>
    </Card>
  );
}
