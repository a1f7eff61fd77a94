import { Card, CardBody, Select } from '@backstage/ui';
import { RiArrowRightLine, RiShieldCheckLine } from '@remixicon/react';
import type { ServiceYear } from 'backstage-plugin-security-incidents-common';
import { useMemo } from 'react';
import { useLinkedPart, usePageTitle } from '../../hooks';
import {
  EntityLink,
  useAppLocation,
  useAppNavigate,
  useRouteRef,
} from '../../navigation';
import { useServiceYear } from '../../queries';
import { serviceReportsRouteRef } from '../../routes';
import { dateTimeWithZone } from '../../time';
import { useTranslation } from '../../translation';
import {
  classNames,
  PanelEmpty,
  PanelFailed,
  PanelLoading,
  useEntityName,
} from '../common';
import { useEntitySearch } from '../filters';
import { RecordText } from '../reports/PopulationCard';
import { ReportBundle } from '../reports/ReportBundle';
import { ReportSheet } from '../reports/ReportSheet';
import { ReportsFrame } from '../reports/ReportsFrame';
import styles from '../reports/reports.module.css';
import { SCOPE_KINDS, ScopeBar } from '../reports/ScopeBar';
import { useServiceYearLink } from '../reports/ServiceRows';
import {
  type ReportScopeState,
  useReportScope,
} from '../reports/useReportScope';
import { CameBackCard } from './CameBackCard';
import { LedToCard, PeopleCard } from './FollowUpCards';
import { GlanceCard } from './GlanceCard';
import { IncidentsCard } from './IncidentsCard';
import page from './ServiceYearPage.module.css';

/** The entity that the address names: `/reports/services/component/default/payments-api`. */
function useEntityRef(): string | undefined {
  const { pathname } = useAppLocation();
  const base = useRouteRef(serviceReportsRouteRef)();
  const [kind, namespace, name] = pathname
    .slice(base.length + 1)
    .replace(/\/$/, '')
    .split('/')
    .map(decodeURIComponent);
  return name ? `${kind}:${namespace}/${name}` : undefined;
}

/** Chooses another service, system, domain or team. */
function ServiceField(props: { entityRef: string; state: ReportScopeState }) {
  const { entityRef, state } = props;
  const { t } = useTranslation();
  const navigate = useAppNavigate();
  const yearOf = useServiceYearLink(state);
  const field = useEntitySearch({
    label: t('reportServices.year.chooseSearch'),
    kinds: SCOPE_KINDS,
    value: [entityRef],
  });
  return (
    <Select
      {...field}
      aria-label={t('reportServices.year.choose')}
      className={page.service}
      value={entityRef}
      onChange={value => value && navigate(yearOf(String(value)))}
    />
  );
}

function Head({ entityRef, year }: { entityRef: string; year?: ServiceYear }) {
  const { t } = useTranslation();
  const name = useEntityName(entityRef);
  return (
    <div>
      <div className={classNames(page.head, styles.screenOnly)}>
        <h2 className={page.name}>{name}</h2>
        <span className={styles.bold}>
          <EntityLink entityRef={entityRef} hideIcon>
            <span className={styles.inline}>
              {t('reportServices.year.openInCatalog')}
              <RiArrowRightLine size={16} aria-hidden />
            </span>
          </EntityLink>
        </span>
      </div>
      {year && (
        <dl className={page.headFacts}>
          {(['tier', 'lifecycle'] as const).map(
            fact =>
              year[fact] && (
                <div key={fact}>
                  <dt>{t(`reportServices.year.${fact}`)}</dt>
                  <dd>{year[fact]}</dd>
                </div>
              ),
          )}
          {year.systemRef && (
            <div>
              <dt>{t('reportServices.year.system')}</dt>
              <dd>
                <EntityLink entityRef={year.systemRef} hideIcon />
              </dd>
            </div>
          )}
          {year.ownerRefs.length > 0 && (
            <div>
              <dt>
                {year.ownerRefs.length > 1
                  ? t('reportServices.year.owners')
                  : t('reportServices.year.owner')}
              </dt>
              <dd>
                {year.ownerRefs.map((ownerRef, index) => (
                  <span key={ownerRef}>
                    {index > 0 && ', '}
                    <EntityLink entityRef={ownerRef} hideIcon />
                  </span>
                ))}
              </dd>
            </div>
          )}
        </dl>
      )}
    </div>
  );
}

function Year(props: {
  year: ServiceYear;
  rowsOf: ReportScopeState['rowsOf'];
}) {
  const { year, rowsOf } = props;
  const { t } = useTranslation();
  const name = useEntityName(year.entityRef);
  const { total, exercises, restricted } = year.incidents;
  useLinkedPart(true);
  return (
    <>
      <ReportSheet
        title={t('reports.print.service', { name })}
        header={year}
        about={name}
      />
      {total === 0 && (
        <Card>
          <CardBody>
            <PanelEmpty
              title={t('reportServices.year.nothing.title', { name })}
              hint={t('reportServices.year.nothing.hint', { exercises })}
            />
          </CardBody>
        </Card>
      )}
      {(total > 0 || year.marks.length > 0) && (
        <GlanceCard year={year} rowsOf={rowsOf} />
      )}
      {total > 0 && (
        <>
          <CameBackCard chains={year.cameBack} />
          <IncidentsCard year={year} />
          <div className={page.two}>
            <PeopleCard year={year} />
            <LedToCard year={year} />
          </div>
        </>
      )}
      <p className={classNames(styles.quiet, styles.inline)}>
        <RiShieldCheckLine size={14} aria-hidden />
        {t('reportServices.year.foot', {
          time: dateTimeWithZone(year.at),
        })}{' '}
        <RecordText record={year.record} />
        {restricted > 0 &&
          t('reportServices.year.restricted', { count: restricted })}
      </p>
    </>
  );
}

function Content({ entityRef }: { entityRef: string }) {
  const { t } = useTranslation();
  const state = useReportScope();
  const { from, to, zone } = state.scope;
  const query = useMemo(() => ({ from, to, zone }), [from, to, zone]);
  const { data, error, reload } = useServiceYear(entityRef, query);
  const rowsOf: ReportScopeState['rowsOf'] = filters =>
    state.rowsOf({ service: entityRef, ...filters });
  return (
    <>
      <Head entityRef={entityRef} year={data} />
      <ScopeBar
        state={state}
        hideScope
        scope={<ServiceField entityRef={entityRef} state={state} />}
        actions={<ReportBundle state={state} entityRef={entityRef} />}
      />
      {error && (
        <Card>
          <CardBody>
            <PanelFailed
              title={t('reportServices.year.failed')}
              subject={t('reports.subject')}
              error={error}
              onRetry={reload}
            />
          </CardBody>
        </Card>
      )}
      {!error && !data && (
        <Card>
          <CardBody>
            <PanelLoading label={t('reports.loading')} rows={12} />
          </CardBody>
        </Card>
      )}
      {!error && data && <Year year={data} rowsOf={rowsOf} />}
    </>
  );
}

function Named() {
  const entityRef = useEntityRef();
  const { t } = useTranslation();
  const name = entityRef?.split('/')[1];
  usePageTitle(name ?? t('reportServices.title'));
  return entityRef ? <Content key={entityRef} entityRef={entityRef} /> : null;
}

/**
 * The period of one service, system, domain or team: what happened, what came back, what was done and what it led to.
 *
 * @param props.framed - whether the platform's header is above the page
 */
export function ServiceYearPage(props: { framed?: boolean }) {
  return (
    <ReportsFrame framed={props.framed}>
      <Named />
    </ReportsFrame>
  );
}
